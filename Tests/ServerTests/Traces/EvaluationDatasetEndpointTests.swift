import HTTPTypes
import Testing
import TouchstoneJSON
import Tracking

@testable import Server

/// Evaluation datasets and registered scorers over MLflow's interface.
@Suite struct EvaluationDatasetEndpointTests {
    private let root = "/api/3.0/mlflow/datasets"

    private func create(_ server: TraceServer, _ name: String = "d") async throws -> String {
        let answer = try await server.call(
            .post, "\(root)/create",
            ["name": .string(name), "experiment_ids": ["1"], "tags": #"{"a": "b", "mlflow.user": "me"}"#])
        let dataset = try #require(answer.json["dataset"])
        #expect(dataset["created_by"] == "me" && dataset["experiment_ids"] == ["1"] && dataset["schema"] == nil)
        #expect(dataset["digest"]?.stringValue?.utf8.count == 8)
        return try #require(dataset["dataset_id"]?.stringValue)
    }

    @Test func `records with the same inputs are one record`() async throws {
        try await TraceServer.run { server in
            let id = try await create(server)
            let first = #"[{"inputs": {"q": "1", "n": 2}, "expectations": {"answer": "2"}, "tags": {"t": "1"}}, {"inputs": {"q": "3"}}]"#
            #expect(
                try await server.call(.post, "\(root)/\(id)/records", ["records": .string(first)]).json == [
                    "inserted_count": 2, "updated_count": 0,
                ])
            let second =
                #"[{"inputs": {"n": 2, "q": "1"}, "expectations": {"more": 1.5}, "source": {"source_type": "HUMAN", "source_data": {}}}]"#
            #expect(
                try await server.call(.post, "\(root)/\(id)/records", ["records": .string(second)]).json == [
                    "inserted_count": 0, "updated_count": 1,
                ])
            let read = try await server.call(.get, "\(root)/\(id)/records?max_results=1")
            let records = try JSONValue(parsing: read.json["records"]?.stringValue ?? "")
            #expect(records[0]?["expectations"] == ["answer": "2", "more": 1.5] && records[0]?["tags"] == ["t": "1"])
            let token = try #require(read.json["next_page_token"]?.stringValue)
            let rest = try await server.call(.get, "\(root)/\(id)/records?max_results=1&page_token=\(token)")
            #expect(try JSONValue(parsing: rest.json["records"]?.stringValue ?? "")[0]?["inputs"] == ["q": "3"])
            #expect(rest.json["next_page_token"] == nil)
            let dataset = try await server.call(.get, "\(root)/\(id)").json["dataset"]
            #expect(dataset?["profile"] == #"{"num_records":2}"# && dataset?["experiment_ids"] == nil)
            let schema = try JSONValue(parsing: dataset?["schema"]?.stringValue ?? "")
            #expect(
                schema["inputs"] == ["q": "string", "n": "integer"] && schema["expectations"] == ["answer": "string", "more": "float"])
            let record = try #require(records[0]?["dataset_record_id"])
            let deleted = try await server.call(.delete, "\(root)/\(id)/records", ["dataset_record_ids": [record]])
            #expect(deleted.json == ["deleted_count": 1])
        }
    }

    @Test(arguments: [
        #"{"source_type": "FOO", "source_data": {}}"#, #"{"source_type": 5}"#, #"{"source_type": "CODE", "source_data": "q"}"#,
    ])
    func `a record from a source that clients cannot read is refused`(_ source: String) async throws {
        try await TraceServer.run { server in
            let id = try await create(server)
            let records = #"[{"inputs": {"q": "1"}, "source": \#(source)}]"#
            let answer = try await server.call(.post, "\(root)/\(id)/records", ["records": .string(records)])
            #expect(answer.status == .badRequest && answer.message.contains("source"))
        }
    }

    @Test func `datasets are tagged, searched, moved between experiments and erased`() async throws {
        try await TraceServer.run { server in
            let id = try await create(server, "first")
            _ = try await create(server, "second")
            #expect(try await server.call(.patch, "\(root)/\(id)/tags", ["tags": #"{"c": "d"}"#]).json == [:])
            #expect(try await server.call(.delete, "\(root)/\(id)/tags/a").json == [:])
            let found = try await server.call(
                .post, "\(root)/search", ["experiment_ids": ["1"], "filter_string": "name = 'first' AND tags.c = 'd'", "max_results": 50])
            #expect(found.json["datasets"]?.arrayValue?.compactMap { $0["dataset_id"]?.stringValue } == [id])
            let page = try await server.call(.get, "\(root)/search?max_results=1&order_by=name+DESC")
            #expect(page.json["datasets"]?[0]?["name"] == "second" && page.json["next_page_token"] != nil)
            let added = try await server.call(.post, "\(root)/\(id)/add-experiments", ["experiment_ids": ["0"]])
            #expect(added.json["dataset"]?["experiment_ids"] == ["0", "1"])
            #expect(try await server.call(.post, "\(root)/\(id)/add-experiments", ["experiment_ids": ["77"]]).status == .notFound)
            _ = try await server.call(.post, "\(root)/\(id)/remove-experiments", ["experiment_ids": ["1"]])
            #expect(try await server.call(.get, "\(root)/\(id)/experiment-ids").json == ["experiment_ids": ["0"]])
            for _ in 1...2 { #expect(try await server.call(.delete, "\(root)/\(id)").json == [:]) }
            #expect(try await server.call(.get, "\(root)/\(id)").status == .notFound)
            #expect(try await server.call(.patch, "\(root)/\(id)/tags", ["tags": "{}"]).status == .notFound)
            for records in ["{", "{}", "[1]", #"[{"inputs": 1}]"#] {
                #expect(try await server.call(.post, "\(root)/\(id)/records", ["records": .string(records)]).status == .badRequest)
            }
        }
    }

    @Test func `scorers are kept version by version, but not as code`() async throws {
        try await TraceServer.run { server in
            let path = "/api/3.0/mlflow/scorers"
            for version in 1...2 {
                let answer = try await server.call(
                    .post, "\(path)/register", ["experiment_id": "1", "name": "s", "serialized_scorer": .string(#"{"v": \#(version)}"#)])
                #expect(answer.json["version"] == .integer(Int64(version)) && answer.json["experiment_id"] == "1")
            }
            let list = try await server.call(.get, "\(path)/list?experiment_id=1")
            #expect(list.json["scorers"]?.arrayValue?.compactMap { $0["scorer_version"]?.intValue } == [2])
            let versions = try await server.call(.get, "\(path)/versions?experiment_id=1&name=s")
            #expect(versions.json["scorers"]?.arrayValue?.compactMap { $0["scorer_version"]?.intValue } == [1, 2])
            let one = try await server.call(.get, "\(path)/get?experiment_id=1&name=s&version=1")
            #expect(one.json["scorer"]?["serialized_scorer"] == #"{"v": 1}"#)
            #expect(try await server.call(.delete, "\(path)/delete", ["experiment_id": "1", "name": "s", "version": 2]).json == [:])
            #expect(try await server.call(.get, "\(path)/get?experiment_id=1&name=s").json["scorer"]?["scorer_version"] == 1)
            #expect(try await server.call(.delete, "\(path)/delete", ["experiment_id": "1", "name": "s"]).json == [:])
            #expect(try await server.call(.get, "\(path)/get?experiment_id=1&name=s").status == .notFound)
            let code = try await server.call(
                .post, "\(path)/register",
                ["experiment_id": "1", "name": "s", "serialized_scorer": #"{"parts": [{"call_source": "def f(): pass"}]}"#])
            #expect(code.status == .badRequest && code.message.contains("Custom scorer registration"))
        }
    }
}
