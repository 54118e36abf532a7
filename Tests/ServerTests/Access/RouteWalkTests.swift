import HTTPTypes
import HummingbirdTesting
import Testing
import TouchstoneJSON
import Tracking

@testable import Server

@Suite struct RouteWalkTests {
    /// A path at which the endpoint is found.
    private static func path(of endpoint: Endpoint) -> String {
        (endpoint.paths.first ?? "/").split(separator: "/", omittingEmptySubsequences: false).map { segment in
            segment == "**" ? "0/x" : segment.hasPrefix(":") ? "x" : String(segment)
        }.joined(separator: "/")
    }

    @Test func `without credentials every operation but the open ones answers 401`() async throws {
        try await AccessFixture.run(AccessFixture.withSignIn) { server in
            for endpoint in EndpointTable.all.endpoints {
                let message: JSONValue? = endpoint.method == .get ? nil : [:]
                let response = try await server.send(endpoint.method, Self.path(of: endpoint), message)
                if endpoint.access == .open {
                    #expect(response.status != .unauthorized, "\(endpoint.name)")
                } else {
                    #expect(response.status == .unauthorized, "\(endpoint.name)")
                    #expect(response.headers[.wwwAuthenticate] == "Basic realm=\"mlflow\"", "\(endpoint.name)")
                    #expect(try response.errorCode == "UNAUTHENTICATED", "\(endpoint.name)")
                }
            }
        }
    }

    @Test func `only harmless operations are open`() {
        let open = EndpointTable.all.endpoints.filter { $0.access == .open }.map(\.name)
        #expect(Set(open) == ["health", "version", "getServerInfo", "uploadPart"])
    }

    /// What every field that names something protected holds in the requests below.
    private static func fields(experiment: String, run: String, model: String) -> JSONObject {
        [
            "experiment_id": .string(experiment), "experiment_ids": [.string(experiment)], "experiment_name": "theirs",
            "run_id": .string(run), "run_ids": [.string(run)], "run_uuid": .string(run), "name": .string(model),
            "path": .string(experiment),
        ]
    }

    @Test func `a user without permissions gets nothing of what others have`() async throws {
        try await AccessFixture.run(AccessFixture.withSignIn) { server in
            let owner = try await server.user("owner")
            let stranger = try await server.user("stranger")
            let created = try await server.send(.post, "/api/2.0/mlflow/experiments/create", ["name": "theirs"], as: owner)
            let experiment = try #require(try created.json["experiment_id"]?.stringValue)
            let id = ExperimentID(rawValue: try #require(Int64(experiment)))
            let run = try await server.store.create(Run(name: "their run", experiment: id))
            try await server.store.storeArtifact([1], as: "a.bin", in: run.id)
            _ = try await server.store.register(promptNamed: "their model", template: "{{x}}")
            let fields = Self.fields(experiment: experiment, run: run.id.rawValue, model: "their model")
            for endpoint in EndpointTable.all.endpoints {
                guard case .on(let target, _) = endpoint.access else { continue }
                switch target {
                case .experiment, .experimentName, .run, .registeredModel, .artifactPath: break
                default: continue
                }
                let path = Self.path(of: endpoint).replacing("/0/x", with: "/\(experiment)/\(run.id)/artifacts/a.bin")
                let isRead = endpoint.method == .get || endpoint.body == .stream
                let query = fields.map { "\($0.key)=\(($0.value.stringValue ?? $0.value.arrayValue?.first?.stringValue ?? ""))" }
                    .joined(separator: "&").replacing(" ", with: "%20")
                let response = try await server.send(
                    endpoint.method, isRead ? "\(path)?\(query)" : path, isRead ? nil : .object(fields), as: stranger)
                #expect([.forbidden, .notFound].contains(response.status), "\(endpoint.name) \(response.status)")
            }
        }
    }
}
