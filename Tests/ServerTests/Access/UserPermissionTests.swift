import HTTPTypes
import HummingbirdTesting
import Testing
import TouchstoneJSON
import Tracking

@testable import Server

@Suite struct UserPermissionTests {
    private let api = "/api/2.0/mlflow"
    private let permissions = "/api/3.0/mlflow/users/permissions"

    private func grant(_ type: String, _ id: String, _ permission: String, to name: String = "ann") -> JSONValue {
        ["username": .string(name), "resource_type": .string(type), "resource_id": .string(id), "permission": .string(permission)]
    }

    @Test func `a permission is given once, seen as a role of one's own, and taken back once`() async throws {
        try await AccessFixture.run(AccessFixture.withSignIn) { server in
            let admin = try await server.user("admin", isAdministrator: true)
            let ann = try await server.user("ann")
            #expect(try await server.send(.post, "\(permissions)/grant", grant("experiment", "0", "READ"), as: admin).status == .ok)
            let again = try await server.send(.post, "\(permissions)/grant", grant("experiment", "0", "EDIT"), as: admin)
            #expect(try again.errorCode == "RESOURCE_ALREADY_EXISTS")
            let roles = try await server.send(.get, "/api/3.0/mlflow/users/roles/list?username=ann", as: ann).json["roles"]
            let row = roles?[0]?["permissions"]?[0]
            #expect(roles?[0]?["name"]?.stringValue?.hasPrefix("__user_") == true)
            #expect(row?["resource_type"] == "experiment")
            #expect(row?["resource_pattern"] == "0")
            #expect(row?["permission"] == "READ")
            let query = "?username=ann&resource_type=experiment&resource_id=0"
            let effective = try await server.send(.get, "\(permissions)/get\(query)", as: ann).json
            #expect(effective == ["allowed": false, "permission": "READ"])
            #expect(try await server.send(.post, "\(permissions)/revoke", grant("experiment", "0", "READ"), as: admin).status == .ok)
            let gone = try await server.send(.post, "\(permissions)/revoke", grant("experiment", "0", "READ"), as: admin)
            #expect(try gone.errorCode == "RESOURCE_DOES_NOT_EXIST")
            #expect(try await server.send(.get, "/api/3.0/mlflow/users/roles/list?username=ann", as: ann).json == ["roles": []])
        }
    }

    @Test func `mistakes about permissions are told in the order that clients expect`() async throws {
        try await AccessFixture.run(AccessFixture.withSignIn) { server in
            let admin = try await server.user("admin", isAdministrator: true)
            let ann = try await server.user("ann")
            let mistakes: [(JSONValue, String, String)] = [
                (grant("experiment", "exp-1", "READ", to: "nobody"), "RESOURCE_DOES_NOT_EXIST", "User with username=nobody not found"),
                (grant("bogus", "x", "READ"), "INVALID_PARAMETER_VALUE", "Invalid resource type 'bogus'"),
                (grant("workspace", "*", "USE"), "INVALID_PARAMETER_VALUE", "not supported by the per-user"),
                (grant("experiment", "exp-1", "NO_PERMISSIONS"), "INVALID_PARAMETER_VALUE", "Invalid permission"),
                (grant("experiment", "exp-1", "READ"), "RESOURCE_DOES_NOT_EXIST", "No Experiment with id=exp-1"),
            ]
            for (message, code, text) in mistakes {
                let answer = try await server.send(.post, "\(permissions)/grant", message, as: admin)
                #expect(try answer.errorCode == code)
                #expect(try answer.json["message"]?.stringValue?.contains(text) == true, "\(text)")
            }
            let denied = try await server.send(.post, "\(permissions)/grant", grant("experiment", "exp-1", "READ"), as: ann)
            #expect(denied.status == .forbidden)
            #expect(try denied.json["message"]?.stringValue?.hasPrefix("Permission denied. ") == true)
        }
    }

    @Test func `who must sign in is told so at every path, and what nobody has is not found`() async throws {
        try await AccessFixture.run(AccessFixture.withSignIn) { server in
            let ann = try await server.user("ann")
            for path in ["/nothing/here", "/ajax-api/3.0/nothing/search", "\(api)/experiments/search/more"] {
                let stranger = try await server.send(.post, path, [:])
                #expect(stranger.status == .unauthorized)
                #expect(try stranger.json["message"]?.stringValue?.hasPrefix("You are not authenticated. ") == true)
                #expect(try await server.send(.post, path, [:], as: ann).status == .notFound)
            }
        }
    }

