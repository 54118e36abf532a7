import HTTPTypes
import Testing
import TouchstoneJSON
import Tracking

@testable import Server

@Suite struct LoggedModelEndpointTests {
    private func model(_ trial: TrackingTrial, _ name: String = "mod") async throws -> String {
        let answer = try await trial.post("logged-models", ["experiment_id": "0", "name": .string(name)])
        return answer["model"]?["info"]?["model_id"]?.stringValue ?? ""
    }

    private func names(_ answer: TrackingTrial.Answer) -> [String] {
        answer["models"]?.arrayValue?.compactMap { $0["info"]?["name"]?.stringValue } ?? []
    }

    @Test func `a model is made, finalised, tagged and deleted`() async throws {
        try await TrackingTrial.run { trial in
            let made = try await trial.post(
                "logged-models",
                [
                    "experiment_id": "0", "name": "mod", "model_type": "ty", "source_run_id": "r",
                    "params": [["key": "a", "value": "1"]], "tags": [["key": "t", "value": "2"]],
                ])["model"]
            let id = made?["info"]?["model_id"]?.stringValue ?? ""
            #expect(id.hasPrefix("m-"))
            #expect(id.utf8.count == 34)
            #expect(made?["info"]?["status"] == "LOGGED_MODEL_PENDING")
            #expect(made?["info"]?["artifact_uri"] == .string("mlflow-artifacts:/0/models/\(id)/artifacts"))
            #expect(made?["info"]?["tags"] == [["key": "t", "value": "2"]])
            #expect(made?["data"] == ["params": [["key": "a", "value": "1"]]])
            let path = "logged-models/\(id)"
            #expect(try await trial.get(path)["model"] == made)
            let ready = try await trial.send(.patch, path, ["model_id": .string(id), "status": "LOGGED_MODEL_READY"])
            #expect(ready["model"]?["info"]?["status"] == "LOGGED_MODEL_READY")
            #expect(try await trial.send(.patch, path, ["status": "FOO"]).status == 400)
            #expect(try await trial.send(.patch, path, [:]).message.contains("Missing value for required parameter 'status'"))
            #expect(try await trial.send(.patch, path + "/tags", ["tags": [["key": "x y", "value": "z"]]]).body == [:])
            #expect(try await trial.send(.delete, path + "/tags/x%20y").status == 200)
            let gone = try await trial.send(.delete, path + "/tags/x%20y")
            #expect(gone.message == "No tag with key 'x y' found for model with ID '\(id)'.")
            #expect(try await trial.post(path + "/params", ["params": [["key": "b", "value": "2"]]]).status == 200)
            #expect(try await trial.post(path + "/params", ["params": [["key": "b", "value": "3"]]]).status == 400)
            let long = JSONValue.string(String(repeating: "x", count: 6001))
            #expect(try await trial.post(path + "/params", ["params": [["key": "long", "value": long]]]).status == 200)
            #expect(try await trial.get(path)["model"]?["data"]?["params"]?[2]?["value"] == long)
            #expect(try await trial.send(.delete, path).body == [:])
            #expect(try await trial.get(path).message == "Logged model with ID '\(id)' not found.")
            #expect(try await trial.get(path + "?allow_deleted=true").status == 200)
            #expect(
                try await trial.post("logged-models", ["experiment_id": "0", "name": "a/b"]).message.contains("Invalid model name ('a/b')"))
            #expect(try await trial.post("logged-models", ["experiment_id": "9"]).status == 404)
        }
    }

    @Test func `metrics of a run that name a model are the model's too`() async throws {
        try await TrackingTrial.run { trial in
            let id = try await model(trial)
            let run = try await trial.run()
            let metric: JSONValue = [
                "run_id": .string(run), "key": "acc", "value": 0.5, "timestamp": 10, "step": 1, "model_id": .string(id),
                "dataset_name": "d", "dataset_digest": "x",
            ]
            #expect(try await trial.post("runs/log-metric", metric).status == 200)
            let batch: JSONValue = [
                "run_id": .string(run), "metrics": [["key": "f1", "value": "NaN", "timestamp": 1, "model_id": .string(id)]],
            ]
            #expect(try await trial.post("runs/log-batch", batch).status == 200)
            let metrics = try await trial.get("logged-models/\(id)")["model"]?["data"]?["metrics"]
            #expect(
                metrics == [
                    [
                        "key": "acc", "value": 0.5, "timestamp": 10, "step": 1, "dataset_name": "d", "dataset_digest": "x",
                        "model_id": .string(id), "run_id": .string(run),
                    ],
                    ["key": "f1", "value": "NaN", "timestamp": 1, "step": 0, "model_id": .string(id), "run_id": .string(run)],
                ])
        }
    }

    @Test func `searches by filter, dataset and order, with tokens that belong to their search`() async throws {
        try await TrackingTrial.run { trial in
            let run = RunID(rawValue: try await trial.run())
            for (name, value) in [("one", 0.1), ("two", 0.9), ("three", 0.5)] {
                let id = try await model(trial, name)
                let digest = name == "two" ? "x" : "y"
                let metrics = [
                    Metric("acc", 5, time: Timestamp(rawValue: 1), modelID: id),
                    Metric("acc", value, time: Timestamp(rawValue: 2), datasetName: "d", datasetDigest: digest, modelID: id),
                ]
                try await trial.store.record(RunNotes(metrics: metrics), in: run)
                try await trial.store.setTags([NamedText("kind", name)], ofLoggedModel: id)
            }
            _ = try await model(trial, "bare")
            let search = { (fields: JSONObject) in
                var body: JSONObject = ["experiment_ids": ["0"]]
                for member in fields { body[member.key] = member.value }
                return try await trial.post("logged-models/search", .object(body))
            }
            let byName: JSONValue = [["field_name": "name"]]
            let byMetric: JSONValue = [["field_name": "metrics.acc", "ascending": false]]
            #expect(names(try await search(["order_by": byName])) == ["bare", "one", "three", "two"])
            #expect(names(try await search(["order_by": byMetric])) == ["two", "three", "one", "bare"])
            #expect(names(try await search(["filter": "tags.kind = 'two'"])) == ["two"])
            #expect(names(try await search(["filter": "metrics.acc < 0.6", "order_by": byName])) == ["one", "three"])
            let onX: JSONObject = ["filter": "metrics.acc > 0", "datasets": [["dataset_name": "d", "dataset_digest": "x"]]]
            #expect(names(try await search(onX)) == ["two"])
            let onD: JSONObject = ["filter": "metrics.acc > 1", "datasets": [["dataset_name": "d"]]]
            #expect(names(try await search(onD)).isEmpty)
            let measured: JSONValue = [["field_name": "metrics.acc", "dataset_name": "d", "dataset_digest": "x"]]
            #expect(names(try await search(["order_by": measured])).first == "two")
            let page = try await search(["max_results": 3, "order_by": byName])
            let token = page["next_page_token"] ?? .null
            #expect(names(try await search(["max_results": 3, "order_by": byName, "page_token": token])) == ["two"])
            let other = try await search(["max_results": 3, "page_token": token])
            #expect(other.status == 400)
            #expect(other.message.hasPrefix("Order by in the page token do"))
            #expect(try await search(["page_token": "zz"]).message.hasPrefix("Invalid page token"))
            #expect(try await search(["order_by": [["field_name": "foo"]]]).message.hasPrefix("Invalid order by field name: foo"))
            let nameless = try await search(["datasets": [["dataset_digest": "x"]]])
            #expect(nameless.message == "`dataset_name` in the `datasets` clause must be specified.")
            #expect(try await search(["filter": "foo.bar = 'x'"]).status == 400)
            #expect(try await trial.post("logged-models/search", [:]).message.contains("required parameter 'experiment_ids'"))
            let none = try await trial.post("logged-models/search", ["experiment_ids": []])
            #expect(none.status == 200)
            #expect(none.body == [:])
        }
    }

    @Test func `registered versions are listed in a tag of the model`() async throws {
        try await TrackingTrial.run { trial in
            let id = try await model(trial)
            for version in [1, 1, 2] { try await trial.store.noteVersion(version, ofRegisteredModel: "reg", onLoggedModel: id) }
            let tag = try await trial.get("logged-models/\(id)")["model"]?["info"]?["tags"]?[0]
            #expect(tag?["key"] == "mlflow.modelVersions")
            #expect(
                try JSONValue(parsing: tag?["value"]?.stringValue ?? "") == [
                    ["name": "reg", "version": 1], ["name": "reg", "version": 2],
                ])
        }
    }
}
