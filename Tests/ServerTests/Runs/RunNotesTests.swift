import Testing
import TouchstoneJSON
import Tracking

@testable import Server

@Suite struct RunNotesTests {
    @Test func `metrics, params and tags of single requests are kept`() async throws {
        try await TrackingTrial.run { trial in
            let run = JSONValue.string(try await trial.run())
            let values: [(String, JSONValue)] = [
                ("m", 123.456), ("nan", "NaN"), ("inf", "Infinity"), ("ninf", "-Infinity"), ("whole", 3),
            ]
            for (key, value) in values {
                let answer = try await trial.post(
                    "runs/log-metric", ["run_id": run, "key": .string(key), "value": value, "timestamp": "789", "step": -2])
                #expect(answer.body == [:])
            }
            #expect(try await trial.post("runs/log-parameter", ["run_id": run, "key": "p", "value": ""]).status == 200)
            #expect(try await trial.post("runs/set-tag", ["run_uuid": run, "key": "t", "value": "1"]).status == 200)
            #expect(try await trial.post("runs/set-tag", ["run_id": run, "key": "t", "value": "2"]).status == 200)
            #expect(try await trial.post("runs/set-tag", ["run_id": run, "key": "mlflow.runName", "value": "x"]).status == 200)
            let read = try await trial.get("runs/get?run_id=\(run.stringValue ?? "")")["run"]
            let expected = values.map { ["key": .string($0.0), "value": $0.1, "timestamp": 789, "step": -2] as JSONValue }
            #expect(Set(read?["data"]?["metrics"]?.arrayValue ?? []).map { $0["key"] }.count == 5)
            for metric in read?["data"]?["metrics"]?.arrayValue ?? [] {
                #expect(expected.contains { $0["key"] == metric["key"] && ($0["value"] == metric["value"] || metric["value"] == 3.0) })
                #expect(metric["timestamp"] == 789)
            }
            #expect(read?["data"]?["params"] == [["key": "p", "value": ""]])
            #expect(read?["data"]?["tags"] == [["key": "mlflow.runName", "value": "x"], ["key": "t", "value": "2"]])
            #expect(read?["info"]?["run_name"] == "x")
            #expect(try await trial.post("runs/delete-tag", ["run_id": run, "key": "t"]).status == 200)
            #expect(try await trial.post("runs/delete-tag", ["run_id": run, "key": "t"]).message.hasPrefix("No tag with name: t"))
            #expect(try await trial.post("runs/delete-tag", ["run_id": "nope", "key": "t"]).message == "Run with id=nope not found")
        }
    }

    @Test func `what is wrong with a metric is said in the words that clients look for`() async throws {
        try await TrackingTrial.run { trial in
            let run = JSONValue.string(try await trial.run())
            let good: JSONObject = ["run_id": run, "key": "foo", "value": 31, "timestamp": 59, "step": 26]
            let faults: [(String, JSONValue?, String)] = [
                ("run_id", 31, "Invalid value 31 for parameter 'run_id' supplied"),
                ("key", 31, "Invalid value 31 for parameter 'key' supplied"),
                ("step", "foo", "Invalid value \"foo\" for parameter 'step' supplied"),
                ("timestamp", "foo", "Invalid value \"foo\" for parameter 'timestamp' supplied"),
                ("value", "foo", "Invalid value \"foo\" for parameter 'value' supplied"),
                ("run_id", .null, "Missing value for required parameter 'run_id'"),
                ("key", nil, "Missing value for required parameter 'key'"),
                ("key", .null, "Missing value for required parameter 'key'"),
                ("key", "", "Missing value for required parameter 'key'"),
                ("value", nil, "Missing value for required parameter 'value'"),
                ("timestamp", nil, "Missing value for required parameter 'timestamp'"),
                ("timestamp", -1, "Invalid value -1 for parameter 'timestamp' supplied: metric 'foo' (value=31.0)"),
                ("key", "a//b", "Invalid value \"a//b\" for parameter 'name' supplied: Names may be treated as files"),
                ("key", "a;b", "Names may only contain alphanumerics"),
                ("key", .string(String(repeating: "k", count: 251)), "'Metric name' exceeds the maximum length of 250 characters"),
                ("dataset_name", "d", "Both dataset_name and dataset_digest must be provided if one is provided"),
            ]
            for (field, value, message) in faults {
                var body = good
                body[field] = value
                let answer = try await trial.post("runs/log-metric", .object(body))
                #expect(answer.status == 400)
                #expect(answer.message.contains(message), "\(field): \(answer.message)")
            }
            let none = try await trial.post("runs/log-metric", ["run_id": "nope", "key": "m", "value": 1, "timestamp": 1])
            #expect(none.status == 404)
        }
    }

