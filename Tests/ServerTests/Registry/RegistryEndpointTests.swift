import HTTPTypes
import HummingbirdTesting
import Testing
import TouchstoneJSON
import Tracking

@testable import Server

@Suite struct RegistryEndpointTests {
    @Test func `a registered model has the fields that clients read, and no others`() async throws {
        try await TrackingTrial.run { trial in
            let created = try await trial.post(
                "registered-models/create", ["name": "m", "description": "d", "tags": [["key": "k", "value": "v"], ["key": "e"]]])
            #expect(created.status == 200)
            let model = created["registered_model"]?.objectValue
            #expect(
                model.map { Set($0.keys) } == ["name", "creation_timestamp", "last_updated_timestamp", "description", "tags"])
            #expect(model?["tags"] == [["key": "e", "value": ""], ["key": "k", "value": "v"]])
            let version = try await trial.post("model-versions/create", ["name": "m", "source": "s3://b/x"])["model_version"]
            #expect(version?["version"] == "1")
            #expect(version?["current_stage"] == "None")
            #expect(version?["description"] == "")
            #expect(version?["run_id"] == "")
            #expect(version?["run_link"] == "")
            #expect(version?["status"] == "READY")
            let alias = try await trial.post("registered-models/alias", ["name": "m", "alias": "champion", "version": "1"])
            #expect(alias.body == [:])
            let read = try await trial.get("registered-models/get?name=m")["registered_model"]
            #expect(read?["aliases"] == [["alias": "champion", "version": "1"]])
            #expect(read?["latest_versions"]?[0]?["version"] == "1")
            #expect(try await trial.get("model-versions/get-download-uri?name=m&version=1").body == ["artifact_uri": "s3://b/x"])
            let latest = try await trial.get("registered-models/get-latest-versions?name=m&stages=none")
            #expect(latest["model_versions"]?[0]?["aliases"] == ["champion"])
            let cleared = try await trial.send(.patch, "registered-models/update", ["name": "m"])
            #expect(cleared["registered_model"]?["description"] == nil)
        }
    }

    @Test func `names that nothing can have are told so also where something is removed`() async throws {
        try await TrackingTrial.run { trial in
            _ = try await trial.post("registered-models/create", ["name": "m"])
            _ = try await trial.post("model-versions/create", ["name": "m", "source": "s3://b/x"])
            for answer in [
                try await trial.send(.delete, "registered-models/delete", ["name": "a/b"]),
                try await trial.post("registered-models/rename", ["name": "a/b", "new_name": "c"]),
            ] {
                #expect(answer.status == 400)
                #expect(answer.message == "Invalid model name 'a/b'. Names cannot contain '/' or ':'.")
            }
            for answer in [
                try await trial.send(.delete, "registered-models/delete-tag", ["name": "m", "key": "a!b"]),
                try await trial.send(.delete, "model-versions/delete-tag", ["name": "m", "version": "1", "key": "../a"]),
            ] {
                #expect(answer.status == 400)
                #expect(answer.message.contains("for parameter 'key' supplied"))
            }
        }
    }

    @Test func `a prompt's source that steps up is told as any other`() async throws {
        try await TrackingTrial.run { trial in
            let tags: JSONValue = [["key": "mlflow.prompt.is_prompt", "value": "true"]]
            _ = try await trial.post("registered-models/create", ["name": "p", "tags": tags])
            for (source, text) in [
                ("file:///etc/passwd", "Invalid prompt source"), ("file://host/etc", "Invalid prompt source"),
                ("/etc", "Invalid prompt source"),
                ("https://example.com/../../etc/passwd", "Invalid model version source"),
                ("http://example.com/path/..%2f..%2fsecret", "Invalid model version source"),
            ] {
                let answer = try await trial.post("model-versions/create", ["name": "p", "source": .string(source), "tags": tags])
                #expect(answer.status == 400)
                #expect(answer.message.contains(text), "\(source)")
            }
        }
    }

    @Test func `models and prompts share their names, and a template has a limit of its own`() async throws {
        try await TrackingTrial.run { trial in
            let mark: JSONValue = ["key": "mlflow.prompt.is_prompt", "value": "true"]
            _ = try await trial.post("registered-models/create", ["name": "m1"])
            _ = try await trial.post("registered-models/create", ["name": "p1", "tags": [mark]])
            let model = try await trial.post("registered-models/create", ["name": "p1"])
            let prompt = try await trial.post("registered-models/create", ["name": "m1", "tags": [mark]])
            for (answer, new, old, name) in [(model, "registered model", "prompt", "p1"), (prompt, "prompt", "registered model", "m1")] {
                #expect(answer.status == 400)
                #expect(answer.code == "RESOURCE_ALREADY_EXISTS")
                #expect(
                    answer.message == """
                        Tried to create a \(new) with name '\(name)', but the name is already taken by a \(old). MLflow does not allow \
                        creating a model and a prompt with the same name.
                        """)
            }
            let version = { (count: Int) in
                let template: JSONValue = ["key": "mlflow.prompt.text", "value": .string(String(repeating: "ä", count: count))]
                return try await trial.post(
                    "model-versions/create", ["name": "p1", "source": "dummy-source", "tags": [mark, template]])
            }
            let long = try await version(100_001)
            #expect(long.status == 400)
            #expect(long.code == "INVALID_PARAMETER_VALUE")
            #expect(long.message == "Prompt text exceeds max length of 100000 characters.")
            #expect(try await version(100_000).status == 200)
        }
    }

    @Test func `artifacts at the server's own address are its own`() async throws {
        var settings = ServerSettings(artifactRoot: "http://127.0.0.1:5000/api/2.0/mlflow-artifacts/artifacts")
        settings.port = 5000
        try await TrackingTrial.run(settings: settings) { trial in
            let experiment = try await trial.post("experiments/create", ["name": "e"])["experiment_id"]
            let run = try await trial.post("runs/create", ["experiment_id": try #require(experiment)])["run"]?["info"]
            let root = try #require(run?["artifact_uri"]?.stringValue)
            #expect(root.hasPrefix("http://127.0.0.1:5000/api/2.0/mlflow-artifacts/artifacts/"))
            let id = try #require(run?["run_id"])
            let listed = try await trial.get("artifacts/list?run_id=\(id.stringValue ?? "")")
            #expect(listed.body["root_uri"]?.stringValue == root)
            _ = try await trial.post("registered-models/create", ["name": "m"])
            let own = try await trial.post("model-versions/create", ["name": "m", "source": .string(root + "/model"), "run_id": id])
            #expect(own.status == 200, "\(own.message)")
            let other = root.replacing("127.0.0.1", with: "10.0.0.1")
            #expect(
                try await trial.post("model-versions/create", ["name": "m", "source": .string(other), "run_id": id]).status == 400)
        }
    }

    @Test func `mistakes are told as MLflow's clients know them`() async throws {
        try await TrackingTrial.run { trial in
            _ = try await trial.post("registered-models/create", ["name": "m"])
            _ = try await trial.post("model-versions/create", ["name": "m", "source": "s3://b/x"])
            let mistakes: [(TrackingTrial.Answer, Int, String, String)] = [
                (
                    try await trial.post("registered-models/create", [:]), 400, "INVALID_PARAMETER_VALUE",
                    "Missing value for required parameter 'name'"
                ),
                (
                    try await trial.post("registered-models/create", ["name": 1]), 400, "INVALID_PARAMETER_VALUE",
                    "Invalid value 1 for parameter 'name' supplied"
                ),
                (try await trial.post("registered-models/create", ["name": "m"]), 400, "RESOURCE_ALREADY_EXISTS", "already exists"),
                (
                    try await trial.get("registered-models/get?name=x"), 404, "RESOURCE_DOES_NOT_EXIST",
                    "Registered Model with name=x not found"
                ),
                (
                    try await trial.get("model-versions/get?name=m&version=9"), 404, "RESOURCE_DOES_NOT_EXIST",
                    "Model Version (name=m, version=9) not found"
                ),
                (try await trial.get("model-versions/get?name=m&version=a"), 400, "INVALID_PARAMETER_VALUE", "must be an integer"),
                (
                    try await trial.get("registered-models/alias?name=m&alias=x"), 400, "INVALID_PARAMETER_VALUE",
                    "Registered model alias x not found."
                ),
                (
                    try await trial.post("registered-models/alias", ["name": "m", "alias": "latest", "version": "1"]), 400,
                    "INVALID_PARAMETER_VALUE", "reserved"
                ),
                (
                    try await trial.post("model-versions/create", ["name": "m", "source": "/etc/passwd"]), 400, "INVALID_PARAMETER_VALUE",
                    "Invalid model version source"
                ),
                (
                    try await trial.post("model-versions/transition-stage", ["name": "m", "version": "1", "stage": "x"]), 400,
                    "INVALID_PARAMETER_VALUE", "Invalid Model Version stage"
                ),
                (try await trial.get("registered-models/search?max_results=1001"), 400, "INVALID_PARAMETER_VALUE", "max_results"),
                (try await trial.get("registered-models/search?page_token=x"), 400, "INVALID_PARAMETER_VALUE", "Invalid page token"),
                (
                    try await trial.get("model-versions/search?filter=name%3D'm'%20OR%20name%3D'x'"), 400, "INVALID_PARAMETER_VALUE",
                    "Invalid clause(s) in filter string"
                ),
            ]
            for (answer, status, code, message) in mistakes {
                #expect(answer.status == status, "\(answer.message)")
                #expect(answer.code == code, "\(answer.message)")
                #expect(answer.message.contains(message), "\(answer.message)")
            }
        }
    }

    @Test func `searches page, and leave prompts out unless they are asked for`() async throws {
        try await TrackingTrial.run { trial in
            for name in ["a", "b", "c"] { _ = try await trial.post("registered-models/create", ["name": .string(name)]) }
            _ = try await trial.store.register(promptNamed: "p", template: "Hi {{x}}")
            let first = try await trial.get("registered-models/search?max_results=2")
            #expect(first["registered_models"]?.arrayValue?.compactMap { $0["name"]?.stringValue } == ["a", "b"])
            let token = try #require(first["next_page_token"]?.stringValue)
            let second = try await trial.get("registered-models/search?max_results=2&page_token=\(token)")
            #expect(second["registered_models"]?.arrayValue?.compactMap { $0["name"]?.stringValue } == ["c"])
            #expect(second["next_page_token"] == nil)
            let prompts = try await trial.get("registered-models/search?filter=tags.%60mlflow.prompt.is_prompt%60%20%3D%20'true'")
            #expect(prompts["registered_models"]?[0]?["name"] == "p")
            let version = try await trial.get("model-versions/get?name=p&version=1")["model_version"]
            #expect(version?["tags"]?.arrayValue?.contains(["key": "mlflow.prompt.text", "value": "Hi {{x}}"]) == true)
        }
    }

    @Test func `a logged model becomes a version with its files and its run`() async throws {
        try await TrackingTrial.run { trial in
            let run = try await trial.run()
            let model = try await trial.post("logged-models", ["experiment_id": "0", "name": "l", "source_run_id": .string(run)])
            let id = try #require(model["model"]?["info"]?["model_id"]?.stringValue)
            let uri = model["model"]?["info"]?["artifact_uri"]
            _ = try await trial.post("registered-models/create", ["name": "m"])
            let source: JSONValue = .string("models:/\(id)")
            #expect(try await trial.post("model-versions/create", ["name": "m", "source": source]).status == 400)
            let version = try await trial.post("model-versions/create", ["name": "m", "source": source, "model_id": .string(id)])
            #expect(version["model_version"]?["run_id"] == .string(run))
            #expect(try await trial.get("model-versions/get-download-uri?name=m&version=1")["artifact_uri"] == uri)
            let tags = try await trial.get("logged-models/\(id)")["model"]?["info"]?["tags"]
            #expect(tags == [["key": "mlflow.modelVersions", "value": #"[{"name": "m", "version": 1}]"#]])
        }
    }

    @Test func `whoever may not read a model neither finds it nor takes a version from it`() async throws {
        try await AccessFixture.run(AccessFixture.withSignIn) { server in
            let (alice, bob) = (try await server.user("alice"), try await server.user("bob"))
            let api = "/api/2.0/mlflow/"
            for (name, user) in [("secret", alice), ("open", bob)] {
                _ = try await server.send(.post, api + "registered-models/create", ["name": .string(name)], as: user)
                _ = try await server.send(
                    .post, api + "model-versions/create", ["name": .string(name), "source": "s3://b/x"], as: user)
            }
            _ = try await server.send(
                .post, api + "registered-models/alias", ["name": "secret", "alias": "a", "version": "1"], as: alice)
            let found = try await server.send(.get, api + "registered-models/search", as: bob).json["registered_models"]
            #expect(found?.arrayValue?.compactMap { $0["name"]?.stringValue } == ["open"])
            let versions = try await server.send(.get, api + "model-versions/search", as: bob).json["model_versions"]
            #expect(versions?.arrayValue?.compactMap { $0["name"]?.stringValue } == ["open"])
            for source in [
                "models:/secret/1", "models:/secret@a", "MODELS:/secret/1", "models:/%73ecret/1", "models:/secret/latest",
                "models:/secret/None",
            ] {
                let answer = try await server.send(
                    .post, api + "model-versions/create", ["name": "open", "source": .string(source)], as: bob)
                #expect(answer.status == .forbidden, "\(source)")
            }
        }
    }
}
