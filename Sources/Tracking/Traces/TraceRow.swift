/// The row of a trace while one transaction changes it. Other transactions that would change the same trace wait until this one ends.
struct TraceRow {
    let id: String
    let key: SQLValue
    let experiment: ExperimentID
    let state: TraceState
    let isFinal: Bool
    let givesUsage: Bool
    let givesCost: Bool

    /// Takes hold of the trace of that id; nil when there is none.
    static func locked(_ id: String, _ connection: any SQLConnection) throws -> TraceRow? {
        guard try connection.execute("UPDATE trace SET is_final = is_final WHERE id = ?", [.text(id)]) > 0 else { return nil }
        return try connection.first(
            "SELECT key, experiment_id, state, is_final, gives_usage, gives_cost FROM trace WHERE id = ?", [.text(id)]
        ) { columns in
            TraceRow(
                id: id, key: .integer(try columns.int64()), experiment: ExperimentID(rawValue: try columns.int64()),
                state: try columns.named(TraceState.self), isFinal: try columns.bool(), givesUsage: try columns.bool(),
                givesCost: try columns.bool())
        }
    }

    /// Takes hold of the trace of that id, which must be there.
    static func found(_ id: String, _ connection: any SQLConnection) throws -> TraceRow {
        guard let row = try locked(id, connection) else { throw TraceError.trace(id) }
        return row
    }

    /// Takes hold of a trace, making it when there is none; the same at the same time from elsewhere makes one trace.
    static func made(_ trace: Trace, in experiment: Experiment, _ connection: any SQLConnection) throws -> TraceRow {
        try connection.execute("INSERT INTO target (kind, id) VALUES ('trace', ?) ON CONFLICT DO NOTHING", [.text(trace.id)])
        let key = try connection.first("SELECT key FROM target WHERE id = ? AND kind = 'trace'", [.text(trace.id)]) {
            SQLValue.integer(try $0.int64())
        }
        guard let key else { throw TraceError.invalid("'\(trace.id)' cannot be the ID of a trace: something else has it.") }
        try connection.execute(
            """
            INSERT INTO trace (key, id, experiment_id, request_time, duration, state, is_final, gives_usage, gives_cost) \
            VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0) ON CONFLICT DO NOTHING
            """,
            [
                key, .text(trace.id), .integer(experiment.id.rawValue), .integer(trace.requestTime.rawValue), SQLValue(trace.duration),
                .text(trace.state.rawValue),
            ])
        let row = try found(trace.id, connection)
        try row.set([artifactLocation(of: trace.id, in: experiment)], in: .tags, connection)
        return row
    }

    static func artifactLocation(of id: String, in experiment: Experiment) -> NamedText {
        NamedText(TraceKey.artifactLocation, "\(experiment.artifactLocation)/traces/\(id)/artifacts")
    }
}

extension TraceRow {
    /// Links a trace to a run; a second time changes nothing.
    static let link = "INSERT INTO trace_run (trace_id, run_id) VALUES (?, ?) ON CONFLICT DO NOTHING"

    /// Where named texts of traces are kept.
    enum Texts: String {
        case tags = "trace_tag"
        case metadata = "trace_metadata"
    }

    private static let columns = ["trace_key", "name", "value"]

    /// Sets named texts; with `keeping` those that exist stay.
    func set(_ texts: [NamedText], in table: Texts, keeping: Bool = false, _ connection: any SQLConnection) throws {
        guard !texts.isEmpty else { return }
        let insert = SQLInsert(
            into: table.rawValue, Self.columns, conflict: keeping ? .keep : .replace(key: ["trace_key", "name"]))
        let sorted = texts.sorted { $0.name < $1.name }
        try connection.insert(insert, sorted.map { [key, .text($0.name), .text(TraceLimit.cut($0.value, to: TraceLimit.value))] })
    }
}
