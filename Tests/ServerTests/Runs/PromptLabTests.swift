import HTTPTypes
import Testing
import TouchstoneJSON
import Tracking

@testable import Server

@Suite struct PromptLabTests {
    private let path = "runs/create-promptlab-run"
    private let whole: JSONObject = [
        "experiment_id": "0", "prompt_template": "Say {{ what }}", "prompt_parameters": [["key": "what", "value": "hello"]],
        "model_route": "chat", "model_input": "Say hello", "mlflow_version": "3.17.2", "run_name": "by hand", "user_id": "me",
        "start_time": 456, "model_parameters": [["key": "temperature", "value": 0.5]], "model_output": "Hello.",
        "model_output_parameters": [["key": "latency", "value": 100]],
    ]

    @Test func `a prompt that was tried becomes a finished run with its table`() async throws {
        let folder = try TemporaryFolder()
        try await TrackingTrial.run(settings: ServerSettings(artifactRoot: "file://\(folder.path)")) { trial in
            let answer = try await trial.send(.post, path, .object(whole), prefix: "/ajax-api/2.0/mlflow/")
            let run = try #require(answer["run"])
            let info = try #require(run["info"])
            #expect(info["run_name"] == "by hand" && info["user_id"] == "me" && info["start_time"] == 456 && info["status"] == "FINISHED")
            let params = Dictionary(
                uniqueKeysWithValues: (run["data"]?["params"]?.arrayValue ?? []).map { ($0["key"]?.stringValue, $0["value"]?.stringValue) })
            #expect(params == ["temperature": "0.5", "model_route": "chat", "prompt_template": "Say {{ what }}"])
            let tags = run["data"]?["tags"]?.arrayValue ?? []
            #expect(tags.contains(["key": "mlflow.runSourceType", "value": "PROMPT_ENGINEERING"]))
            #expect(
                tags.contains([
                    "key": "mlflow.loggedArtifacts", "value": #"[{"path": "eval_results_table.json", "type": "table"}]"#,
                ]))
            let id = info["run_id"]?.stringValue ?? ""
            let table = try await trial.send(.get, "get-artifact?run_id=\(id)&path=eval_results_table.json", prefix: "/").body
            #expect(table == ["columns": ["what", "prompt", "output", "latency"], "data": [["hello", "Say hello", "Hello.", 100]]])
        }
    }

    @Test(arguments: ["experiment_id", "prompt_template", "prompt_parameters", "model_route", "model_input", "mlflow_version"])
    func `what makes up a prompt must be there`(_ field: String) async throws {
        try await TrackingTrial.run { trial in
            for empty in [nil, .null, "", []] as [JSONValue?] {
                var request = whole
                request[field] = empty
                let answer = try await trial.post(path, .object(request))
                #expect(answer.code == "INVALID_PARAMETER_VALUE")
                #expect(answer.message == "CreatePromptlabRun request must specify \(field).")
            }
        }
    }
}
