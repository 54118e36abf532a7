import Foundation
import Testing

/// The unmodified MLflow client does its work against a server that keeps everything in SQLite.
@Suite(.enabled(if: ClientEnvironment.mlflow.isInstalled, "needs the clients of Scripts/clients"), .serialized)
struct MLflowClientTests {
    @Test(arguments: [
        "tracking", "search", "artifacts", "registry", "prompts", "models", "evaluation", "tracing", "genai", "mistakes",
    ])
    func `the client does`(scenario: String) async throws {
        let command = try Command()
        let server = try await ServingCommand(command)
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
