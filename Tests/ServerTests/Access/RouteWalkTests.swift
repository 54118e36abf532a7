import HTTPTypes
import HummingbirdTesting
import Testing
import TouchstoneJSON
import Tracking

@testable import Server

@Suite struct RouteWalkTests {
    /// A path at which the endpoint is found, its parameters filled from the fields of a message where those have them.
    private static func path(of endpoint: Endpoint, _ fields: JSONObject = [:]) -> String {
        (endpoint.paths.first ?? "/").split(separator: "/", omittingEmptySubsequences: false).map { segment in
            guard segment.hasPrefix(":") else { return segment == "**" ? fields["path"]?.stringValue ?? "0/x" : String(segment) }
            return fields[String(segment.dropFirst().prefix { $0 != "." })]?.stringValue ?? "x"
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

    /// What an owner has made, in every field that may name it.
    private static func things(_ server: AccessFixture, of owner: String) async throws -> JSONObject {
        let created = try await server.send(.post, "/api/2.0/mlflow/experiments/create", ["name": "theirs"], as: owner)
        let experiment = try #require(try created.json["experiment_id"]?.stringValue)
        let run = try await server.store.create(
            Run(name: "their run", experiment: ExperimentID(rawValue: try #require(Int64(experiment)))))
        try await server.store.storeArtifact([1], as: "a.bin", in: run.id)
        let named: JSONValue = ["name": "theirs", "experiment_id": .string(experiment), "experiment_ids": [.string(experiment)]]
        #expect(try await server.send(.post, "/api/2.0/mlflow/registered-models/create", named, as: owner).status == .ok)
        let model = try await server.send(.post, "/api/2.0/mlflow/logged-models", named, as: owner).json
        let dataset = try await server.send(.post, "/api/3.0/mlflow/datasets/create", named, as: owner).json
        let location: JSONValue = ["type": "MLFLOW_EXPERIMENT", "mlflow_experiment": ["experiment_id": .string(experiment)]]
        let traceID = "tr-0123456789abcdef0123456789abcdef"
        let trace: JSONValue = [
            "trace_info": [
                "trace_id": .string(traceID), "trace_location": location, "request_time": "2026-01-01T00:00:00Z", "state": "OK",
            ]
        ]
        #expect(try await server.send(.post, "/api/3.0/mlflow/traces", ["trace": trace], as: owner).status == .ok)
        return [
            "experiment_id": .string(experiment), "experiment_ids": [.string(experiment)], "experiment_name": "theirs",
            "run_id": .string(run.id.rawValue), "run_ids": [.string(run.id.rawValue)], "run_uuid": .string(run.id.rawValue),
            "run": .string(run.id.rawValue), "name": "theirs", "path": .string("\(experiment)/\(run.id)/artifacts/a.bin"),
            "model_id": try #require(model["model"]?["info"]?["model_id"]),
            "dataset_id": try #require(dataset["dataset"]?["dataset_id"]), "trace_id": .string(traceID), "request_id": .string(traceID),
            "trace_ids": [.string(traceID)], "locations": [location], "trace": trace, "assessment": ["trace_id": .string(traceID)],
        ]
    }

    @Test func `a user without permissions gets nothing of what others have`() async throws {
        try await AccessFixture.run(AccessFixture.withSignIn) { server in
            let fields = try await Self.things(server, of: try await server.user("owner"))
            let stranger = try await server.user("stranger")
            let query = fields.compactMap { member in
                (member.value.stringValue ?? member.value.arrayValue?.first?.stringValue).map { "\(member.key)=\($0)" }
            }.joined(separator: "&")
            for endpoint in EndpointTable.all.endpoints {
                guard case .on(let target, _) = endpoint.access else { continue }
                let path = Self.path(of: endpoint, fields)
                let isRead = endpoint.method == .get || endpoint.body == .stream
                var headers = HTTPFields()
                if case .experimentHeader(let name) = target {
                    headers[try #require(HTTPField.Name(name))] = fields["experiment_id"]?.stringValue
                }
                let response = try await server.send(
                    endpoint.method, isRead ? "\(path)?\(query)" : path, isRead ? nil : .object(fields), as: stranger, headers)
                #expect(response.status == .forbidden, "\(endpoint.name) \(response.status)")
            }
        }
    }
}
