import HTTPTypes
import HummingbirdTesting
import Testing
import TouchstoneJSON
import Tracking

@testable import Server

/// What MLflow's pages ask in GraphQL.
@Suite struct GraphQLTests {
    private func ask(_ trial: TrackingTrial, _ query: String, _ more: JSONObject = [:]) async throws -> JSONValue {
        var body = more
        body["query"] = .string(query)
        let answer = try await trial.send(.post, "graphql", .object(body), prefix: "/")
        #expect(answer.status == 200)
        return answer.body
    }

    private func data(_ trial: TrackingTrial, _ query: String, _ more: JSONObject = [:]) async throws -> JSONValue? {
        let answer = try await ask(trial, query, more)
        #expect(answer["errors"] == .null)
        return answer["data"]
    }

    @Test func `a run is asked for with its experiment and its model versions, and nothing else is told`() async throws {
        try await TrackingTrial.run { trial in
            let experiment = try await trial.experiment("e")
            let run = try await trial.run(in: experiment)
            _ = try await trial.post("registered-models/create", ["name": "m"])
            let made = try await trial.post(
                "model-versions/create", ["name": "m", "source": .string("runs:/\(run)/model"), "run_id": .string(run)])
            #expect(made.status == 200)
            let found = try await data(
                trial,
                """
                query q @component(name: "Test") { mlflowGetRun(input: {runId: "\(run)"}) {
                  run { info { status startTime } experiment { name } modelVersions { name version } }
                  apiError { message }
                } }
                """, ["operationName": "q"])
            #expect(
                found == [
                    "mlflowGetRun": [
                        "run": [
                            "info": ["status": "RUNNING", "startTime": "5"], "experiment": ["name": "e"],
                            "modelVersions": [["name": "m", "version": "1"]],
                        ],
                        "apiError": nil,
                    ]
                ])
        }
    }

    @Test func `numbers that are none are null, whole numbers are texts, what is absent is empty`() async throws {
        try await TrackingTrial.run { trial in
            let run = try await trial.run()
            let metrics = [
                Metric("m", 123, step: 1, time: Timestamp(rawValue: 1)), Metric("n", .nan, step: 2, time: Timestamp(rawValue: 2)),
            ]
            try await trial.store.record(RunNotes(metrics: metrics), in: RunID(rawValue: run))
            let query = "query ($id: String = \"none\") { r: mlflowGetRun(input: {runId: $id}) { run { ...R } } } "
            let fragment =
                "fragment R on MlflowRunExtension { data { metrics { key value timestamp step } params { key } } inputs { __typename } }"
            let found = try await data(trial, query + fragment, ["variables": ["id": .string(run)]])
            #expect(
                found?["r"]?["run"]?["data"] == [
                    "metrics": [
                        ["key": "m", "value": 123.0, "timestamp": "1", "step": "1"],
                        ["key": "n", "value": nil, "timestamp": "2", "step": "2"],
                    ],
                    "params": [],
                ])
            #expect(found?["r"]?["run"]?["inputs"] == ["__typename": "MlflowRunInputs"])
        }
    }

    @Test func `searches are mutations too`() async throws {
        try await TrackingTrial.run { trial in
            let experiment = try await trial.experiment("e")
            let run = try await trial.run(in: experiment)
            let inputs: JSONValue = [["dataset": ["name": "d", "digest": "1", "source_type": "s", "source": "t"]]]
            #expect(try await trial.post("runs/log-inputs", ["run_id": .string(run), "datasets": inputs]).status == 200)
            let found = try await data(
                trial,
                """
                mutation { mlflowSearchRuns(input: {experimentIds: ["\(experiment)"], runViewType: ACTIVE_ONLY}) { runs { info { runId } } }
                mlflowSearchDatasets(input: {experimentIds: ["\(experiment)"]}) { datasetSummaries { name context } } }
                """)
            #expect(found?["mlflowSearchRuns"] == ["runs": [["info": ["runId": .string(run)]]]])
            #expect(found?["mlflowSearchDatasets"] == ["datasetSummaries": [["name": "d", "context": ""]]])
        }
    }

    @Test func `what cannot be answered is told beside what can`() async throws {
        try await TrackingTrial.run { trial in
            let answer = try await ask(
                trial,
                "{ mlflowGetExperiment(input: {experimentId: \"99\"}) { experiment { name } } test(inputString: \"a\\u0062\") { output } }")
            #expect(answer["data"] == ["mlflowGetExperiment": nil, "test": ["output": "ab"]])
            #expect(answer["errors"] == ["No Experiment with id=99 exists"])
        }
    }

    @Test func `nobody is told by a question what they may not read otherwise`() async throws {
        try await AccessFixture.run(AccessFixture.withSignIn) { server in
            let owner = try await server.user("owner")
            let stranger = try await server.user("stranger")
            let made = try await server.send(.post, "/api/2.0/mlflow/experiments/create", ["name": "secret"], as: owner)
            let id = try #require(try made.json["experiment_id"]?.stringValue)
            let query: JSONValue = ["query": .string("{ mlflowGetExperiment(input: {experimentId: \"\(id)\"}) { experiment { name } } }")]
            let own = try await server.send(.post, "/graphql", query, as: owner).json
            #expect(own["data"]?["mlflowGetExperiment"]?["experiment"]?["name"] == "secret")
            let other = try await server.send(.post, "/graphql", query, as: stranger).json
            #expect(other["data"] == ["mlflowGetExperiment": nil])
            #expect(other["errors"]?[0]?.stringValue?.contains("permission") == true)
            #expect(try await server.send(.post, "/graphql", query).status == .unauthorized)
        }
    }

    @Test func `short texts that ask for much are refused`() async throws {
        try await TrackingTrial.run { trial in
            let many = (0..<12).map { "k\($0): test(inputString: \"x\") { output }" }.joined(separator: " ")
            let aliases = (0..<12).map { "e\($0): experiment { name }" }.joined(separator: " ")
            let deep = String(repeating: "name { ", count: 12) + "x" + String(repeating: " }", count: 12)
            let wide = (0..<1002).map { "f\($0) { name }" }.joined(separator: " ")
            let cycle = "mlflowGetRun(input: {}) { ...A } } fragment A on X { run { ...A }"
            let root = "mlflowGetExperiment(input: {experimentId: \"1\"})"
            for (query, message) in [
                (many, "GraphQL queries should have at most 10 root fields"), ("\(root) { \(aliases) }", "should have at most 10 aliases"),
                ("\(root) { experiment { \(deep) } }", "Query exceeds maximum depth of 10"),
                ("\(root) { experiment { \(wide) } }", "Query exceeds maximum total selections of 1000"),
                (cycle, "Query exceeds maximum depth of 10"),
                (String(repeating: "a{", count: 50_000), "Query exceeds maximum depth of 10"),
            ] {
                let answer = try await ask(trial, "query q {\(query)}")
                #expect(answer["data"] == .null)
                #expect(answer["errors"]?[0]?.stringValue?.contains(message) == true, "\(answer)")
            }
        }
    }

    @Test(arguments: [
        ("{", "Syntax Error: Unexpected <EOF>."), ("{ nothing }", "Cannot query field 'nothing' on type 'Query'."),
        ("{ test { x } }", "Cannot query field 'x' on type 'Test'."), ("{ test }", "must have a selection of subfields"),
        ("{ test { output { x } } }", "must not have a selection"),
        ("query a { test { output } } query b { test { output } }", "operation name"),
        ("{ test(inputString: \"x) { output } }", "Unterminated string"), ("{ test(a: ~) { output } }", "Unexpected character"),
    ])
    func `what is no question is refused in words`(query: String, message: String) async throws {
        try await TrackingTrial.run { trial in
            let answer = try await ask(trial, query)
            #expect(answer["data"] == .null)
            #expect(answer["errors"]?[0]?.stringValue?.contains(message) == true, "\(answer)")
        }
    }
}
