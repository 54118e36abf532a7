import Foundation
import PostgreSQLServer
import Testing

/// The unmodified MLflow client does its work, whichever database the server keeps things in.
@Suite(.enabled(if: ClientEnvironment.mlflow.isInstalled, "needs the clients of Scripts/clients"), .serialized)
struct MLflowClientTests {
    private static let scenarios = [
        "tracking", "search", "artifacts", "registry", "prompts", "models", "evaluation", "tracing", "genai", "mistakes",
    ]

    @Test(arguments: scenarios)
    func `the client does`(scenario: String) async throws {
        let command = try Command()
        let server = try await ServingCommand(command)
        let outcome = try await ClientEnvironment.mlflow.run(scenario, against: server.address, in: command)
        #expect(outcome.status == 0, "\(outcome.errors.suffix(3000))")
        #expect(try await server.stop().status == 0)
    }

    @Test(.enabled(if: PostgreSQLInstallation.found != nil, "needs PostgreSQL"), arguments: scenarios)
    func `the client does on PostgreSQL`(scenario: String) async throws {
        let command = try Command()
        let database = try PostgreSQLServer.shared().makeDatabase()
        defer { try? PostgreSQLServer.shared().drop(database) }
        let url = try PostgreSQLServer.shared().url(of: database) + "&artifacts=" + command.folder.appending(path: "artifacts").path
        let server = try await ServingCommand(command, ["--store", url])
        let outcome = try await ClientEnvironment.mlflow.run(scenario, against: server.address, in: command)
        #expect(outcome.status == 0, "\(outcome.errors.suffix(3000))")
        #expect(try await server.stop().status == 0)
    }

    @Test(.enabled(if: ClientEnvironment.olderMLflow.isInstalled), arguments: ["tracking", "registry", "mistakes"])
    func `an older client does`(scenario: String) async throws {
        let command = try Command()
        let server = try await ServingCommand(command)
        let outcome = try await ClientEnvironment.olderMLflow.run(scenario, against: server.address, in: command)
        #expect(outcome.status == 0, "\(outcome.errors.suffix(3000))")
    }
}
