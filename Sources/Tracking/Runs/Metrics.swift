extension TrackingStore {
    /// Adds values to the histories of a run's metrics, all or none. A value that is there already is not added twice.
    package func log(_ metrics: [Metric], to id: RunID) async throws {
        try await write { connection in
            let key = try Run.key(of: id, connection)
            let rows = metrics.map { $0.values(runKey: key) }
            let columns = ["run_key"] + Metric.columns.split(separator: ",").map { String($0.drop { $0 == " " }) }
            try connection.insert(SQLInsert(into: "metric", columns, conflict: .keep), rows)
            let marks = repeatElement("?", count: columns.count).joined(separator: ", ")
            let latest = """
                INSERT INTO latest_metric (run_key, \(Metric.columns)) VALUES (\(marks)) ON CONFLICT (run_key, name) DO UPDATE SET \
                step = excluded.step, recorded_time = excluded.recorded_time, value = excluded.value, is_nan = excluded.is_nan, \
                dataset_name = excluded.dataset_name, dataset_digest = excluded.dataset_digest, model_id = excluded.model_id \
                WHERE (excluded.step, excluded.recorded_time, excluded.value) >= \
                (latest_metric.step, latest_metric.recorded_time, latest_metric.value)
                """
            try connection.execute(latest, each: rows)
        }
    }

    /// All values of one metric of a run, by time, step and value.
    package func history(of name: String, in id: RunID, limit: Int = 25_000, offset: Int = 0) async throws -> [Metric] {
        try await read { connection in
            try connection.all(
                """
                SELECT \(Metric.columns) FROM metric WHERE run_key = ? AND name = ? \
                ORDER BY recorded_time, step, value LIMIT ? OFFSET ?
                """, [try Run.key(of: id, connection), .text(name), SQLValue(limit), SQLValue(offset)]
            ) { try Metric(&$0) }
        }
    }
}