    @Test func `passwords and accounts are not changed by accident`() async throws {
        try await AccessFixture.run(AccessFixture.withSignIn) { server in
            let admin = try await server.user("admin", isAdministrator: true)
            for message: JSONValue in [["username": "", "password": "correct horse"], ["username": "ann", "password": ""], [:]] {
                let answer = try await server.send(.post, "\(api)/users/create", message, as: admin)
                #expect(try answer.json["message"] == "Username and password cannot be empty.")
            }
            _ = try await server.send(.post, "\(api)/users/create", ["username": "ann", "password": "correct horse"], as: admin)
            let ann = String.basic("ann", "correct horse")
            for (current, text) in [("wrong horse", "does not match"), ("correct horse", "must differ")] {
                let message: JSONValue = ["username": "ann", "password": "correct horse", "current_password": .string(current)]
                let answer = try await server.send(.patch, "\(api)/users/update-password", message, as: ann)
                #expect(answer.status == .badRequest)
                #expect(try answer.json["message"]?.stringValue?.contains(text) == true, "\(text)")
            }
            #expect(try await server.send(.delete, "\(api)/users/delete", ["username": "admin"], as: admin).status == .badRequest)
        }
    }

    @Test func `a default permission reaches what nothing was said about, and no more`() async throws {
        var settings = AccessFixture.withSignIn
        settings.defaultPermission = .read
        try await AccessFixture.run(settings) { server in
            let admin = try await server.user("admin", isAdministrator: true)
            let ann = try await server.user("ann")
            for name in ["open", "closed"] {
                _ = try await server.send(.post, "\(api)/experiments/create", ["name": .string(name)], as: admin)
                _ = try await server.send(.post, "\(api)/registered-models/create", ["name": .string(name)], as: admin)
            }
            let closed = try #require(try await server.store.experiment(named: "closed"))
            try await server.store.grant(nil, on: .experiment(closed.id), to: "ann", by: "test")
            try await server.store.grant(nil, on: .registeredModel("closed"), to: "ann", by: "test")
            let experiments = try await server.send(.get, "\(api)/experiments/search?max_results=10", as: ann).json["experiments"]
            #expect(experiments?.arrayValue?.compactMap { $0["name"]?.stringValue }.sorted() == ["Default", "open"])
            let models = try await server.send(.get, "\(api)/registered-models/search", as: ann).json["registered_models"]
            #expect(models?.arrayValue?.compactMap { $0["name"]?.stringValue } == ["open"])
            #expect(try await server.send(.get, "\(api)/experiments/get-by-name?experiment_name=open", as: ann).status == .ok)
            #expect(try await server.send(.get, "\(api)/experiments/get-by-name?experiment_name=closed", as: ann).status == .forbidden)
            let run: JSONValue = ["experiment_id": "0"]
            #expect(try await server.send(.post, "\(api)/runs/create", run, as: ann).status == .forbidden)
            #expect(try await server.send(.get, "/api/2.0/mlflow-artifacts/artifacts", as: ann).status == .forbidden)
        }
    }

    @Test func `a search over many experiments finds what the caller may read`() async throws {
        try await AccessFixture.run(AccessFixture.withSignIn) { server in
            let owner = try await server.user("owner")
            let ann = try await server.user("ann")
            var ids: [JSONValue] = []
            for name in ["a", "b"] {
                let created = try await server.send(.post, "\(api)/experiments/create", ["name": .string(name)], as: owner)
                let id = try #require(created.json["experiment_id"])
                ids.append(id)
                _ = try await server.send(.post, "\(api)/runs/create", ["experiment_id": id], as: owner)
                _ = try await server.send(.post, "\(api)/logged-models", ["experiment_id": id], as: owner)
            }
            let search: JSONValue = ["experiment_ids": .array(ids)]
            #expect(try await server.send(.post, "\(api)/runs/search", search, as: ann).json == [:])
            #expect(try await server.send(.post, "\(api)/logged-models/search", search, as: ann).json == [:])
            let first = try #require(ids[0].stringValue.flatMap(Int64.init))
            try await server.store.grant(.read, on: .experiment(ExperimentID(rawValue: first)), to: "ann", by: "test")
            let runs = try await server.send(.post, "\(api)/runs/search", search, as: ann).json["runs"]?.arrayValue
            #expect(runs?.map { $0["info"]?["experiment_id"] } == [ids[0]])
            let models = try await server.send(.post, "\(api)/logged-models/search", search, as: ann).json["models"]?.arrayValue
            #expect(models?.map { $0["info"]?["experiment_id"] } == [ids[0]])
            #expect(try await server.send(.post, "\(api)/runs/search", search, as: owner).json["runs"]?.arrayValue?.count == 2)
        }
    }

    @Test func `what is not offered is refused first to those who may not`() async throws {
        try await AccessFixture.run(AccessFixture.withSignIn) { server in
            let owner = try await server.user("owner")
            let stranger = try await server.user("stranger")
            let created = try await server.send(.post, "\(api)/experiments/create", ["name": "e"], as: owner)
            let search: JSONValue = ["experiment_id": try #require(created.json["experiment_id"])]
            let path = "/api/3.0/mlflow/prompt-optimization/jobs/search"
            #expect(try await server.send(.post, path, search, as: stranger).status == .forbidden)
            #expect(try await server.send(.post, path, search, as: owner).status == .notImplemented)
        }
    }
}
