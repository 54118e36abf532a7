import Statistics

/// The rows of a table in which every column asked for holds a number, with their clusters.
struct ColumnSample {
    /// One list per column, all equally long.
    let values: [[Double]]
    /// The cluster of each row; nil when rows stand alone.
    let clusters: [Int]?
    /// Rows left out because a column holds no number there.
    let incomplete: Int
    /// What a reader should know of rows left out or without a cluster.
    let warnings: [String]

    /// Whether all numbers are 0 or 1.
    var isPassFail: Bool { values.allSatisfy { $0.allSatisfy { $0 == 0 || $0 == 1 } } }

    /// Rows chosen elsewhere.
    init(values: [[Double]], clusters: [Int]?, incomplete: Int, warnings: [String]) {
        self.values = values
        self.clusters = clusters
        self.incomplete = incomplete
        self.warnings = warnings
    }

    /// The complete rows of the columns, in order.
    init(_ table: ColumnTable, _ columns: [NumberColumn], cluster: String?) {
        let complete = (0..<table.rowCount).filter { row in columns.allSatisfy { $0.values[row] != nil } }
        values = columns.map { column in complete.compactMap { column.values[$0] } }
        incomplete = table.rowCount - complete.count
        var warnings: [String] = []
        for column in columns { if let warning = column.warning { warnings.append(warning) } }
        if let cluster {
            let (ids, unnamed) = table.clusters(cluster)
            clusters = complete.map { ids[$0] }
            if unnamed > 0 { warnings.append("\(unnamed) rows name no \(cluster); each of them counts as a cluster of its own") }
        } else {
            clusters = nil
        }
        self.warnings = warnings
    }
}
