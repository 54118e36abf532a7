import HTTPTypes
import Testing
import TouchstoneJSON
import Tracking

@testable import Server

/// Traces over MLflow's interface.
@Suite struct TraceEndpointTests {
    private let id = "tr-" + TraceServer.trace

    @Test func `empty lists link and find nothing, missing ones are refused`() async throws {
        try await TraceServer.run { server in
            _ = try await server.call(.post, "/api/3.0/mlflow/traces", TraceServer.info(id))
            let run = try await server.store.create(Run(name: "r"))
            for (path, field, others) in [
                ("batchGetInfos", "trace_ids", [:]), ("search", "locations", [:]),
                ("link-to-run", "trace_ids", ["run_id": .string(run.id.rawValue)]),
                ("link-prompts", "prompt_versions", ["trace_id": .string(id)]),
            ] as [(String, String, JSONObject)] {
                var body = others
                let missing = try await server.call(.post, "/api/3.0/mlflow/traces/\(path)", .object(body))
                #expect(missing.status == .badRequest)
                #expect(missing.message == "Missing value for required parameter '\(field)'.")
                body[field] = []
                let none = try await server.call(.post, "/api/3.0/mlflow/traces/\(path)", .object(body))
                #expect(none.status == .ok && none.json == [:], "\(path): \(none.message)")
            }
        }
    }

    @Test func `a trace starts, and is read as it was sent`() async throws {
        try await TraceServer.run { server in
            let sent = TraceServer.info(
                id, ["tags": ["mlflow.traceName": "f"], "trace_metadata": ["a": "b"], "request_preview": "in", "client_request_id": "c"])
            let answer = try await server.call(.post, "/api/3.0/mlflow/traces", sent)
            #expect(answer.status == .ok)
            let info = try #require(answer.json["trace"]?["trace_info"])
            #expect(info["request_time"] == "2026-11-21T02:57:43.396Z" && info["execution_duration"] == "0.004s")
            #expect(info["tags"]?["mlflow.artifactLocation"] == .string("mlflow-artifacts:/1/traces/\(id)/artifacts"))
            #expect(info["trace_metadata"]?["mlflow.trace.infoFinalized"] == "true")
            #expect(info["tags"]?["mlflow.trace.spansLocation"] == nil)
            let read = try await server.call(.get, "/api/3.0/mlflow/traces/\(id)?trace_id=\(id)")
            #expect(read.json == answer.json)
            let missing = try await server.call(.get, "/api/3.0/mlflow/traces/tr-0")
            #expect(missing.status == .notFound && missing.message.contains("not found"))
            let unknown = try await server.call(.post, "/api/3.0/mlflow/traces", TraceServer.info("tr-1", experiment: "9"))
            #expect(unknown.status == .notFound)
            let nameless = try await server.call(.post, "/api/3.0/mlflow/traces", ["trace": ["trace_info": [:]]])
            #expect(nameless.message.contains("Missing value for required parameter 'trace.trace_info.trace_id'"))
        }
    }

    @Test(arguments: [true, false]) func `a client is told that its spans need no file only once they are here`(_ areHere: Bool)
        async throws
    {
        try await TraceServer.run { server in
            if areHere {
                let spans = TraceServer.spans(TraceServer.span("00f067aa0ba902b7", name: "root", start: 1, end: 9, []))
                #expect(try await server.export(spans, type: "application/json").status == .ok)
            }
            let agent = "mlflow-python-client/3.17.2"
            let answer = try await server.call(.post, "/api/3.0/mlflow/traces", TraceServer.info(id), [.userAgent: agent])
            let tag = answer.json["trace"]?["trace_info"]?["tags"]?["mlflow.trace.spansLocation"]
            #expect((tag == "TRACKING_STORE") == areHere)
        }
    }

