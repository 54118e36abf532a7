import TouchstoneJSON
import Tracking

/// Traces as MLflow's interface writes them.
enum TraceJSON {
    /// Everything but the spans.
    static func info(_ trace: Trace) -> JSONObject {
        var object: JSONObject = ["trace_id": .string(trace.id)]
        object["client_request_id"] = trace.clientRequestID.map(JSONValue.string)
        object["trace_location"] = location(trace.experiment)
        object["request_preview"] = trace.requestPreview.map(JSONValue.string)
        object["response_preview"] = trace.responsePreview.map(JSONValue.string)
        object["request_time"] = .string(Moment.text(trace.requestTime))
        object["execution_duration"] = trace.duration.map { .string(Moment.durationText($0)) }
        object["state"] = .string(trace.state.rawValue)
        if !trace.metadata.isEmpty { object["trace_metadata"] = map(trace.metadata) }
        if !trace.assessments.isEmpty { object["assessments"] = .array(trace.assessments.map { .object(AssessmentJSON.object($0)) }) }
        if !trace.tags.isEmpty { object["tags"] = map(trace.tags) }
        return object
    }

    /// A trace without its spans, in the envelope that holds both.
    static func envelope(_ trace: Trace) -> JSONObject { ["trace": ["trace_info": .object(info(trace))]] }

    /// A trace with its spans.
    static func full(_ full: FullTrace) -> JSONValue {
        var object: JSONObject = ["trace_info": .object(info(full.trace))]
        if !full.spans.isEmpty { object["spans"] = .array(full.spans.map { .object(SpanJSON.object($0, of: full.trace.id)) }) }
        return .object(object)
    }

    /// A trace in the words of the interface's second version.
    static func legacyInfo(_ trace: Trace) -> JSONValue {
        var object: JSONObject = [
            "request_id": .string(trace.id), "experiment_id": .string(trace.experiment.description),
            "timestamp_ms": .integer(trace.requestTime.rawValue),
        ]
        object["execution_time_ms"] = trace.duration.map(JSONValue.integer)
        object["status"] = .string(trace.state == .unspecified ? "TRACE_STATUS_UNSPECIFIED" : trace.state.rawValue)
        object["request_metadata"] = .array(trace.metadata.map { ["key": .string($0.name), "value": .string($0.value)] })
        object["tags"] = .array(trace.tags.map { ["key": .string($0.name), "value": .string($0.value)] })
        return .object(object)
    }

    private static func location(_ experiment: ExperimentID) -> JSONValue {
        ["type": "MLFLOW_EXPERIMENT", "mlflow_experiment": ["experiment_id": .string(experiment.description)]]
    }

    private static func map(_ texts: [NamedText]) -> JSONValue { .object(JSONObject(texts.map { ($0.name, .string($0.value)) })) }
}
