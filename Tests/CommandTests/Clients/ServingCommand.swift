import Foundation
import TouchstoneJSON

/// `touchstone serve` on a free port, stopped with this value.
final class ServingCommand {
    private let running: RunningCommand
    /// Where it listens, without a slash at the end.
    let address: String

    /// Starts a server in a command's folder and waits until it listens.
    init(_ command: Command, _ arguments: [String] = [], environment: [String: String] = [:]) async throws {
        running = try command.start(["serve", "--port", "0"] + arguments, environment: environment)
        var port: Substring = ""
        let running = running
        let isUp = try await eventually {
            let words = try running.errorsSoFar()
            guard let mark = words.range(of: "127.0.0.1:") else { return false }
            port = words[mark.upperBound...].prefix { $0.isASCII && $0.isNumber }
            return !port.isEmpty
        }
        guard isUp else { throw CocoaError(.featureUnsupported, userInfo: [NSLocalizedDescriptionKey: try running.errorsSoFar()]) }
        address = "http://127.0.0.1:\(port)"
    }

    deinit { running.send(SIGKILL) }

    /// Asks it to stop and waits for its end.
    func stop() async throws -> CommandOutcome {
        running.send(SIGTERM)
        return try await running.end()
    }

    /// Ends it in the middle of whatever it does.
    func kill() async throws {
        running.send(SIGKILL)
        _ = try await running.end()
    }
}
