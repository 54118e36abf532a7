extension TrackingStore {
    /// Adds values to the histories of a run's metrics, all or none. A value that is there already is not added twice.
    package func log(_ metrics: [Metric], to id: RunID) async throws {
        try await write { connection in try Metric.insert(metrics, to: try Run.key(of: id, connection), connection) }
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

extension Metric {
    private static let columnNames = columns.split(separator: ",").map { String($0.drop { $0 == " " }) }
    private static let historyInsert = SQLInsert(into: "metric", ["run_key"] + columnNames, conflict: .keep)

    /// Puts a value in the place of the latest one unless that is later by step, time and value.
    private static let latestInsert = SQLInsert(
        into: "latest_metric", ["run_key"] + columnNames,
        conflict: .replaceUnlessLater(key: ["run_key", "name"], order: ["step", "recorded_time", "value"]))

    /// Adds values to the histories of a run and keeps its latest values.
    static func insert(_ metrics: [Metric], to runKey: SQLValue, _ connection: any SQLConnection) throws {
        if metrics.isEmpty { return }
        try connection.insert(historyInsert, metrics.lazy.map { $0.values(runKey: runKey) })
        try connection.insert(latestInsert, latest(of: metrics).lazy.map { $0.values(runKey: runKey) })
    }

    /// The latest value of each metric, in the order of their names' first occurrence.
    private static func latest(of metrics: [Metric]) -> [Metric] {
        guard metrics.count > 1 else { return metrics }
        var places = [String: Int](minimumCapacity: metrics.count)
        var latest: [Metric] = []
        latest.reserveCapacity(metrics.count)
        for metric in metrics {
            if let place = places[metric.name] {
                if !metric.isEarlier(than: latest[place]) { latest[place] = metric }
            } else {
                places[metric.name] = latest.count
                latest.append(metric)
            }
        }
        return latest
    }

    private func isEarlier(than other: Metric) -> Bool {
        (step, time.rawValue, value.isNaN ? 0 : value) < (other.step, other.time.rawValue, other.value.isNaN ? 0 : other.value)
    }
}
