import Foundation
import Testing

/// A server that is killed while clients log.
@Suite(.enabled(if: ClientEnvironment.mlflow.isInstalled, "needs the clients of Scripts/clients"))
struct ServerCrashTests {
    @Test func `what was acknowledged is there when the killed server is started again`() async throws {
        let command = try Command()
        let server = try await ServingCommand(command, ["--store", "killed.db"])
        let address = server.address
        async let hammering = ClientEnvironment.mlflow.run("hammer", against: address, in: command)
        let store = command.folder.appending(path: "killed.db-wal").path
        #expect(
            try await eventually {
                (try? FileManager.default.attributesOfItem(atPath: store)[.size] as? Int ?? 0).map { $0 > 2_000_000 } ?? false
            })
        try await server.kill()
        let outcome = try await hammering
        #expect(outcome.status == 0, "\(outcome.errors.suffix(2000))")
        let acknowledged = Set(outcome.lines.dropFirst())
        #expect(acknowledged.count > 100)

        let again = try await ServingCommand(command, ["--store", "killed.db"])
        let run = try #require(outcome.lines.first)
        let history = try await ClientEnvironment.mlflow.run("history", against: again.address, in: command, ["RUN_ID": run])
        #expect(history.status == 0, "\(history.errors.suffix(2000))")
        let lost = acknowledged.subtracting(history.lines)
        #expect(lost.isEmpty, "\(lost.count) of \(acknowledged.count) acknowledged values are lost")
        #expect(Set(history.lines).count == history.lines.count)
    }
}