    @Test(arguments: [true, false]) func `spans and trace may come in either order`(_ spansFirst: Bool) async throws {
        try await TraceServer.run { server in
            let spans = TraceServer.spans(
                TraceServer.span("00f067aa0ba902b8", parent: "00f067aa0ba902b7", start: 3, end: 5, status: 2),
                TraceServer.span(
                    "00f067aa0ba902b7", name: "root", start: 1, end: 9,
                    [TraceServer.attribute("session.id", "s1"), TraceServer.attribute("gen_ai.usage.input_tokens", 7)]))
            let info = TraceServer.info(id, ["state": "ERROR"])
            if spansFirst { #expect(try await server.export(spans, type: "application/json").status == .ok) }
            #expect(try await server.call(.post, "/api/3.0/mlflow/traces", info).status == .ok)
            if !spansFirst { #expect(try await server.export(spans, type: "application/json").status == .ok) }
            let answer = try await server.call(.get, "/api/3.0/mlflow/traces/get?trace_id=\(id)")
            let trace = try #require(answer.json["trace"])
            #expect(trace["trace_info"]?["state"] == "ERROR" && trace["trace_info"]?["execution_duration"] == "0.004s")
            #expect(trace["trace_info"]?["trace_metadata"]?["mlflow.trace.session"] == "s1")
            #expect(trace["trace_info"]?["tags"]?["mlflow.traceName"] == "root")
            let usage = try JSONValue(parsing: trace["trace_info"]?["trace_metadata"]?["mlflow.trace.tokenUsage"]?.stringValue ?? "")
            #expect(usage == ["input_tokens": 7, "output_tokens": 0, "total_tokens": 7])
            let first = try #require(trace["spans"]?[0])
            #expect(first["trace_id"] == "CvdlGRbNQ92ESOshHIAxnA==" && first["span_id"] == "APBnqgupArc=")
            #expect(first["start_time_unix_nano"] == 1_700_000_000_001_000_000 && first["status"]?["code"] == "STATUS_CODE_OK")
            #expect(
                trace["spans"]?[1]?["parent_span_id"] == "APBnqgupArc=" && trace["spans"]?[1]?["status"]?["code"] == "STATUS_CODE_ERROR")
        }
    }

    @Test func `many traces are read at once, in order, without those that are not there`() async throws {
        try await TraceServer.run { server in
            for number in 1...3 { _ = try await server.call(.post, "/api/3.0/mlflow/traces", TraceServer.info("tr-\(number)")) }
            let full = try await server.call(.get, "/api/3.0/mlflow/traces/batchGet?trace_ids=tr-3&trace_ids=tr-9&trace_ids=tr-1")
            let ids = full.json["traces"]?.arrayValue?.compactMap { $0["trace_info"]?["trace_id"]?.stringValue }
            #expect(ids == ["tr-3", "tr-1"])
            let infos = try await server.call(
                .post, "/api/3.0/mlflow/traces/batchGetInfos", ["trace_ids": ["tr-2"], "experiment_ids": ["1"]])
            #expect(infos.json["trace_infos"]?[0]?["trace_id"] == "tr-2")
            #expect(try await server.call(.get, "/api/3.0/mlflow/traces/batchGet").status == .badRequest)
        }
    }

    @Test func `a search filters, orders and turns pages`() async throws {
        try await TraceServer.run { server in
            for number in 1...3 {
                let time = "2026-11-21T02:57:4\(number)Z"
                let more: JSONObject = ["request_time": .string(time), "tags": ["mlflow.traceName": .string("t\(number)")]]
                _ = try await server.call(.post, "/api/3.0/mlflow/traces", TraceServer.info("tr-\(number)", more))
            }
            let locations: JSONValue = [["type": "MLFLOW_EXPERIMENT", "mlflow_experiment": ["experiment_id": "1"]]]
            let path = "/api/3.0/mlflow/traces/search"
            let page = try await server.call(.post, path, ["locations": locations, "max_results": 2])
            #expect(page.json["traces"]?.arrayValue?.compactMap { $0["trace_id"]?.stringValue } == ["tr-3", "tr-2"])
            let rest = try await server.call(
                .post, path, ["locations": locations, "max_results": 2, "page_token": page.json["next_page_token"] ?? .null])
            #expect(rest.json["traces"]?.arrayValue?.count == 1 && rest.json["next_page_token"] == nil)
            let named = try await server.call(.post, path, ["locations": locations, "filter": "name = 't2' AND status = 'OK'"])
            #expect(named.json["traces"]?.arrayValue?.compactMap { $0["trace_id"]?.stringValue } == ["tr-2"])
            for wrong: JSONObject in [
                ["filter": "nothing = 1"], ["max_results": 501], ["max_results": 0], ["page_token": "x"], ["order_by": ["status UP"]],
            ] {
                var body: JSONObject = ["locations": locations]
                for member in wrong { body[member.key] = member.value }
                #expect(try await server.call(.post, path, .object(body)).code == "INVALID_PARAMETER_VALUE", "\(wrong.keys)")
            }
            #expect(try await server.call(.post, path, [:]).message.contains("'locations'"))
        }
    }

    @Test func `spans come as a file too, beside attachments and files that clients have uploaded`() async throws {
        try await TraceServer.run { server in
            _ = try await server.call(.post, "/api/3.0/mlflow/traces", TraceServer.info(id))
            let path = "/ajax-api/2.0/mlflow/get-trace-artifact?request_id=\(id)"
            #expect(try await server.call(.get, path).status == .notFound)
            let files = "/api/2.0/mlflow-artifacts/artifacts/1/traces/\(id)/artifacts"
            _ = try await server.send(.put, "\(files)/traces.json", Array("{}".utf8), [:])
            _ = try await server.send(.put, "\(files)/attachments/a.txt", Array("text".utf8), [:])
            #expect(try await server.call(.get, path).bytes == Array("{}".utf8))
            #expect(try await server.call(.get, path + "&path=a.txt").bytes == Array("text".utf8))
            #expect(try await server.call(.get, path + "&path=../traces.json").message == "Invalid path")
            _ = try await server.export(TraceServer.spans(TraceServer.span("00f067aa0ba902b7")), type: "application/json")
            #expect(try await server.call(.get, path).json["spans"]?[0]?["name"] == "step")
        }
    }

    @Test(arguments: ["../1", "a/b", "..", "a\u{0}b", "file:x"]) func `a trace's identifier is one name`(_ id: String) async throws {
        try await TraceServer.run { server in
            let answer = try await server.call(.post, "/api/3.0/mlflow/traces", TraceServer.info(id))
            #expect(answer.status == .badRequest)
        }
    }

    @Test func `tags are set and removed, but not those of the server`() async throws {
        try await TraceServer.run { server in
            _ = try await server.call(.post, "/api/3.0/mlflow/traces", TraceServer.info(id))
            for version in ["2.0", "3.0"] {
                let path = "/api/\(version)/mlflow/traces/\(id)/tags"
                #expect(try await server.call(.patch, path, ["key": "k", "value": "v"]).json == [:])
                #expect(try await server.store.trace(id)?.tag("k") == "v")
                #expect(try await server.call(.delete, path, ["key": "k"]).status == .ok)
                #expect(try await server.call(.delete, path, ["key": "k"]).status == .notFound)
                let own = try await server.call(.patch, path, ["key": "mlflow.trace.spansLocation", "value": "x"])
                #expect(own.status == .badRequest && own.message.contains("immutable"))
                #expect(try await server.call(.patch, path, ["value": "v"]).message.contains("Missing value for required parameter 'key'"))
            }
            #expect(try await server.call(.patch, "/api/2.0/mlflow/traces/tr-0/tags", ["key": "k", "value": "v"]).status == .notFound)
        }
    }

    @Test func `traces are linked to runs and prompts, and found by them`() async throws {
        try await TraceServer.run { server in
            _ = try await server.call(.post, "/api/3.0/mlflow/traces", TraceServer.info(id))
            let link: JSONValue = ["trace_ids": [.string(id), "tr-unknown"], "run_id": "r1"]
            for _ in 1...2 { #expect(try await server.call(.post, "/api/2.0/mlflow/traces/link-to-run", link).json == [:]) }
            let prompts: JSONValue = ["trace_id": .string(id), "prompt_versions": [["name": "p", "version": "2"]]]
            for _ in 1...2 { #expect(try await server.call(.post, "/api/2.0/mlflow/traces/link-prompts", prompts).json == [:]) }
            for filter in ["attribute.run_id = 'r1'", "prompt = 'p/2'"] {
                let found = try await server.store.searchTraces(experiments: [ExperimentID(rawValue: 1)], filter: filter)
                #expect(found.items.map(\.id) == [id], "\(filter)")
            }
            let late = TraceServer.info("tr-unknown", ["request_time": "2026-11-21T02:57:44Z"])
            _ = try await server.call(.post, "/api/3.0/mlflow/traces", late)
            let linked = try await server.store.searchTraces(experiments: [ExperimentID(rawValue: 1)], filter: "run_id = 'r1'")
            #expect(linked.items.map(\.id) == ["tr-unknown", id], "a link may come before its trace")
            let many: JSONValue = ["trace_ids": .array((0...100).map { .string("tr-\($0)") }), "run_id": "r1"]
            #expect(try await server.call(.post, "/api/2.0/mlflow/traces/link-to-run", many).status == .badRequest)
            let unknown: JSONValue = ["trace_id": "tr-0", "prompt_versions": [["name": "p", "version": "2"]]]
            #expect(try await server.call(.post, "/api/2.0/mlflow/traces/link-prompts", unknown).status == .notFound)
        }
    }

    @Test func `traces are erased by identifier or by age, with all that belongs to them`() async throws {
        try await TraceServer.run { server in
            let path = "/api/2.0/mlflow/traces/delete-traces"
            for number in 1...4 {
                let more: JSONObject = ["request_time": .string("2026-11-21T02:57:4\(number)Z")]
                _ = try await server.call(.post, "/api/3.0/mlflow/traces", TraceServer.info("tr-\(number)", more))
                _ = try await server.call(
                    .post, "/api/3.0/mlflow/traces/tr-\(number)/assessments",
                    ["assessment": ["assessment_name": "a", "feedback": ["value": true]]])
            }
            #expect(
                try await server.call(.post, path, ["experiment_id": "1", "request_ids": ["tr-4", "tr-9"]]).json == ["traces_deleted": 1])
            let old: JSONValue = ["experiment_id": "1", "max_timestamp_millis": 1_795_229_862_500, "max_traces": 1]
            #expect(try await server.call(.post, path, old).json == ["traces_deleted": 1])
            let left = try await server.store.searchTraces(experiments: [ExperimentID(rawValue: 1)])
            #expect(left.items.map(\.id) == ["tr-3", "tr-2"])
            #expect(try await server.call(.post, path, ["experiment_id": "1"]).status == .badRequest)
            #expect(
                try await server.call(.post, path, ["experiment_id": "1", "request_ids": ["a"], "max_traces": 1]).status == .badRequest)
        }
    }

    @Test func `clients of the second version start and end traces`() async throws {
        try await TraceServer.run { server in
            let started = try await server.call(
                .post, "/api/2.0/mlflow/traces",
                [
                    "experiment_id": "1", "timestamp_ms": 1000, "tags": [["key": "a", "value": "b"]],
                    "request_metadata": [["key": "m", "value": "1"]],
                ])
            let id = try #require(started.json["trace_info"]?["request_id"]?.stringValue)
            #expect(started.json["trace_info"]?["status"] == "IN_PROGRESS")
            let ended = try await server.call(
                .patch, "/api/2.0/mlflow/traces/\(id)", ["timestamp_ms": 1250, "status": "OK", "tags": [["key": "c", "value": "d"]]])
            #expect(ended.json["trace_info"]?["execution_time_ms"] == 250 && ended.json["trace_info"]?["status"] == "OK")
            let read = try await server.call(.get, "/api/2.0/mlflow/traces/\(id)/info")
            #expect(read.json == ended.json)
            #expect(read.json["trace_info"]?["request_metadata"] == [["key": "m", "value": "1"]], "and nothing that the server thought of")
            let found = try await server.call(.get, "/api/2.0/mlflow/traces?experiment_ids=1&filter=status%20%3D%20%27OK%27")
            #expect(found.json["traces"]?[0] == read.json["trace_info"])
        }
    }
}
