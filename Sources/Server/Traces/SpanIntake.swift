import OpenTelemetryProtocol
import TouchstoneJSON
import Tracking

/// OpenTelemetry's spans as the store keeps them.
enum SpanIntake {
    /// A span that cannot be known again: it lacks a proper identifier.
    struct Unidentified: Error {}

    /// The spans of a request by trace, in the order in which the traces were first met.
    static func batches(_ request: OTLPExportTraceServiceRequest) throws(Unidentified) -> [TraceSpans] {
        var batches: [TraceSpans] = []
        var places: [String: Int] = [:]
        for resourceSpans in request.resourceSpans {
            let resource = object(resourceSpans.resource.attributes)
            for message in resourceSpans.scopeSpans.lazy.flatMap(\.spans) {
                guard let trace = identifier(message.traceID, 16) else { throw Unidentified() }
                let traceID = "tr-" + trace
                let span = try span(message, of: traceID)
                if let place = places[traceID] {
                    batches[place].spans.append(span)
                } else {
                    places[traceID] = batches.count
                    batches.append(TraceSpans(traceID: traceID, spans: [span], resource: resource))
                }
            }
        }
        return batches
    }

    private static func span(_ message: OTLPSpan, of trace: String) throws(Unidentified) -> TraceSpan {
        guard let id = identifier(message.spanID, 8) else { throw Unidentified() }
        var attributes = object(message.attributes)
        attributes[SpanAttribute.traceID] = .string(trace)
        let status: TraceSpan.Status =
            switch message.status.code {
            case .ok: .ok
            case .error: .error
            default: .unset
            }
        return TraceSpan(
            id: id, parentID: identifier(message.parentSpanID, 8), name: text(message.name), status: status,
            statusMessage: message.status.message.isEmpty ? nil : text(message.status.message),
            startTime: Int64(clamping: message.startTimeUnixNano),
            endTime: message.endTimeUnixNano == 0 ? nil : Int64(clamping: message.endTimeUnixNano),
            attributes: SpanDialects.completed(attributes), events: message.events.map(event), links: message.links.compactMap(link))
    }

    private static func event(_ message: OTLPSpan.Event) -> TraceSpan.Event {
        TraceSpan.Event(
            name: text(message.name), time: Int64(clamping: message.timeUnixNano), attributes: object(message.attributes))
    }

    private static func link(_ message: OTLPSpan.Link) -> TraceSpan.Link? {
        guard let trace = identifier(message.traceID, 16), let span = identifier(message.spanID, 8) else { return nil }
        return TraceSpan.Link(traceID: trace, spanID: span, attributes: object(message.attributes))
    }

    /// Hexadecimal digits for an identifier of so many bytes; nil for another number of bytes, or when all are zero.
    private static func identifier(_ bytes: some Collection<UInt8>, _ count: Int) -> String? {
        guard bytes.count == count, bytes.contains(where: { $0 != 0 }) else { return nil }
        return Hexadecimal.text(bytes)
    }

    private static func object(_ attributes: [OTLPKeyValue]) -> JSONObject {
        JSONObject(attributes.lazy.map { (text($0.key), value($0.value)) })
    }

    private static func value(_ message: OTLPAnyValue) -> JSONValue {
        switch message.value {
        case .stringValue(let value): .string(text(value))
        case .boolValue(let value): .bool(value)
        case .intValue(let value): .integer(value)
        case .doubleValue(let value): number(value)
        case .arrayValue(let list): .array(list.values.map(value))
        case .kvlistValue(let list): .object(object(list.values))
        case .bytesValue(let value): .string(Base64.text(Array(value)))
        case nil: .null
        }
    }

    private static func number(_ value: Double) -> JSONValue {
        if value.isNaN { return "NaN" }
        return value.isFinite ? .number(value) : .string(value > 0 ? "Infinity" : "-Infinity")
    }

    /// Databases take no zero byte in a text.
    private static func text(_ value: String) -> String {
        guard value.utf8.contains(0) else { return value }
        return String(String.UnicodeScalarView(value.unicodeScalars.map { $0.value == 0 ? "\u{FFFD}" : $0 }))
    }
}
