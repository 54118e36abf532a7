extension TrackingStore {
    /// Sets a tag of a trace.
    package func setTag(_ name: String, to value: String, ofTrace id: String) async throws {
        try await write { connection in try TraceRow.found(id, connection).set([NamedText(name, value)], in: .tags, connection) }
    }

    /// Removes a tag of a trace, which must be there.
    package func removeTag(_ name: String, ofTrace id: String) async throws {
        try await write { connection in
            let row = try TraceRow.found(id, connection)
            let removed = try connection.execute("DELETE FROM trace_tag WHERE trace_key = ? AND name = ?", [row.key, .text(name)])
            guard removed > 0 else { throw TraceError.notFound("No trace tag with key '\(name)' for trace with ID '\(id)'") }
        }
    }

    /// Links traces to a run, also those that are still on their way; a second time changes nothing.
    package func link(traces ids: [String], toRun run: String) async throws {
        try await write { connection in
            _ = try connection.execute(TraceRow.link, each: ids.sorted().map { [.text($0), .text(run)] })
        }
    }

    /// Notes that a trace used versions of prompts; a second time changes nothing.
    package func link(prompts: [(name: String, version: String)], toTrace id: String) async throws {
        try await write { connection in
            let row = try TraceRow.found(id, connection)
            let insert = SQLInsert(into: "trace_prompt", ["trace_key", "name", "version"], conflict: .keep)
            try connection.insert(insert, prompts.map { [row.key, .text($0.name), .text($0.version)] })
        }
    }
}

/// Which traces of an experiment are erased.
package enum TraceSelection: Sendable, Hashable {
    /// Those of these ids.
    case ids([String])
    /// Those that began at a time or before, the oldest first, at most so many.
    case until(Timestamp, limit: Int?)
}

extension TrackingStore {
    /// Erases traces of an experiment with their spans and assessments; returns how many.
    package func deleteTraces(_ selection: TraceSelection, in experiment: ExperimentID) async throws -> Int {
        try await write { connection in
            let keys = try selection.keys(in: experiment, connection)
            for chunk in stride(from: 0, to: keys.count, by: 500).map({ Array(keys[$0..<min($0 + 500, keys.count)]) }) {
                let linked = connection.dialect.isAmong("key", chunk)
                try connection.execute(
                    "DELETE FROM trace_run WHERE trace_id IN (SELECT id FROM trace WHERE \(linked.sql))", linked.arguments)
                for (table, column) in [
                    ("assessment", "target_key"), ("span", "trace_key"), ("trace_tag", "trace_key"), ("trace_metadata", "trace_key"),
                    ("trace_prompt", "trace_key"), ("trace", "key"), ("target", "key"),
                ] {
                    let wanted = connection.dialect.isAmong(column, chunk)
                    try connection.execute("DELETE FROM \(table) WHERE \(wanted.sql)", wanted.arguments)
                }
            }
            return keys.count
        }
    }
}

extension TraceSelection {
    fileprivate func keys(in experiment: ExperimentID, _ connection: any SQLConnection) throws -> [Int64] {
        var condition = SQLFragment("experiment_id = ?", [.integer(experiment.rawValue)])
        switch self {
        case .ids(let ids): condition = condition + " AND " + connection.dialect.isAmong(SQLFragment("id"), ids)
        case .until(let time, let limit):
            condition =
                condition
                + SQLFragment(
                    " AND request_time <= ? ORDER BY request_time, id LIMIT ?", [.integer(time.rawValue), SQLValue(limit ?? .max)])
        }
        return try connection.all("SELECT key FROM trace WHERE \(condition.sql)", condition.arguments) { try $0.int64() }
    }
}
