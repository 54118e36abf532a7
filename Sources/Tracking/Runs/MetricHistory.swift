/// One value in the history of a metric.
package struct MetricPoint: Sendable, Hashable {
    /// The value; may be NaN or infinite.
    package let value: Double
    package let step: Int64
    package let time: Timestamp
}

/// A part of the history of a metric in one run.
package struct RunHistory: Sendable, Hashable {
    package let run: RunID
    package var points: [MetricPoint]
}

extension MetricPoint {
    fileprivate static let columns = "metric.value, metric.is_nan, metric.step, metric.recorded_time"

    fileprivate init(_ columns: inout SQLColumns) throws {
        let stored = try columns.double()
        value = try columns.bool() ? .nan : stored
        step = try columns.int64()
        time = try columns.timestamp()
    }
}

extension TrackingStore {
    /// The values of one metric of a run, by time, step and value; none when there is no such run or metric.
    package func points(of name: String, in id: RunID, limit: Int, offset: Int = 0) async throws -> [MetricPoint] {
        try await read { connection in
            try connection.all(
                """
                SELECT \(MetricPoint.columns) FROM metric JOIN run ON run.key = metric.run_key WHERE run.id = ? AND metric.name = ? \
                ORDER BY metric.recorded_time, metric.step, metric.value, metric.is_nan LIMIT ? OFFSET ?
                """, [.text(id.rawValue), .text(name), SQLValue(limit), SQLValue(offset)]
            ) { try MetricPoint(&$0) }
        }
    }

    /// The values of one metric of several runs, by run, then by time, step and value; at most so many in all.
    package func histories(of name: String, in runs: [RunID], limit: Int) async throws -> [RunHistory] {
        try await read { connection in
            var histories: [RunHistory] = []
            var left = limit
            for run in Set(runs.map(\.rawValue)).sorted() where left > 0 {
                let points = try connection.all(
                    """
                    SELECT \(MetricPoint.columns) FROM metric JOIN run ON run.key = metric.run_key \
                    WHERE run.id = ? AND metric.name = ? \
                    ORDER BY metric.recorded_time, metric.step, metric.value, metric.is_nan LIMIT ?
                    """, [.text(run), .text(name), SQLValue(left)]
                ) { try MetricPoint(&$0) }
                left -= points.count
                if !points.isEmpty { histories.append(RunHistory(run: RunID(rawValue: run), points: points)) }
            }
            return histories
        }
    }

    /// The values of one metric of several runs by step, time and value, thinned out evenly to at most so many a run; the first and the
    /// last are among them.
    package func samples(
        of name: String, in runs: [RunID], steps: ClosedRange<Int64>, limit: Int
    ) async throws -> [RunHistory] {
        try await read { connection in
            try runs.map { run in
                RunHistory(run: run, points: try MetricPoint.samples(of: name, in: run, steps: steps, limit: limit, connection))
            }
        }
    }

    /// The history of one metric of a run as a picture needs it, with about so many values; empty when there is no such run or metric.
    package func outline(of name: String, in id: RunID, limit: Int) async throws -> HistoryOutline {
        try await read { connection in
            var outline = HistoryOutline(limit: limit)
            try connection.forEachRow(
                """
                SELECT \(MetricPoint.columns) FROM metric WHERE metric.run_key = (SELECT key FROM run WHERE id = ?) AND metric.name = ? \
                ORDER BY metric.step, metric.recorded_time, metric.value, metric.is_nan
                """, [.text(id.rawValue), .text(name)]
            ) { row in
                var columns = SQLColumns(row)
                outline.add(try MetricPoint(&columns))
                return true
            }
            return outline
        }
    }

    /// The names of a run's metrics that have more than one value, in order.
    package func namesOfHistories(in id: RunID) async throws -> [String] {
        try await read { connection in
            try connection.all(
                """
                SELECT latest.name FROM latest_metric AS latest WHERE latest.run_key = (SELECT key FROM run WHERE id = ?) AND EXISTS \
                (SELECT 1 FROM metric WHERE metric.run_key = latest.run_key AND metric.name = latest.name AND NOT \
                (metric.step = latest.step AND metric.recorded_time = latest.recorded_time AND metric.value = latest.value \
                AND metric.is_nan = latest.is_nan)) ORDER BY latest.name
                """, [.text(id.rawValue)]
            ) { try $0.text() }
        }
    }
}

extension MetricPoint {
    fileprivate static func samples(
        of name: String, in run: RunID, steps: ClosedRange<Int64>, limit: Int, _ connection: any SQLConnection
    ) throws -> [MetricPoint] {
        let key = try connection.first("SELECT key FROM run WHERE id = ?", [.text(run.rawValue)]) { SQLValue.integer(try $0.int64()) }
        guard let key else { return [] }
        let arguments = [key, .text(name), .integer(steps.lowerBound), .integer(steps.upperBound)]
        let condition = "metric.run_key = ? AND metric.name = ? AND metric.step BETWEEN ? AND ?"
        let count = try connection.first("SELECT count(*) FROM metric WHERE \(condition)", arguments) { try $0.int() } ?? 0
        var places = EvenPlaces(count: count, limit: limit)
        var points: [MetricPoint] = []
        try connection.forEachRow(
            """
            SELECT \(columns) FROM metric WHERE \(condition) \
            ORDER BY metric.step, metric.recorded_time, metric.value, metric.is_nan
            """, arguments
        ) { row in
            guard places.takesNext() else { return true }
            var columns = SQLColumns(row)
            points.append(try MetricPoint(&columns))
            return true
        }
        return points
    }
}

/// Which of many rows in turn are kept so that a limited number lies evenly among them, with the first and the last.
///
/// The rows are cut into as many groups of nearly equal size, larger ones first; the first of each group is kept, and of the last group
/// its last.
struct EvenPlaces {
    private let count: Int
    private let limit: Int
    private var place = 0
    private var group = 0

    init(count: Int, limit: Int) {
        self.count = count
        self.limit = limit
    }

    /// Whether the next row is kept.
    mutating func takesNext() -> Bool {
        defer { place += 1 }
        guard count > limit, limit > 0 else { return true }
        let isLastGroup = group == limit - 1
        let wanted = isLastGroup ? count - 1 : group * (count / limit) + min(group, count % limit)
        guard place == wanted else { return false }
        group += 1
        return true
    }
}