    @Test func `params never change`() async throws {
        try await TrackingTrial.run { trial in
            let run = JSONValue.string(try await trial.run())
            let log = { (value: String) in
                try await trial.post("runs/log-parameter", ["run_id": run, "key": "p", "value": .string(value)])
            }
            #expect(try await log("1").status == 200)
            #expect(try await log("1").status == 200)
            let changed = try await log("2")
            #expect(changed.status == 400)
            #expect(
                changed.message == """
                    Changing param values is not allowed. Param with key='p' was already logged with value='1' for \
                    run ID='\(run.stringValue ?? "")'. Attempted logging new value '2'.
                    """)
            let long = String(repeating: "x", count: 6001)
            #expect(try await trial.post("runs/log-parameter", ["run_id": run, "key": "long", "value": .string(long)]).status == 200)
            let params = try await trial.data(of: run.stringValue ?? "")?["params"]
            #expect(params?[0]?["value"]?.stringValue?.utf8.count == 6000)
        }
    }

    @Test func `a batch is kept whole or not at all`() async throws {
        try await TrackingTrial.run { trial in
            let run = JSONValue.string(try await trial.run())
            _ = try await trial.post("runs/log-parameter", ["run_id": run, "key": "p", "value": "1"])
            let before = try await trial.data(of: run.stringValue ?? "")
            let metric: JSONValue = ["key": "m", "value": 1, "timestamp": 1]
            let param = { (value: JSONValue) in ["key": "p", "value": value] as JSONValue }
            let faults: [(JSONObject, String)] = [
                (["metrics": "foo"], "Invalid value \"foo\" for parameter 'metrics' supplied"),
                (["params": "foo"], "Invalid value \"foo\" for parameter 'params' supplied"),
                (["tags": ["foo"]], "Invalid value \"foo\" for parameter 'tags' supplied"),
                (["metrics": [metric, ["key": "n", "value": 2.5]]], "Missing value for required parameter 'metrics[1].timestamp'"),
                (["metrics": [metric, ["key": "a//b", "value": 2.5, "timestamp": 1]]], "parameter 'metrics[1].name' supplied"),
                (["metrics": [metric], "params": [param("2")]], "Changing param values is not allowed"),
                (["metrics": [metric], "params": [param("1"), param("1")]], "Duplicate parameter keys have been submitted: ['p']"),
                (["metrics": [metric], "tags": [["value": "x"]]], "Missing value for required parameter 'tags[0].key'"),
                (["metrics": .array(Array(repeating: metric, count: 1001))], "can contain at most 1000 metrics"),
                (["metrics": [["key": "m", "value": 1, "timestamp": 1, "model_id": "m-none"]]], "Logged model with ID 'm-none' not found"),
                (["run_id": "a b"], "Invalid value \"a b\" for parameter 'run_id' supplied"),
            ]
            for (fields, message) in faults {
                var body: JSONObject = ["run_id": run]
                for member in fields { body[member.key] = member.value }
                let answer = try await trial.post("runs/log-batch", .object(body))
                #expect(answer.status == 400 || answer.status == 404)
                #expect(answer.message.contains(message), "\(answer.message)")
            }
            #expect(try await trial.data(of: run.stringValue ?? "") == before)
        }
    }

    @Test func `a batch that changes params is told of all of them, quoted as Python quotes`() async throws {
        try await TrackingTrial.run { trial in
            let run = try await trial.run()
            let log = { (values: [(String, String)]) in
                let params = values.map { ["key": .string($0.0), "value": .string($0.1)] as JSONValue }
                return try await trial.post("runs/log-batch", ["run_id": .string(run), "params": .array(params)])
            }
            #expect(try await log([("p0", "1"), ("p1", "it's"), ("p2", "same")]).status == 200)
            let changed = try await log([("p1", "a\n\"b'"), ("p2", "same"), ("new", "x"), ("p0", "2")])
            #expect(changed.status == 400)
            #expect(changed.code == "INVALID_PARAMETER_VALUE")
            #expect(
                changed.message == """
                    Changing param values is not allowed. Params were already logged='[{'key': 'p1', 'old_value': "it's", \
                    'new_value': 'a\\n"b\\''}, {'key': 'p0', 'old_value': '1', 'new_value': '2'}]' for run ID='\(run)'.
                    """)
            #expect(try await trial.data(of: run)?["params"]?.arrayValue?.count == 3)
        }
    }

    @Test func `outputs may be none, but not missing`() async throws {
        try await TrackingTrial.run { trial in
            let run = JSONValue.string(try await trial.run())
            #expect(try await trial.post("runs/outputs", ["run_id": run, "models": []]).body == [:])
            let missing = try await trial.post("runs/outputs", ["run_id": run])
            #expect(missing.status == 400)
            #expect(missing.message.contains("Missing value for required parameter 'models'"))
            #expect(try await trial.post("runs/outputs", ["run_id": "none", "models": []]).status == 404)
        }
    }

    @Test func `an empty name leaves a run and its tag as they are`() async throws {
        try await TrackingTrial.run { trial in
            let run = try await trial.run()
            let before = try await trial.get("runs/get?run_id=\(run)")
            let tag: JSONValue = ["key": "mlflow.runName", "value": ""]
            #expect(
                try await trial.post("runs/set-tag", ["run_id": .string(run), "key": "mlflow.runName", "value": ""]).status == 200)
            #expect(try await trial.post("runs/log-batch", ["run_id": .string(run), "tags": [tag]]).status == 200)
            #expect(try await trial.get("runs/get?run_id=\(run)").body == before.body)
        }
    }

    @Test func `values and times may come as texts, as clients in R send them`() async throws {
        try await TrackingTrial.run { trial in
            let run = try await trial.run()
            let log = { (value: JSONValue, time: JSONValue, step: JSONValue) in
                try await trial.post(
                    "runs/log-metric", ["run_id": .string(run), "key": "m", "value": value, "timestamp": time, "step": step])
            }
            #expect(try await log("1e-05", "1.7e+12", "1e+05").status == 200)
            let metric: JSONValue = ["key": "m", "value": 1e-05, "timestamp": 1_700_000_000_000, "step": 100_000]
            #expect(try await trial.data(of: run)?["metrics"] == [metric])
            #expect(try await log("0x10", "1", "0").message.contains("Invalid value \"0x10\" for parameter 'value' supplied"))
            #expect(try await log("1", "1.5", "0").message.contains("Invalid value \"1.5\" for parameter 'timestamp' supplied"))
        }
    }

    @Test func `of a batch the latest value and the last tag count`() async throws {
        try await TrackingTrial.run { trial in
            let run = JSONValue.string(try await trial.run())
            let point = { (step: Int64, time: Int64, value: JSONValue) -> JSONValue in
                ["key": "m", "value": value, "timestamp": .integer(time), "step": .integer(step)]
            }
            let answer = try await trial.post(
                "runs/log-batch",
                [
                    "run_id": run,
                    "metrics": [
                        point(1, 1, 5), point(2, 1, 4), point(2, 2, 3), point(2, 2, 9), point(0, 99, 1), point(2, 2, "NaN"), point(2, 2, 9),
                    ],
                    "tags": [["key": "t", "value": "1"], ["key": "t", "value": .string(String(repeating: "x", count: 8001))]],
                ])
            #expect(answer.body == [:])
            let data = try await trial.data(of: run.stringValue ?? "")
            #expect(data?["metrics"] == [["key": "m", "value": 9.0, "timestamp": 2, "step": 2]])
            #expect(data?["tags"]?[1]?["value"]?.stringValue?.utf8.count == 8000)
            let history = try await trial.get("metrics/get-history?run_id=\(run.stringValue ?? "")&metric_key=m")["metrics"]
            #expect(history?.arrayValue?.map { $0["value"] } == [5.0, 4.0, "NaN", 3.0, 9.0, 1.0])
        }
    }
}
