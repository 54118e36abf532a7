import TouchstoneJSON

extension TraceSpan {
    static let columns = "id, parent_id, name, status, start_time, end_time, content"

    /// Stores a span; one that came before stays when only it has ended.
    static let upsert = """
        INSERT INTO span (trace_key, id, parent_id, name, kind, status, start_time, end_time, content, usage, cost) \
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (trace_key, id) DO UPDATE SET parent_id = excluded.parent_id, \
        name = excluded.name, kind = excluded.kind, status = excluded.status, start_time = excluded.start_time, \
        end_time = excluded.end_time, content = excluded.content, usage = excluded.usage, cost = excluded.cost \
        WHERE excluded.end_time IS NOT NULL OR span.end_time IS NULL
        """

    func values(traceKey: SQLValue) -> [SQLValue] {
        let usage = TokenUsage(attributes[SpanAttribute.usage])
        let cost = SpanCost(attributes[SpanAttribute.cost])
        return [
            traceKey, .text(id), SQLValue(parentID), .text(name), .text(kind), .text(status.rawValue), .integer(startTime),
            SQLValue(endTime), .text(content.text()), SQLValue(usage?.json.text()), SQLValue(cost?.json.text()),
        ]
    }

    private var content: JSONValue {
        var object: JSONObject = ["attributes": .object(attributes)]
        if let statusMessage { object["status_message"] = .string(statusMessage) }
        if !events.isEmpty { object["events"] = .array(events.map(\.json)) }
        if !links.isEmpty { object["links"] = .array(links.map(\.json)) }
        return .object(object)
    }

    init(_ columns: inout SQLColumns) throws {
        id = try columns.text()
        parentID = try columns.optionalText()
        name = try columns.text()
        status = try columns.named(Status.self)
        startTime = try columns.int64()
        endTime = try columns.optionalInt64()
        let content = try SQLColumns.json(try columns.text())
        statusMessage = content["status_message"]?.stringValue
        attributes = content["attributes"]?.objectValue ?? [:]
        events = (content["events"]?.arrayValue ?? []).map(Event.init(json:))
        links = (content["links"]?.arrayValue ?? []).map(Link.init(json:))
    }
}

extension TraceSpan.Event {
    fileprivate var json: JSONValue { ["name": .string(name), "time_unix_nano": .integer(time), "attributes": .object(attributes)] }

    fileprivate init(json: JSONValue) {
        name = json["name"]?.stringValue ?? ""
        time = json["time_unix_nano"]?.intValue.map(Int64.init) ?? 0
        attributes = json["attributes"]?.objectValue ?? [:]
    }
}

extension TraceSpan.Link {
    fileprivate var json: JSONValue { ["trace_id": .string(traceID), "span_id": .string(spanID), "attributes": .object(attributes)] }

    fileprivate init(json: JSONValue) {
        traceID = json["trace_id"]?.stringValue ?? ""
        spanID = json["span_id"]?.stringValue ?? ""
        attributes = json["attributes"]?.objectValue ?? [:]
    }
}
