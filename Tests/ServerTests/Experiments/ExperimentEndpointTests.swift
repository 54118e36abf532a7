import Testing
import TouchstoneJSON
import Tracking

@testable import Server

@Suite struct ExperimentEndpointTests {
    @Test func `an experiment is made, read, renamed, deleted and restored`() async throws {
        try await TrackingTrial.run { trial in
            let id = try await trial.post("experiments/create", ["name": "one", "tags": [["key": "a", "value": "b"]]])["experiment_id"]
            #expect(id == "1")
            let read = try await trial.get("experiments/get?experiment_id=1")["experiment"]
            #expect(read?["name"] == "one")
            #expect(read?["artifact_location"] == "mlflow-artifacts:/1")
            #expect(read?["lifecycle_stage"] == "active")
            #expect(read?["tags"] == [["key": "a", "value": "b"]])
            #expect(try await trial.get("experiments/get-by-name?experiment_name=one")["experiment"]?["experiment_id"] == "1")
            #expect(try await trial.post("experiments/update", ["experiment_id": "1", "new_name": "two"]).status == 200)
            let run = try await trial.run(in: "1")
            #expect(try await trial.post("experiments/delete", ["experiment_id": "1"]).body == [:])
            #expect(try await trial.get("experiments/get?experiment_id=1")["experiment"]?["lifecycle_stage"] == "deleted")
            #expect(try await trial.get("runs/get?run_id=\(run)")["run"]?["info"]?["lifecycle_stage"] == "deleted")
            let again = try await trial.post("experiments/delete", ["experiment_id": "1"])
            #expect(again.status == 404)
            #expect(again.message == "No Experiment with id=1 exists")
            #expect(try await trial.post("experiments/restore", ["experiment_id": "1"]).status == 200)
            #expect(try await trial.get("runs/get?run_id=\(run)")["run"]?["info"]?["lifecycle_stage"] == "active")
        }
    }

    @Test func `what is refused, and in which words`() async throws {
        try await TrackingTrial.run { trial in
            _ = try await trial.experiment("taken")
            let faults: [(JSONValue, String)] = [
                (["name": 123], "Invalid value 123 for parameter 'name' supplied"),
                ([:], "Missing value for required parameter 'name'"), (["name": .null], "Missing value for required parameter 'name'"),
                (["name": "x", "artifact_location": 9.0], "Invalid value 9.0 for parameter 'artifact_location' supplied"),
                (["name": "x", "tags": "5"], "Invalid value \"5\" for parameter 'tags' supplied"),
                (["name": .string(String(repeating: "x", count: 501))], "'name' exceeds the maximum length of 500 characters"),
                (["name": "x", "artifact_location": "runs:/a/b"], "Artifact location cannot be a runs:/ URI. Given: 'runs:/a/b'"),
                (["name": "x", "artifact_location": "http://h/x"], "'artifact_location' cannot use the 'http' scheme: "),
                (["name": "x", "artifact_location": "mlflow-artifacts://h/x"], "cannot use the 'mlflow-artifacts' scheme: "),
                (["name": "x", "artifact_location": "runs:/a", "artifactLocation": "s3://b"], "Request specifies both"),
                (["name": "x", "tags": [["key": "../a", "value": "b"]]], "This name would resolve to '../a'"),
            ]
            for (body, message) in faults {
                let answer = try await trial.post("experiments/create", body)
                #expect(answer.status == 400)
                #expect(answer.code == "INVALID_PARAMETER_VALUE")
                #expect(answer.message.contains(message), "\(answer.message)")
            }
            let taken = try await trial.post("experiments/create", ["name": "taken"])
            #expect(taken.status == 400)
            #expect(taken.code == "RESOURCE_ALREADY_EXISTS")
            #expect(taken.message.contains("already exists"))
            #expect(try await trial.get("experiments/get?experiment_id=77").message == "No Experiment with id=77 exists")
            #expect(try await trial.get("experiments/get?experiment_id=abc").status == 400)
            #expect(try await trial.get("experiments/get-by-name?experiment_name=none").status == 404)
        }
    }

