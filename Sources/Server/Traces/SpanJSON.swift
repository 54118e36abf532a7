import TouchstoneJSON
import Tracking

/// Spans as MLflow's interface writes them: OpenTelemetry's messages in JSON with names in snake case and identifiers in base64.
enum SpanJSON {
    static func object(_ span: TraceSpan, of trace: String) -> JSONObject {
        var object: JSONObject = [
            "trace_id": identifier(trace.dropFirst(3)), "span_id": identifier(span.id), "name": .string(span.name),
            "start_time_unix_nano": .integer(span.startTime), "attributes": attributes(span.attributes), "status": status(span),
        ]
        object["parent_span_id"] = span.parentID.map { identifier($0) }
        object["end_time_unix_nano"] = span.endTime.map(JSONValue.integer)
        if !span.events.isEmpty { object["events"] = .array(span.events.map(event)) }
        if !span.links.isEmpty { object["links"] = .array(span.links.map(link)) }
        return object
    }

    static func identifier(_ digits: some StringProtocol) -> JSONValue {
        .string(Base64.text(Hexadecimal.bytes(digits) ?? []))
    }

    private static func status(_ span: TraceSpan) -> JSONValue {
        var object: JSONObject = ["code": .string("STATUS_CODE_\(span.status.rawValue)")]
        object["message"] = span.statusMessage.map(JSONValue.string)
        return .object(object)
    }

    private static func event(_ event: TraceSpan.Event) -> JSONValue {
        ["time_unix_nano": .integer(event.time), "name": .string(event.name), "attributes": attributes(event.attributes)]
    }

    private static func link(_ link: TraceSpan.Link) -> JSONValue {
        ["trace_id": identifier(link.traceID), "span_id": identifier(link.spanID), "attributes": attributes(link.attributes)]
    }

    private static func attributes(_ object: JSONObject) -> JSONValue {
        .array(object.map { ["key": .string($0.key), "value": any($0.value)] })
    }

    private static func any(_ value: JSONValue) -> JSONValue {
        switch value {
        case .null: [:]
        case .bool(let value): ["bool_value": .bool(value)]
        case .integer(let value): ["int_value": .integer(value)]
        case .number(let value): ["double_value": .number(value)]
        case .string(let value): ["string_value": .string(value)]
        case .array(let elements): ["array_value": ["values": .array(elements.map(any))]]
        case .object(let object): ["kvlist_value": ["values": attributes(object)]]
        }
    }
}

extension SpanJSON {
    /// A span as trace files hold it: attributes are JSON texts.
    static func fileObject(_ span: TraceSpan, of trace: String) -> JSONValue {
        [
            "trace_id": identifier(trace.dropFirst(3)), "span_id": identifier(span.id),
            "parent_span_id": span.parentID.map { identifier($0) } ?? .null, "name": .string(span.name),
            "start_time_unix_nano": .integer(span.startTime), "end_time_unix_nano": span.endTime.map(JSONValue.integer) ?? .null,
            "events": .array(
                span.events.map {
                    ["name": .string($0.name), "time_unix_nano": .integer($0.time), "attributes": .object($0.attributes)]
                }),
            "status": ["code": .string("STATUS_CODE_\(span.status.rawValue)"), "message": .string(span.statusMessage ?? "")],
            "attributes": .object(JSONObject(span.attributes.map { ($0.key, .string($0.value.text())) })),
        ]
    }
}
