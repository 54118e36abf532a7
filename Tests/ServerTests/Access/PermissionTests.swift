import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing
import TouchstoneJSON
import Tracking

@testable import Server

@Suite struct PermissionTests {
    private let api = "/api/2.0/mlflow"

    @Test func `whoever makes an experiment manages it, and others what they are given`() async throws {
        try await AccessFixture.run(AccessFixture.withSignIn) { server in
            let owner = try await server.user("owner")
            let reader = try await server.user("reader")
            let id = try #require(
                try await server.send(.post, "\(api)/experiments/create", ["name": "mine"], as: owner).json["experiment_id"]?.stringValue)
            let run = try await server.store.create(Run(name: "r", experiment: ExperimentID(rawValue: try #require(Int64(id)))))
            let list = "\(api)/artifacts/list?run_id=\(run.id)"
            let file = "/api/2.0/mlflow-artifacts/artifacts/\(id)/\(run.id)/artifacts/a.txt"
            #expect(try await server.send(.get, list, as: reader).status == .forbidden)
            #expect(
                try await server.client.execute(uri: file, method: .put, headers: [.authorization: owner], body: ByteBuffer(string: "x"))
                    .status == .ok)
            let permission: JSONValue = ["experiment_id": .string(id), "username": "reader", "permission": "READ"]
            #expect(try await server.send(.post, "\(api)/experiments/permissions/create", permission, as: reader).status == .forbidden)
            let granted = try await server.send(.post, "\(api)/experiments/permissions/create", permission, as: owner)
            #expect(granted.status == .ok)
            #expect(try granted.json["experiment_permission"]?["permission"] == "READ")
            #expect(try await server.send(.get, list, as: reader).status == .ok)
            #expect(try await server.send(.get, file, as: reader).status == .ok)
            #expect(
                try await server.client.execute(uri: file, method: .put, headers: [.authorization: reader], body: ByteBuffer(string: "y"))
                    .status == .forbidden)
            #expect(try await server.send(.delete, file, as: reader).status == .forbidden)
            let update: JSONValue = ["experiment_id": .string(id), "username": "reader", "permission": "EDIT"]
            #expect(try await server.send(.patch, "\(api)/experiments/permissions/update", update, as: owner).status == .ok)
            #expect(
                try await server.client.execute(uri: file, method: .put, headers: [.authorization: reader], body: ByteBuffer(string: "y"))
                    .status == .ok)
            let revoke: JSONValue = ["experiment_id": .string(id), "username": "reader"]
            #expect(try await server.send(.delete, "\(api)/experiments/permissions/delete", revoke, as: owner).status == .ok)
            #expect(try await server.send(.get, list, as: reader).status == .forbidden)
            #expect(try await server.send(.delete, "\(api)/experiments/permissions/delete", revoke, as: owner).status == .notFound)
            let actions = try await server.store.auditEntries().filter { $0.actor == "owner" }.map(\.action)
            #expect(actions == ["permissions.revoke", "permissions.grant", "permissions.grant", "permissions.grant"])
        }
    }

    @Test func `only administrators reach the root of all artifacts, and say where experiments keep them`() async throws {
        try await AccessFixture.run(AccessFixture.withSignIn) { server in
            let user = try await server.user("user")
            let admin = try await server.user("admin", isAdministrator: true)
            #expect(try await server.send(.get, "/api/2.0/mlflow-artifacts/artifacts", as: user).status == .forbidden)
            #expect(try await server.send(.get, "/api/2.0/mlflow-artifacts/artifacts", as: admin).status == .ok)
            let outside: JSONValue = ["name": "x", "artifact_location": "file:///etc"]
            #expect(try await server.send(.post, "\(api)/experiments/create", outside, as: user).status == .forbidden)
            #expect(try await server.send(.post, "\(api)/experiments/create", outside, as: admin).status == .ok)
            #expect(try await server.send(.get, "\(api)/users/list", as: user).status == .ok)
        }
    }

    @Test func `who asks about no experiment and no trace is told nothing, and needs no permission`() async throws {
        try await AccessFixture.run(AccessFixture.withSignIn) { server in
            let user = try await server.user("user")
            for (path, field) in [("traces/search", "locations"), ("traces/batchGetInfos", "trace_ids")] {
                let none = try await server.send(.post, "/api/3.0/mlflow/\(path)", [field: []], as: user)
                #expect(none.status == .ok)
                #expect(try none.json == [:])
                #expect(try await server.send(.post, "/api/3.0/mlflow/\(path)", [:], as: user).status == .badRequest)
            }
            let dataset: JSONValue = ["name": "d", "experiment_ids": []]
            #expect(try await server.send(.post, "/api/3.0/mlflow/datasets/create", dataset, as: user).status == .badRequest)
        }
    }

    @Test func `spans are linked only to runs that the sender may change`() async throws {
        try await AccessFixture.run(AccessFixture.withSignIn) { server in
            let owner = try await server.user("owner")
            let stranger = try await server.user("stranger")
            var experiments: [String: String] = [:]
            for (name, user) in [("theirs", owner), ("own", stranger)] {
                let made = try await server.send(.post, "\(api)/experiments/create", ["name": .string(name)], as: user)
                experiments[name] = try #require(try made.json["experiment_id"]?.stringValue)
            }
            let number = try #require(experiments["theirs"].flatMap(Int64.init))
            let run = try await server.store.create(Run(name: "r", experiment: ExperimentID(rawValue: number)))
            let spans = try JSONValue(parsing: TraceServer.spans(TraceServer.span("00f067aa0ba902b7")))
            let header = try #require(HTTPField.Name(TraceIntake.experimentHeader))
            let runHeader = try #require(HTTPField.Name("x-mlflow-run-id"))
            func export(_ user: String, _ experiment: String?, run: String?) async throws -> HTTPResponse.Status {
                var headers = HTTPFields()
                headers[header] = experiment
                headers[runHeader] = run
                return try await server.send(.post, "/v1/traces", spans, as: user, headers).status
            }
            #expect(try await export(stranger, experiments["own"], run: run.id.rawValue) == .forbidden)
            #expect(try await export(stranger, experiments["own"], run: nil) == .ok)
            #expect(try await export(owner, experiments["theirs"], run: run.id.rawValue) == .badRequest, "the trace is the other's")
        }
    }

    @Test func `nobody takes the place of what is said about another's trace`() async throws {
        try await AccessFixture.run(AccessFixture.withSignIn) { server in
            func trace(_ id: String, _ user: String, _ experiment: String, overriding other: String?) async throws -> TestResponse {
                var assessment: JSONObject = [
                    "assessment_name": "good", "source": ["source_type": "HUMAN", "source_id": "x"], "feedback": ["value": true],
                    "assessment_id": .string("a-" + id),
                ]
                assessment["overrides"] = other.map(JSONValue.string)
                let info: JSONObject = [
                    "trace_id": .string(id), "request_time": "2026-01-01T00:00:00Z", "state": "OK",
                    "trace_location": ["type": "MLFLOW_EXPERIMENT", "mlflow_experiment": ["experiment_id": .string(experiment)]],
                    "assessments": [.object(assessment)],
                ]
                return try await server.send(
                    .post, "/api/3.0/mlflow/traces", ["trace": ["trace_info": .object(info)]], as: user)
            }
            var experiments: [String] = []
            let users = [try await server.user("owner"), try await server.user("stranger")]
            for user in users {
                let made = try await server.send(.post, "\(api)/experiments/create", ["name": .string(user)], as: user)
                experiments.append(try #require(try made.json["experiment_id"]?.stringValue))
            }
            #expect(try await trace("tr-theirs", users[0], experiments[0], overriding: nil).status == .ok)
            #expect(try await trace("tr-own", users[1], experiments[1], overriding: "a-tr-theirs").status == .notFound)
            #expect(try await server.store.trace("tr-theirs")?.assessments.first?.isValid == true)
            #expect(try await server.store.trace("tr-own") == nil)
        }
    }

    @Test func `whoever may not give a permission does not learn who there is`() async throws {
        try await AccessFixture.run(AccessFixture.withSignIn) { server in
            let stranger = try await server.user("stranger")
            _ = try await server.user("known")
            for (path, more) in [("grant", ["permission": "READ"] as JSONObject), ("revoke", [:])] {
                for name in ["known", "unknown"] {
                    var message: JSONObject = ["username": .string(name), "resource_type": "experiment", "resource_id": "0"]
                    for member in more { message[member.key] = member.value }
                    let answer = try await server.send(
                        .post, "/api/3.0/mlflow/users/permissions/\(path)", .object(message), as: stranger)
                    #expect(answer.status == .forbidden, "\(path) \(name)")
                }
            }
        }
    }

    @Test func `what is made and who owns it are kept together`() async throws {
        try await AccessFixture.run(AccessFixture.withSignIn) { (server) async throws in
            await #expect(throws: (any Error).self) { try await server.store.createExperiment(named: "orphan", owner: "nobody") }
            #expect(try await server.store.experiment(named: "orphan") == nil)
            await #expect(throws: (any Error).self) { try await server.store.createRegisteredModel(named: "orphan", owner: "nobody") }
            await #expect(throws: (any Error).self) { try await server.store.registeredModel(named: "orphan") }
        }
    }

    @Test func `searches and pages leave out what the caller may not read`() async throws {
        try await AccessFixture.run(AccessFixture.withSignIn) { server in
            let owner = try await server.user("owner")
            let stranger = try await server.user("stranger")
            let admin = try await server.user("admin", isAdministrator: true)
            _ = try await server.send(.post, "\(api)/experiments/create", ["name": "hidden-work"], as: owner)
            _ = try await server.send(.post, "\(api)/registered-models/create", ["name": "hidden-work"], as: owner)
            let source: JSONValue = ["name": "hidden-work", "source": "s3://bucket/hidden-work"]
            #expect(try await server.send(.post, "\(api)/model-versions/create", source, as: owner).status == .ok)
            let searches = [
                "\(api)/experiments/search?max_results=100", "\(api)/registered-models/search", "\(api)/model-versions/search", "/",
                "/experiments.json",
            ]
            for search in searches {
                #expect(
                    String(buffer: try await server.send(.get, search, as: stranger).body).contains("hidden-work") == false, "\(search)")
                #expect(String(buffer: try await server.send(.get, search, as: owner).body).contains("hidden-work"), "\(search)")
                #expect(String(buffer: try await server.send(.get, search, as: admin).body).contains("hidden-work"), "\(search)")
            }
        }
    }

    @Test func `a version of a model cannot be taken from what its maker may not read`() async throws {
        try await AccessFixture.run(AccessFixture.withSignIn) { server in
            let owner = try await server.user("owner")
            let thief = try await server.user("thief")
            let id = try #require(
                try await server.send(.post, "\(api)/experiments/create", ["name": "mine"], as: owner).json["experiment_id"]?.stringValue)
            let run = try await server.store.create(Run(name: "r", experiment: ExperimentID(rawValue: try #require(Int64(id)))))
            _ = try await server.send(.post, "\(api)/registered-models/create", ["name": "loot"], as: thief)
            for source in ["mlflow-artifacts:/\(id)/\(run.id)/artifacts/m", "runs:/\(run.id)/m"] {
                let message: JSONValue = ["name": "loot", "source": .string(source), "run_id": .string(run.id.rawValue)]
                #expect(try await server.send(.post, "\(api)/model-versions/create", message, as: thief).status == .forbidden, "\(source)")
            }
        }
    }

    @Test func `users as MLflow's client manages them`() async throws {
        try await AccessFixture.run(AccessFixture.withSignIn) { server in
            let admin = try await server.user("admin", isAdministrator: true)
            let message: JSONValue = ["username": "ann", "password": "correct horse"]
            let created = try await server.send(.post, "\(api)/users/create", message, as: admin)
            #expect(try created.json["user"]?["username"] == "ann")
            #expect(try created.json["user"]?["is_admin"] == false)
            #expect(try await server.send(.post, "\(api)/users/create", message, as: admin).status == .badRequest)
            #expect(
                try await server.send(.post, "\(api)/users/create", ["username": "b", "password": "short"], as: admin).status == .badRequest
            )
            let ann = String.basic("ann", "correct horse")
            #expect(try await server.send(.get, "\(api)/users/current", as: ann).json["user"]?["username"] == "ann")
            #expect(try await server.send(.get, "\(api)/users/get?username=ann", as: ann).status == .ok)
            #expect(try await server.send(.get, "\(api)/users/get?username=admin", as: ann).status == .forbidden)
            #expect(try await server.send(.get, "\(api)/users/current", as: .basic("ann", "wrong horse")).status == .unauthorized)
            #expect(try await server.send(.get, "\(api)/users/current", as: .basic("bob", "correct horse")).status == .unauthorized)
            #expect(try await server.send(.get, "\(api)/users/current", as: "Bearer tst_guess").status == .unauthorized)
            let change: JSONValue = ["username": "ann", "password": "battery staple"]
            #expect(try await server.send(.patch, "\(api)/users/update-password", change, as: ann).status == .badRequest)
            #expect(try await server.send(.patch, "\(api)/users/update-password", change, as: admin).status == .ok)
            #expect(try await server.send(.get, "\(api)/users/current", as: ann).status == .unauthorized)
            #expect(try await server.send(.get, "\(api)/users/current", as: .basic("ann", "battery staple")).status == .ok)
            #expect(try await server.send(.delete, "\(api)/users/delete", ["username": "ann"], as: admin).status == .ok)
            #expect(try await server.send(.get, "\(api)/users/current", as: .basic("ann", "battery staple")).status == .unauthorized)
            #expect(try await server.send(.get, "\(api)/users/get?username=ann", as: admin).status == .notFound)
        }
    }

    @Test func `who tries passwords out is no longer heard, and who has signed in still is`() async throws {
        try await AccessFixture.run(AccessFixture.withSignIn) { server in
            let hash = try PasswordHash(of: "correct horse", cost: AccessFixture.withSignIn.passwordCost).text
            try await server.store.createAccount(named: "ann", passwordHash: hash, isAdministrator: false, by: "test")
            let right = String.basic("ann", "correct horse")
            #expect(try await server.send(.get, "\(api)/users/current", as: right).status == .ok)
            for guess in 0..<FailedSignIns.maximumByName {
                let refusal = try await server.send(.get, "\(api)/users/current", as: .basic("ann", "guess \(guess)"))
                #expect(refusal.status == .unauthorized, "\(String(buffer: refusal.body)) \(server.failures.all)")
            }
            let blocked = try await server.send(.get, "\(api)/users/current", as: .basic("ann", "one more"))
            #expect(blocked.status == .unauthorized)
            #expect(try blocked.json["message"]?.stringValue?.contains("Too many failed attempts") == true)
            #expect(try await server.send(.get, "\(api)/users/current", as: right).status == .ok)
        }
    }

    @Test func `tokens end, and are kept as digests only`() async throws {
        try await AccessFixture.run(AccessFixture.withSignIn) { server in
            try await server.store.createAccount(named: "ann", passwordHash: nil, isAdministrator: false, by: "test")
            let token = AccessToken.random()
            try await server.store.addToken(
                digest: AccessToken.digest(token), label: "ci", expiry: Timestamp(rawValue: 1), toAccount: "ann", by: "test")
            #expect(try await server.send(.get, "\(api)/users/current", as: "Bearer \(token)").status == .unauthorized)
            let good = AccessToken.random()
            try await server.store.addToken(digest: AccessToken.digest(good), label: "ci", expiry: nil, toAccount: "ann", by: "test")
            #expect(try await server.send(.get, "\(api)/users/current", as: "Bearer \(good)").status == .ok)
            let bytes =
                try Data(contentsOf: server.folder.appendingPathComponent("store.db"))
                + (try Data(contentsOf: server.folder.appendingPathComponent("store.db-wal")))
            #expect(bytes.range(of: Data(good.utf8)) == nil)
        }
    }

    @Test func `hashes of passwords`() throws {
        let hash = try PasswordHash(of: "correct horse")
        #expect(try hash.matches("correct horse"))
        #expect(try !hash.matches("correct horsf"))
        let read = try #require(PasswordHash(hash.text))
        #expect(read == hash)
        #expect(try PasswordHash(of: "correct horse") != hash)
        #expect(PasswordHash(PasswordHash.decoy(.standard)) != nil)
        for text in [
            "", "scrypt", "plain$1$2$3$aa$bb", "scrypt$99999999$8$1$00$00", hash.text + "00", hash.text.replacing("$8$", with: "$x$"),
        ] {
            #expect(PasswordHash(text) == nil, "\(text)")
        }
    }

    @Test func `headers as clients send them`() {
        #expect(Credentials(header: .basic("ann", "a:b ü")) == .password(name: "ann", password: "a:b ü"))
        #expect(Credentials(header: "bearer abc") == .token("abc"))
        for header in ["", "Basic", "Basic !!", "Digest x", "Bearer ", "Basic YW5u"] {
            #expect(Credentials(header: header) == nil, "\(header)")
        }
    }
}
