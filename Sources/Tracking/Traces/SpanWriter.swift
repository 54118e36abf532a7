import TouchstoneJSON

extension TrackingStore {
    /// Stores spans of any traces, all or none; the same span again replaces the earlier one, and a trace that is not known is made in
    /// the experiment.
    ///
    /// Spans may come in any order, before or after ``startTrace(_:)``, and from several places at once. Traces whose root is among the
    /// spans are linked to the run, if one is given.
    package func storeSpans(_ batches: [TraceSpans], in experiment: ExperimentID, run: String? = nil) async throws {
        let sorted = batches.sorted { $0.traceID < $1.traceID }
        try await write { connection in
            let experiment = try experiment.found(connection)
            for batch in sorted { try SpanWriter(batch, experiment, connection).write(run: run) }
        }
    }
}

/// Writes the spans of one trace, and what they say of it.
struct SpanWriter {
    private let batch: TraceSpans
    private let row: TraceRow
    private let connection: any SQLConnection

    init(_ batch: TraceSpans, _ experiment: Experiment, _ connection: any SQLConnection) throws {
        self.batch = batch
        self.connection = connection
        let start = batch.spans.map(\.startTime).min() ?? 0
        let trace = Trace(
            id: batch.traceID, experiment: experiment.id, requestTime: Timestamp(rawValue: start / 1_000_000), state: .inProgress)
        row = try TraceRow.locked(batch.traceID, connection) ?? TraceRow.made(trace, in: experiment, connection)
        guard row.experiment == experiment.id else {
            throw TraceError.invalid("Trace '\(batch.traceID)' belongs to experiment \(row.experiment), not to \(experiment.id).")
        }
    }

    func write(run: String?) throws {
        try connection.execute(TraceSpan.upsert, each: batch.spans.map { $0.values(traceKey: row.key) })
        let root = batch.spans.first { $0.parentID == nil }
        try writeTags(root)
        try writeMetadata()
        if let root { try writePreviews(root) }
        if let run, root != nil {
            try connection.execute(TraceRow.link, [.text(row.id), .text(run)])
        }
        try writeSummary()
    }

    private func writeTags(_ root: TraceSpan?) throws {
        var tags: ByName<String> = [:]
        for member in batch.resource where !member.key.hasPrefix("telemetry.sdk.") && !member.key.hasPrefix("mlflow.") {
            tags[member.key] = member.value.stringValue ?? member.value.text()
        }
        for member in root?.attributes ?? [:] where member.key.hasPrefix(SpanAttribute.tagPrefix) {
            tags[String(member.key.dropFirst(SpanAttribute.tagPrefix.count))] = member.value.stringValue ?? member.value.text()
        }
        tags[TraceKey.spansLocation] = TraceKey.trackingStore
        let wellNamed = tags.sorted.filter { !$0.name.isEmpty && $0.name.utf8.count <= TraceLimit.name }
        try row.set(wellNamed.map { NamedText($0.name, $0.value) }, in: .tags, connection)
        if let root { try row.set([NamedText(TraceKey.name, root.name)], in: .tags, keeping: true, connection) }
    }

    private func writeMetadata() throws {
        var metadata: [NamedText] = []
        if let session = first(SpanAttribute.session) { metadata.append(NamedText(TraceKey.session, session)) }
        if let user = first([SpanAttribute.user]) { metadata.append(NamedText(TraceKey.user, user)) }
        try row.set(metadata, in: .metadata, keeping: true, connection)
    }

    private func first(_ names: [String]) -> String? {
        for span in batch.spans {
            for name in names {
                if let value = span.attributes[name], !value.isNull, value != "" { return value.stringValue ?? value.text() }
            }
        }
        return nil
    }

    private func writePreviews(_ root: TraceSpan) throws {
        let input = root.attributes[SpanAttribute.inputs].map { TracePreview.text($0, role: "user") }
        let output = root.attributes[SpanAttribute.outputs].map { TracePreview.text($0, role: "assistant") }
        try connection.execute(
            """
            UPDATE trace SET request_preview = coalesce(request_preview, ?), response_preview = coalesce(response_preview, ?) \
            WHERE key = ?
            """, [SQLValue(input), SQLValue(output), row.key])
    }

    private func writeSummary() throws {
        let nodes = try connection.all("SELECT \(TraceSummary.Node.columns) FROM span WHERE trace_key = ?", [row.key]) {
            try TraceSummary.Node(&$0)
        }
        guard let summary = TraceSummary(nodes) else { return }
        var figures: [NamedText] = []
        if let usage = summary.usage, !row.givesUsage { figures.append(NamedText(TraceKey.usage, usage.json.text())) }
        if let cost = summary.cost, !row.givesCost { figures.append(NamedText(TraceKey.cost, cost.json.text())) }
        try row.set(figures, in: .metadata, connection)
        let isOpen = !row.isFinal || row.state == .inProgress || row.state == .unspecified
        if isOpen {
            let state = summary.rootState ?? (row.isFinal ? row.state : .inProgress)
            try connection.execute("UPDATE trace SET state = ? WHERE key = ?", [.text(state.rawValue), row.key])
        }
        guard !row.isFinal else { return }
        try connection.execute(
            "UPDATE trace SET request_time = ?, duration = ? WHERE key = ?",
            [.integer(summary.requestTime.rawValue), SQLValue(summary.duration), row.key])
    }
}
