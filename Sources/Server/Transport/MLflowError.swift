import NIOCore
import NIOHTTP1
import TouchstoneJSON
import Tracking

/// An answer that refuses: MLflow's error code and one sentence for whoever sent the request.
struct MLflowError: Error, Sendable, Hashable {
    let code: ErrorCode
    let message: String

    init(_ code: ErrorCode, _ message: String) {
        self.code = code
        self.message = message
    }

    /// A request that is wrong in its parameters.
    static func invalid(_ message: String) -> MLflowError { MLflowError(.invalidParameterValue, message) }

    /// A request for something that is not there.
    static func missing(_ message: String) -> MLflowError { MLflowError(.resourceDoesNotExist, message) }

    /// The body of the answer.
    var body: [UInt8] {
        JSONValue.object(["error_code": .string(code.rawValue), "message": .string(message)]).encoded()
    }
}

extension MLflowError {
    /// What a client is told about an error, whatever threw it. Details that are ours alone are not told.
    init(_ error: any Error) {
        switch error {
        case let error as MLflowError: self = error
        case let error as TrackingError: self.init(error)
        case let error as SearchError: self = .invalid(error.message)
        case let error as ArtifactError: self.init(error)
        case let error as RegistryError: self.init(error)
        case TraceError.notFound(let message): self = .missing(message)
        case TraceError.invalid(let message): self = .invalid(message)
        // The client broke its request off, or sent what is no HTTP: hardly anybody reads this, but the server has not failed.
        case is HTTPParserError, is ChannelError, is IOError: self.init(.badRequest, "The request ended before it was complete.")
        case is CancellationError: self.init(.temporarilyUnavailable, "The server is stopping; try again.")
        default: self.init(.internalError, "The server failed to answer; its log says why.")
        }
    }

    private init(_ error: ArtifactError) {
        switch error {
        case .missing: self.init(.resourceDoesNotExist, error.description)
        case .invalidPath, .isFolder, .isFile, .elsewhere, .upload: self.init(.invalidParameterValue, error.description)
        }
    }

    private init(_ error: RegistryError) {
        switch error {
        case .nameTaken: self.init(.resourceAlreadyExists, error.description)
        case .aliasNotFound, .invalid: self.init(.invalidParameterValue, error.description)
        case .modelNotFound, .versionNotFound, .noVersions, .runNotFound, .loggedModelNotFound, .webhookNotFound:
            self.init(.resourceDoesNotExist, error.description)
        }
    }

    private init(_ error: TrackingError) {
        switch error {
        case .notFound(let kind, let name): self = .missing(Self.notFound(kind, name) ?? error.description)
        case .alreadyExists("experiment", let name):
            self.init(.resourceAlreadyExists, "Experiment(name=\(name)) already exists.")
        case .alreadyExists: self.init(.resourceAlreadyExists, error.description)
        case .deleted(let kind, let name): self = .invalid("The \(kind) \(name) must be in the 'active' state. Current state is deleted.")
        case .changed("param", let name, let from, let to):
            self = .invalid(
                """
                Changing param values is not allowed. Param with key='\(name)' was already logged with value='\(from)'. \
                Attempted logging new value '\(to)'.
                """)
        case .changed, .paramsChanged, .invalid, .ambiguousRun: self.init(.invalidParameterValue, error.description)
        case .locked, .diskFull, .readOnly, .cannotOpen, .unavailable, .conflict:
            self.init(.temporarilyUnavailable, "The store cannot be used at the moment: \(error.reasonWithoutPath).")
        case .unsupported: self.init(.notImplemented, error.description)
        default: self.init(.internalError, "The store failed; the server's log says why.")
        }
    }
}

extension MLflowError {
    /// The words in which clients look for something that is not there; nil where none are expected.
    private static func notFound(_ kind: String, _ name: String) -> String? {
        switch kind {
        case "experiment": "No Experiment with id=\(name) exists"
        case "run": "Run with id=\(name) not found"
        case "logged model": "Logged model with ID '\(name)' not found."
        default: nil
        }
    }
}

extension TrackingError {
    /// Why the store cannot be used, without saying where it lies.
    fileprivate var reasonWithoutPath: String {
        switch self {
        case .locked: "another process holds it"
        case .diskFull: "its disk is full"
        case .readOnly: "it may not be written"
        case .conflict: "other writers were faster"
        default: "it does not answer"
        }
    }
}
