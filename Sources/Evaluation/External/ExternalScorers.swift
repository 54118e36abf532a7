import Foundation
import Models
package import Scoring
import Synchronization

/// Scorers that ask a command or a service, and the commands that must be ended when nobody asks any more.
package final class ExternalScorers: Sendable {
    private let environment: [String: String]
    private let processes = Mutex<[LineProcess]>([])

    /// No scorers yet; `${NAME}` in headers is looked up in the given environment, the process's own when nil.
    package init(environment: [String: String]? = nil) {
        self.environment = environment ?? ProcessInfo.processInfo.environment
    }

    /// The scorer of a choice that names a command or a service. Throws ``ScorerArgumentError``.
    package func scorer(_ choice: ScorerChoice) throws -> any Scorer {
        switch choice.source {
        case .command(let words):
            guard !words.isEmpty else { throw ScorerArgumentError("the command of a scorer is empty") }
            let process = LineProcess(try LineCommand(words))
            processes.withLock { $0.append(process) }
            return CommandScorer(process, command: words, name: choice.name, direction: choice.direction)
        case .endpoint(let url, let headers):
            return try EndpointScorer(url, headers: headers, name: choice.name, direction: choice.direction, environment: environment)
        case .catalogue, .custom:
            return try choice.pureScorer()
        }
    }

    /// Ends the commands.
    package func close() {
        for process in processes.withLock({ $0 }) { process.close() }
    }
}
