import HTTPTypes
import Testing
import TouchstoneJSON
import Tracking

@testable import Server

@Suite struct RunEndpointTests {
    @Test func `a run is made with what was given, or with defaults`() async throws {
        try await TrackingTrial.run { trial in
            let given = try await trial.post(
                "runs/create",
                [
                    "experiment_id": "0", "user_id": "u", "start_time": 5, "run_name": "n", "tags": [["key": "a", "value": "b"]],
                ])["run"]
            let id = given?["info"]?["run_id"]?.stringValue ?? ""
            #expect(id.utf8.count == 32)
            #expect(
                given?["info"] == [
                    "run_id": .string(id), "run_uuid": .string(id), "run_name": "n", "experiment_id": "0", "user_id": "u",
                    "status": "RUNNING", "start_time": 5, "artifact_uri": .string("mlflow-artifacts:/0/\(id)/artifacts"),
                    "lifecycle_stage": "active",
                ])
            #expect(given?["data"]?["tags"] == [["key": "a", "value": "b"], ["key": "mlflow.runName", "value": "n"]])
            #expect(try await trial.get("runs/get?run_uuid=\(id)")["run"] == given)
            let bare = try await trial.post("runs/create", ["experiment_id": "0"])["run"]
            #expect(bare?["info"]?["run_name"]?.stringValue?.split(separator: "-").count == 3)
            #expect(bare?["info"]?["run_name"] == bare?["data"]?["tags"]?[0]?["value"])
            let tagged = try await trial.post(
                "runs/create", ["experiment_id": "0", "tags": [["key": "mlflow.runName", "value": "by tag"]]])["run"]
            #expect(tagged?["info"]?["run_name"] == "by tag")
            let torn = try await trial.post(
                "runs/create", ["experiment_id": "0", "run_name": "a", "tags": [["key": "mlflow.runName", "value": "b"]]])
            #expect(torn.message.contains("Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values"))
            #expect(try await trial.post("runs/create", ["experiment_id": "9"]).status == 404)
            #expect(try await trial.post("runs/create", ["experiment_id": "abc"]).status == 400)
            #expect(try await trial.get("runs/get?run_id=nope").message == "Run with id=nope not found")
        }
    }

    @Test func `a run is changed, deleted, protected and restored`() async throws {
        try await TrackingTrial.run { trial in
            let run = JSONValue.string(try await trial.run())
            let ended = try await trial.post(
                "runs/update", ["run_id": run, "status": "FINISHED", "end_time": "77", "run_name": ""])["run_info"]
            #expect(ended?["status"] == "FINISHED")
            #expect(ended?["end_time"] == 77)
            let named = try await trial.post("runs/update", ["run_uuid": run, "run_name": "new", "status": 4])["run_info"]
            #expect(named?["run_name"] == "new")
            #expect(named?["status"] == "FAILED")
            #expect(named?["end_time"] == 77)
            #expect(try await trial.post("runs/delete", ["run_id": run]).body == [:])
            #expect(try await trial.post("runs/delete", ["run_id": run]).status == 200)
            let notes: [(String, JSONValue)] = [
                ("log-metric", ["run_id": run, "key": "m", "value": 1, "timestamp": 1]),
                ("log-parameter", ["run_id": run, "key": "p", "value": "1"]), ("set-tag", ["run_id": run, "key": "t", "value": "1"]),
                ("delete-tag", ["run_id": run, "key": "mlflow.runName"]), ("log-batch", ["run_id": run]),
                ("log-inputs", ["run_id": run]), ("outputs", ["run_id": run, "models": [["model_id": "m-1"]]]),
                ("update", ["run_id": run, "status": "FINISHED"]),
            ]
            for (path, body) in notes {
                let answer = try await trial.post("runs/\(path)", body)
                #expect(answer.status == 400, "\(path)")
                #expect(answer.message.contains("must be in the 'active' state. Current state is deleted."), "\(path)")
            }
            #expect(try await trial.post("runs/restore", ["run_id": run]).status == 200)
            for (path, body) in notes { #expect(try await trial.post("runs/\(path)", body).status == 200, "\(path)") }
            #expect(try await trial.post("runs/restore", ["run_id": "nope"]).status == 404)
        }
    }

    @Test func `searches write whole runs and pages`() async throws {
        try await TrackingTrial.run { trial in
            var runs: [String] = []
            for _ in 0..<5 { runs.append(try await trial.run()) }
            runs.sort()
            for run in runs {
                let batch: JSONValue = [
                    "run_id": .string(run), "metrics": [["key": "acc\"", "value": 0.5, "timestamp": 1]],
                    "params": [["key": "lr", "value": "0.1"]],
                ]
                #expect(try await trial.post("runs/log-batch", batch).status == 400)
            }
            for run in runs {
                let batch: JSONValue = [
                    "run_id": .string(run), "metrics": [["key": "acc", "value": 0.5, "timestamp": 1]],
                    "params": [["key": "lr", "value": "0.1"]], "tags": [["key": "note", "value": "a \"b\"\n\u{1}\\ü"]],
                ]
                #expect(try await trial.post("runs/log-batch", batch).status == 200)
            }
            let search: JSONObject = ["experiment_ids": ["0"], "max_results": 3, "filter": "metrics.acc > 0.1 AND params.lr = '0.1'"]
            let first = try await trial.post("runs/search", .object(search))
            let ids = { (answer: TrackingTrial.Answer) in
                answer["runs"]?.arrayValue?.compactMap { $0["info"]?["run_id"]?.stringValue } ?? []
            }
            #expect(ids(first) == Array(runs[..<3]))
            #expect(first["runs"]?[0] == (try await trial.get("runs/get?run_id=\(runs[0])"))["run"])
            #expect(first["runs"]?[0]?["data"]?["tags"]?[1]?["value"] == "a \"b\"\n\u{1}\\ü")
            var next = search
            next["page_token"] = first["next_page_token"]
            let second = try await trial.post("runs/search", .object(next))
            #expect(ids(second) == Array(runs[3...]))
            #expect(second["next_page_token"] == nil)
            #expect(try await trial.post("runs/search", [:]).body == [:])
            #expect(try await trial.post("runs/search", ["experiment_ids": ["77"]]).body == [:])
            let large = try await trial.post("runs/search", ["experiment_ids": ["0"], "max_results": 123_456_789])
            #expect(large.message.contains("Invalid value 123456789 for parameter 'max_results' supplied"))
            let bad = try await trial.post("runs/search", ["experiment_ids": ["0"], "filter": "a = 1 OR b = 2"])
            #expect(bad.status == 400)
        }
    }

    @Test func `inputs and outputs belong to the run once`() async throws {
        try await TrackingTrial.run { trial in
            let run = JSONValue.string(try await trial.run())
            let dataset: JSONObject = [
                "name": "d", "digest": "x", "source_type": "local", "source": "/a", "schema": "not json", "profile": "{}",
            ]
            let input: JSONValue = [
                "tags": [["key": "mlflow.data.context", "value": "train"]], "dataset": .object(dataset),
            ]
            for _ in 0..<2 {
                let answer = try await trial.post(
                    "runs/log-inputs", ["run_id": run, "datasets": [input], "models": [["model_id": "m-1"]]])
                #expect(answer.body == [:])
            }
            for step in [3, 4] {
                _ = try await trial.post(
                    "runs/outputs", ["run_id": run, "models": [["model_id": "m-2", "step": .integer(Int64(step))]]])
            }
            let read = try await trial.get("runs/get?run_id=\(run.stringValue ?? "")")["run"]
            #expect(read?["inputs"] == ["dataset_inputs": [input], "model_inputs": [["model_id": "m-1"]]])
            #expect(read?["outputs"] == ["model_outputs": [["model_id": "m-2", "step": 3]]])
            let summaries = try await trial.send(
                .post, "experiments/search-datasets", ["experiment_ids": ["0"]], prefix: "/ajax-api/2.0/mlflow/")
            #expect(
                summaries["dataset_summaries"] == [["experiment_id": "0", "name": "d", "digest": "x", "context": "train"]])
            for name in ["name", "digest", "source_type", "source"] {
                var without = dataset
                without[name] = nil
                let answer = try await trial.post("runs/log-inputs", ["run_id": run, "datasets": [["dataset": .object(without)]]])
                #expect(answer.message.contains("Missing value for required parameter 'datasets[0].dataset.\(name)'"))
            }
            var long = dataset
            long["digest"] = .string(String(repeating: "x", count: 37))
            let answer = try await trial.post("runs/log-inputs", ["run_id": run, "datasets": [["dataset": .object(long)]]])
            #expect(answer.message == "'digest' exceeds the maximum length of 36 characters")
            #expect(
                try await trial.post("runs/log-inputs", ["run_id": "a/b"]).message.contains("Invalid value \"a/b\" for parameter 'run_id'"))
            #expect(try await trial.store.lineage(of: RunID(rawValue: run.stringValue ?? "")).datasets.count == 1)
        }
    }

    @Test func `older clients' models are listed in a tag`() async throws {
        try await TrackingTrial.run { trial in
            let run = try await trial.run()
            let model: JSONValue = [
                "run_id": .string(run), "artifact_path": "m", "utc_time_created": "t", "model_uuid": "u", "signature": "large",
                "flavors": ["python_function": ["env": "e", "config": ["a": 1]]],
            ]
            for _ in 0..<2 {
                let answer = try await trial.post("runs/log-model", ["run_id": .string(run), "model_json": .string(model.text())])
                #expect(answer.status == 200)
            }
            let tag = try await trial.data(of: run)?["tags"]?.arrayValue?.first { $0["key"] == "mlflow.log-model.history" }
            let models = try JSONValue(parsing: tag?["value"]?.stringValue ?? "")
            #expect(models.arrayValue?.count == 2)
            #expect(models[0]?["flavors"] == ["python_function": ["env": "e"]])
            #expect(models[0]?["signature"] == nil)
            let bad = try await trial.post("runs/log-model", ["run_id": .string(run), "model_json": "foo"])
            #expect(bad.message.contains("is not a valid JSON"))
            let less = try await trial.post("runs/log-model", ["run_id": .string(run), "model_json": "{\"run_id\": \"x\"}"])
            #expect(less.message.contains("Model json is missing mandatory fields: {'artifact_path', 'flavors', 'utc_time_created'}"))
        }
    }
}
