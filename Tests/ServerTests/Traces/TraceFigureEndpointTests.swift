import HTTPTypes
import Testing
import TouchstoneJSON
import Tracking

@testable import Server

/// Figures of many traces over MLflow's interface.
@Suite struct TraceFigureEndpointTests {
    private let metrics = "/api/3.0/mlflow/traces/metrics"
    private let correlation = "/api/3.0/mlflow/traces/calculate-filter-correlation"

    private func withTraces(_ body: @Sendable (TraceServer) async throws -> Void) async throws {
        try await TraceServer.run { server in
            for (place, state) in ["OK", "OK", "ERROR"].enumerated() {
                let info = TraceServer.info("tr-\(place)", ["state": .string(state), "tags": ["team": place == 0 ? "a" : "b"]])
                #expect(try await server.call(.post, "/api/3.0/mlflow/traces", info).status == .ok)
            }
            try await body(server)
        }
    }

    @Test func `traces are counted by their state`() async throws {
        try await withTraces { server in
            var question: JSONObject = [
                "experiment_ids": ["1"], "view_type": "TRACES", "metric_name": "trace_count",
                "aggregations": [["aggregation_type": "COUNT"]], "dimensions": ["trace_status"],
            ]
            let answer = try await server.call(.post, metrics, .object(question))
            #expect(
                answer.json == [
                    "data_points": [
                        ["metric_name": "trace_count", "dimensions": ["trace_status": "ERROR"], "values": ["COUNT": 1.0]],
                        ["metric_name": "trace_count", "dimensions": ["trace_status": "OK"], "values": ["COUNT": 2.0]],
                    ]
                ])
            question["time_interval_seconds"] = "3600"
            #expect(try await server.call(.post, metrics, .object(question)).message.contains("are required if time_interval_seconds"))
            question["start_time_ms"] = 0
            question["end_time_ms"] = 4_000_000_000_000
            let first = try await server.call(.post, metrics, .object(question)).json["data_points"]?[0]?["dimensions"]
            #expect(first == ["time_bucket": "2026-11-21T02:00:00+00:00", "trace_status": "ERROR"])
            question["aggregations"] = [["aggregation_type": "PERCENTILE", "percentile_value": 101]]
            #expect(try await server.call(.post, metrics, .object(question)).message.contains("must be between 0 and 100, got 101.0"))
        }
    }

    @Test(arguments: ["experiment_ids", "view_type", "metric_name", "aggregations"])
    func `a question says what it is about`(_ field: String) async throws {
        try await withTraces { server in
            var question: JSONObject = [
                "experiment_ids": ["1"], "view_type": 1, "metric_name": "latency", "aggregations": [["aggregation_type": 3]],
            ]
            #expect(try await server.call(.post, metrics, .object(question)).json["data_points"]?[0]?["values"] == ["AVG": 4.0])
            question[field] = nil
            let answer = try await server.call(.post, metrics, .object(question))
            #expect(answer.code == "INVALID_PARAMETER_VALUE")
            #expect(answer.message.contains("Missing value for required parameter '\(field)'"))
        }
    }

    @Test func `how two filters go together is a number where both hold of some trace`() async throws {
        try await withTraces { server in
            var question: JSONObject = [
                "experiment_ids": ["1"], "filter_string1": "tags.team = 'a'", "filter_string2": "status = 'ERROR'",
            ]
            let never = try await server.call(.post, correlation, .object(question)).json
            #expect(never["npmi"] == -1.0 && never["filter1_count"] == 1 && never["filter2_count"] == 1)
            #expect(never["joint_count"] == 0 && never["total_count"] == 3 && never["npmi_smoothed"]?.doubleValue ?? 1 < 0)
            question["filter_string2"] = "tags.team = 'nobody'"
            let nothing = try await server.call(.post, correlation, .object(question)).json
            #expect(nothing == ["filter1_count": 1, "filter2_count": 0, "joint_count": 0, "total_count": 3])
            question["filter_string2"] = "invalid.filter = 'test'"
            #expect(try await server.call(.post, correlation, .object(question)).message.contains("Invalid"))
            question["filter_string2"] = nil
            #expect(try await server.call(.post, correlation, .object(question)).message.contains("parameter 'filter_string2'"))
        }
    }
}
