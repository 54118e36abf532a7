import HTTPTypes
import Testing
import TouchstoneJSON
import Tracking

@testable import Server

/// Feedback and expectations over MLflow's interface.
@Suite struct AssessmentEndpointTests {
    private let path = "/api/3.0/mlflow/traces/tr-1/assessments"

    private func withTrace(_ body: @Sendable (TraceServer) async throws -> Void) async throws {
        try await TraceServer.run { server in
            _ = try await server.call(.post, "/api/3.0/mlflow/traces", TraceServer.info("tr-1"))
            try await body(server)
        }
    }

    private func feedback(_ name: String, _ value: JSONValue, _ more: JSONObject = [:]) -> JSONValue {
        var object: JSONObject = [
            "assessment_name": .string(name), "trace_id": "tr-1", "source": ["source_type": "HUMAN", "source_id": "me"],
            "create_time": "2026-11-21T02:58:04.296Z", "last_update_time": "2026-11-21T02:58:04.296Z", "feedback": ["value": value],
        ]
        for member in more { object[member.key] = member.value }
        return ["assessment": .object(object)]
    }

    @Test(arguments: [true, "good", 0.5, ["a": ["b", 1.5]], nil] as [JSONValue])
    func `feedback of any value is kept as it was given`(_ value: JSONValue) async throws {
        try await withTrace { server in
            let sent = feedback("correct", value, ["rationale": "r", "span_id": "00f067aa0ba902b7", "metadata": ["k": "v"]])
            let answer = try await server.call(.post, path, sent)
            var expected = try #require(sent["assessment"]?.objectValue)
            expected["assessment_id"] = answer.json["assessment"]?["assessment_id"]
            expected["valid"] = true
            #expect(answer.json["assessment"] == .object(expected))
            let id = try #require(expected["assessment_id"]?.stringValue)
            #expect(id.hasPrefix("a-") && id.utf8.count == 34)
            #expect(try await server.call(.get, "\(path)/\(id)").json == answer.json)
            let info = try await server.call(.get, "/api/3.0/mlflow/traces/tr-1")
            #expect(info.json["trace"]?["trace_info"]?["assessments"] == [.object(expected)])
        }
    }

    @Test func `expectations that are no scalars travel as texts of JSON`() async throws {
        try await withTrace { server in
            let serialized: JSONValue = ["serialized_value": ["serialization_format": "JSON_FORMAT", "value": #"{"x":[1]}"#]]
            for expectation in [serialized, ["value": "plain"]] {
                let answer = try await server.call(
                    .post, path, ["assessment": ["assessment_name": "e", "expectation": expectation]])
                #expect(answer.json["assessment"]?["expectation"] == expectation)
            }
            let error: JSONValue = ["error": ["error_code": "E", "error_message": "broke", "stack_trace": "s"]]
            let failed = try await server.call(.post, path, ["assessment": ["assessment_name": "f", "feedback": error]])
            #expect(failed.json["assessment"]?["feedback"] == error)
        }
    }

    @Test func `an assessment takes the place of another until it is erased`() async throws {
        try await withTrace { server in
            let first = try #require(
                try await server.call(.post, path, feedback("correct", true)).json["assessment"]?["assessment_id"]?.stringValue)
            let second = try await server.call(.post, path, feedback("correct", false, ["overrides": .string(first)]))
            let id = try #require(second.json["assessment"]?["assessment_id"]?.stringValue)
            #expect(second.json["assessment"]?["overrides"] == .string(first))
            #expect(try await server.call(.get, "\(path)/\(first)").json["assessment"]?["valid"] == false)
            #expect(try await server.call(.delete, "\(path)/\(id)").json == [:])
            #expect(try await server.call(.delete, "\(path)/\(id)").json == [:])
            #expect(try await server.call(.get, "\(path)/\(first)").json["assessment"]?["valid"] == true)
            #expect(try await server.call(.post, path, feedback("correct", true, ["overrides": "a-0"])).status == .notFound)
        }
    }

    @Test func `only what the mask names changes`() async throws {
        try await withTrace { server in
            let id = try #require(
                try await server.call(.post, path, feedback("correct", true, ["rationale": "r", "metadata": ["a": "1"]]))
                    .json["assessment"]?["assessment_id"]?.stringValue)
            let change: JSONValue = [
                "assessment": ["assessment_name": "right", "feedback": ["value": 2.0], "rationale": "other", "metadata": ["b": "2"]],
                "update_mask": "assessmentName,feedback,metadata",
            ]
            let changed = try #require(try await server.call(.patch, "\(path)/\(id)", change).json["assessment"])
            #expect(changed["assessment_name"] == "right" && changed["feedback"] == ["value": 2.0] && changed["rationale"] == "r")
            #expect(changed["metadata"] == ["a": "1", "b": "2"] && changed["source"]?["source_id"] == "me")
            #expect(changed["last_update_time"] != changed["create_time"])
            #expect(try await server.call(.get, "\(path)/\(id)").json["assessment"] == changed)
            let kind: JSONValue = ["assessment": ["expectation": ["value": 1]], "update_mask": "expectation"]
            #expect(try await server.call(.patch, "\(path)/\(id)", kind).status == .badRequest)
            #expect(try await server.call(.patch, "\(path)/a-0", change).status == .notFound)
        }
    }

    @Test func `what is no assessment is refused`() async throws {
        try await withTrace { server in
            #expect(try await server.call(.post, path, [:]).message.contains("'assessment'"))
            #expect(try await server.call(.post, path, ["assessment": ["assessment_name": "x"]]).status == .badRequest)
            #expect(try await server.call(.post, path, feedback("x", true, ["create_time": "yesterday"])).status == .badRequest)
            let wrong = try await server.call(.post, path, feedback("x", true, ["source": ["source_type": "GHOST"]]))
            #expect(wrong.message.contains("Invalid value \"GHOST\" for parameter 'assessment.source.source_type'"))
            // A client could not read it, nor any page of traces with it.
            let number = try await server.call(.post, path, feedback("x", true, ["metadata": ["a": 1]]))
            #expect(number.status == .badRequest && number.message.contains("'assessment.metadata.a'"))
            let failure = try await server.call(.post, path, feedback("x", .null, ["feedback": ["error": ["error_code": 5]]]))
            #expect(failure.status == .badRequest && failure.message.contains("error.error_code"))
            let partial = feedback("x", .null, ["feedback": ["error": ["error_code": "E", "stack_trace": nil]]])
            #expect(try await server.call(.post, path, partial).status == .ok)
            let empty = try await server.call(.post, path, ["assessment": ["assessment_name": "x", "expectation": [:]]])
            #expect(empty.status == .badRequest && empty.message.contains("The `value` field must be specified."))
            #expect(try await server.call(.post, "/api/3.0/mlflow/traces/tr-0/assessments", feedback("x", true)).status == .notFound)
            #expect(try await server.call(.get, "\(path)/a-0").status == .notFound)
        }
    }

    @Test func `traces are found by what was said of them, as long as it counts`() async throws {
        try await withTrace { server in
            let first = try await server.call(.post, path, feedback("correct", true))
            let old = first.json["assessment"]?["assessment_id"] ?? .null
            _ = try await server.call(.post, path, feedback("correct", false, ["overrides": old]))
            let experiments = [ExperimentID(rawValue: 1)]
            #expect(try await server.store.searchTraces(experiments: experiments, filter: "feedback.correct = 'true'").items.isEmpty)
            #expect(try await server.store.searchTraces(experiments: experiments, filter: "feedback.correct = 'false'").items.count == 1)
        }
    }
}
