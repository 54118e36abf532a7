import TouchstoneJSON

/// A trace as MLflow keeps it, with all that belongs to it.
struct MLflowTrace: Sendable, Hashable {
    /// The number of its experiment there.
    let experiment: String
    /// What the trace is; its experiment here is said when it is added.
    var trace: Trace
    var spans: [TraceSpan] = []
    /// The runs that it is linked to.
    var runs: [String] = []
    /// The versions of prompts that it used: a name and a number.
    var prompts: [NamedText] = []

    /// Where its files were, by its tags.
    var artifactURI: String? { trace.tag(TraceKey.artifactLocation) }

    /// Adds the trace, or finds that it is here. Returns the URI of its artifacts here.
    func add(to experiment: ExperimentID, _ connection: any SQLConnection) throws -> (isNew: Bool, uri: String) {
        let owner = try experiment.found(connection)
        let location = TraceRow.artifactLocation(of: trace.id, in: owner)
        if try TraceRow.locked(trace.id, connection) != nil { return (false, location.value) }
        var new = trace
        new.experiment = experiment
        new.tags.removeAll { $0.name == TraceKey.artifactLocation }
        new.assessments = Self.inOrder(trace.assessments)
        if !spans.isEmpty {
            try SpanWriter(TraceSpans(traceID: new.id, spans: spans), owner, connection).write(run: nil)
        }
        try new.start(in: owner, connection)
        let row = try TraceRow.found(new.id, connection)
        try connection.execute(TraceRow.link, each: runs.map { [.text(row.id), .text($0)] })
        let used = SQLInsert(into: "trace_prompt", ["trace_key", "name", "version"], conflict: .keep)
        try connection.insert(used, prompts.map { [row.key, .text($0.name), .text($0.value)] })
        return (true, location.value)
    }

    /// Assessments after those that they take the place of; what takes the place of none that is there takes nobody's.
    static func inOrder(_ assessments: [Assessment]) -> [Assessment] {
        var waiting = assessments
        var ordered: [Assessment] = []
        var known: Set<String> = []
        while !waiting.isEmpty {
            let pending = Set(waiting.compactMap(\.id))
            let ready = waiting.filter { $0.supersedes.map { known.contains($0) || !pending.contains($0) } ?? true }
            // A circle has no beginning: what is left stands for itself.
            for var assessment in ready.isEmpty ? waiting : ready {
                if let other = assessment.supersedes, !known.contains(other) { assessment.supersedes = nil }
                ordered.append(assessment)
            }
            known.formUnion(ordered.compactMap(\.id))
            waiting = ready.isEmpty ? [] : waiting.filter { waited in !ready.contains { $0.id == waited.id } }
        }
        return ordered
    }
}

extension TraceSpan {
    /// A span of MLflow's JSON: identifiers in base64, attributes as JSON texts. Nil when it has no identifier.
    init?(mlflow json: JSONValue) {
        guard let id = Self.digits(json["span_id"]) else { return nil }
        let attributes = (json["attributes"]?.objectValue ?? [:]).map { ($0.key, Self.typed($0.value)) }
        let code = json["status"]?["code"]?.stringValue ?? ""
        self.init(
            id: id, parentID: Self.digits(json["parent_span_id"]), name: json["name"]?.stringValue ?? "",
            status: code.hasSuffix("ERROR") ? .error : code.hasSuffix("OK") ? .ok : .unset,
            statusMessage: json["status"]?["message"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 },
            startTime: json["start_time_unix_nano"]?.intValue.map(Int64.init) ?? 0,
            endTime: json["end_time_unix_nano"]?.intValue.map(Int64.init),
            attributes: SpanDialects.completed(JSONObject(attributes)),
            events: (json["events"]?.arrayValue ?? []).map { event in
                Event(
                    name: event["name"]?.stringValue ?? "", time: event["time_unix_nano"]?.intValue.map(Int64.init) ?? 0,
                    attributes: event["attributes"]?.objectValue ?? [:])
            },
            links: (json["links"]?.arrayValue ?? []).compactMap { link in
                guard let trace = link["trace_id"]?.stringValue, let span = link["span_id"]?.stringValue else { return nil }
                return Link(
                    traceID: trace.hasPrefix("tr-") ? String(trace.dropFirst(3)) : trace, spanID: span,
                    attributes: link["attributes"]?.objectValue ?? [:])
            })
    }

    /// The value of a JSON text; a text that is none stays.
    private static func typed(_ value: JSONValue) -> JSONValue {
        guard let text = value.stringValue else { return value }
        return (try? JSONParser(options: .init(allowsNonFinite: true, maximumDepth: 100)).parse(text)) ?? value
    }

    /// Hexadecimal digits of an identifier in base64; nil for none.
    private static func digits(_ value: JSONValue?) -> String? {
        guard let text = value?.stringValue, let bytes = Base64.bytes(text), bytes.contains(where: { $0 != 0 }) else { return nil }
        return bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
