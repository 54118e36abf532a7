import ArgumentParser
import Evaluation
import Foundation
import Models
import Prompts
import Scoring
import Statistics
import Tracking

/// How a command ends, as documented in `--help`.
enum ExitStatus: Int32 {
    case pass = 0
    case gateFailed = 1
    case inconclusive = 2
    case usage = 64
    case badData = 65
    case unavailable = 69
    case ourFault = 70
}

/// An error that a command reports in one sentence.
struct CommandFailure: Error {
    let status: ExitStatus
    let message: String

    init(_ status: ExitStatus, _ message: String) {
        self.status = status
        self.message = message
    }

    /// The failure that an error of the modules below stands for; nil when the argument parser should speak.
    init?(_ error: any Error) {
        switch error {
        case let error as CommandFailure: self = error
        case let error as DataProblem: self.init(.badData, error.description)
        case let error as Undefined: self.init(.badData, error.reason)
        case let error as SpecificationError: self.init(.badData, error.description)
        case let error as PromptError: self.init(.badData, error.description)
        case let error as ScorerArgumentError: self.init(.usage, error.description)
        case let error as ModelError: self.init(error.kind == .invalidRequest ? .usage : .unavailable, error.description)
        case let error as TrackingError: self.init(Self.status(error), error.description)
        case is ExitCode, is CleanExit, is ValidationError: return nil
        default:
            if String(reflecting: type(of: error)).hasPrefix("ArgumentParser.") { return nil }
            self.init(.ourFault, "\(error)")
        }
    }

    private static func status(_ error: TrackingError) -> ExitStatus {
        switch error {
        case .notFound, .ambiguousRun, .unsupportedLocation: .usage
        case .invalid, .changed, .alreadyExists: .badData
        default: .unavailable
        }
    }
}

extension Touchstone {
    /// Says what went wrong on standard error and ends the process with the documented status.
    static func exit(reporting error: any Error) -> Never {
        if error is OutputClosed { Foundation.exit(ExitStatus.pass.rawValue) }
        guard let failure = CommandFailure(error) else { exit(withError: error) }
        StandardError.write("touchstone: \(failure.message)\n")
        Foundation.exit(failure.status.rawValue)
    }
}
