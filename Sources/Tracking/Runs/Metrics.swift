import TouchstoneJSON

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
        for start in stride(from: 0, to: metrics.count, by: rowsAtOnce) {
            let part = metrics[start..<min(start + rowsAtOnce, metrics.count)]
            let rows = part.map { $0.values(runKey: runKey) }
            try connection.insert(historyInsert, rows)
            let latest = latestPlaces(part)
            try connection.insert(latestInsert, latest.count == rows.count ? rows : latest.map { rows[$0 - start] })
        }
    }

    /// Rows made ready before they are written, once for both tables.
    private static let rowsAtOnce = 1_024

    /// The places of the latest value of each metric, in the order of their names' first occurrence.
    private static func latestPlaces(_ metrics: ArraySlice<Metric>) -> [Int] {
        guard metrics.count > 1 else { return Array(metrics.indices) }
        var order = [ExactText: Int](minimumCapacity: metrics.count)
        var places: [Int] = []
        places.reserveCapacity(metrics.count)
        for (place, metric) in zip(metrics.indices, metrics) {
            let name = ExactText(metric.name)
            if let known = order[name] {
                if !metric.isEarlier(than: metrics[places[known]]) { places[known] = place }
            } else {
                order[name] = places.count
                places.append(place)
            }
        }
        return places
    }

    private func isEarlier(than other: Metric) -> Bool {
        (step, time.rawValue, value.isNaN ? 0 : value) < (other.step, other.time.rawValue, other.value.isNaN ? 0 : other.value)
    }
}