    @Test func `tags of an active experiment are set and removed`() async throws {
        try await TrackingTrial.run { trial in
            let id = JSONValue.string(try await trial.experiment("one"))
            let set = { (key: String, value: JSONValue) in
                try await trial.post("experiments/set-experiment-tag", ["experiment_id": id, "key": .string(key), "value": value])
            }
            #expect(try await set("k", "1").body == [:])
            #expect(try await set("k", "2\n3").status == 200)
            #expect(try await set("e", "").status == 200)
            #expect(try await set("k", 5).message.contains("Invalid value 5 for parameter 'value' supplied"))
            let tags = try await trial.get("experiments/get?experiment_id=1")["experiment"]?["tags"]
            #expect(tags == [["key": "e", "value": ""], ["key": "k", "value": "2\n3"]])
            let remove = { (key: String) in
                try await trial.post("experiments/delete-experiment-tag", ["experiment_id": id, "key": .string(key)])
            }
            #expect(try await remove("k").status == 200)
            #expect(try await remove("k").message == "No tag with name: k in experiment with id 1")
            _ = try await trial.post("experiments/delete", ["experiment_id": id])
            let inactive = try await set("k", "1")
            #expect(inactive.status == 400)
            #expect(inactive.message == "The experiment 1 must be in the 'active' state. Current state is deleted.")
        }
    }

    @Test func `searches by POST and GET, with pages and views`() async throws {
        try await TrackingTrial.run { trial in
            for name in ["a", "ab", "b"] { _ = try await trial.experiment(name) }
            _ = try await trial.post("experiments/delete", ["experiment_id": "3"])
            let names = { (answer: TrackingTrial.Answer) in answer["experiments"]?.arrayValue?.compactMap { $0["name"]?.stringValue } }
            let first = try await trial.post("experiments/search", ["max_results": 2, "order_by": ["name ASC"]])
            #expect(names(first) == ["Default", "a"])
            let token = first["next_page_token"] ?? .null
            let second = try await trial.post(
                "experiments/search", ["max_results": 2, "order_by": ["name ASC"], "page_token": token])
            #expect(names(second) == ["ab"])
            #expect(second["next_page_token"] == nil)
            #expect(
                names(try await trial.get("experiments/search?max_results=5&filter=name%20LIKE%20'a%25'&order_by=name")) == ["a", "ab"])
            #expect(names(try await trial.post("experiments/search", ["max_results": 5, "view_type": "DELETED_ONLY"])) == ["b"])
            #expect(names(try await trial.post("experiments/search", ["max_results": 5, "view_type": 2])) == ["b"])
            let zero = try await trial.post("experiments/search", [:])
            #expect(zero.message == "Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer")
            #expect(
                try await trial.post("experiments/search", ["max_results": 5, "page_token": "%%"]).message.contains("Invalid page token"))
            #expect(try await trial.post("experiments/search", ["max_results": 5, "filter": "a OR b"]).status == 400)
            let twice = try await trial.post("experiments/search", ["max_results": 5, "order_by": ["name", "name"]])
            #expect(names(twice) == ["Default", "a", "ab"])
        }
    }

    @Test func `a search for datasets counts its experiments before it reads them`() async throws {
        try await TrackingTrial.run { trial in
            let many = JSONValue.array((0..<1000).map { .string("id_\($0)") })
            for (ids, message) in [
                (nil, "must specify at least one experiment_id."), ([], "must specify at least one experiment_id."),
                (many, "cannot specify more than 20 experiment_ids. Received 1000"), (["x"], "Invalid experiment ID 'x'"),
            ] as [(JSONValue?, String)] {
                let answer = try await trial.post("experiments/search-datasets", ids.map { ["experiment_ids": $0] } ?? [:])
                #expect(answer.code == "INVALID_PARAMETER_VALUE")
                #expect(answer.message.contains(message))
            }
        }
    }

    @Test func `a root of artifacts holds the experiments' folders`() async throws {
        try await TrackingTrial.run(settings: ServerSettings(artifactRoot: "file:///data/root/")) { trial in
            let id = try await trial.experiment("one")
            let location = try await trial.get("experiments/get?experiment_id=\(id)")["experiment"]?["artifact_location"]
            #expect(location == .string("file:///data/root/\(id)"))
        }
    }
}
