import Statistics

/// A column whose drift is asked for, as numbers or as categories.
struct DriftSeries {
    /// The values of some rows.
    enum Sample {
        case numbers([Double])
        case categories([String: Int])
    }

    /// Whether values are names: words, passes and fails, or numbers declared to be names.
    let isCategorical: Bool
    /// What a reader should know of rows without a value.
    let warnings: [String]
    private let numbers: [Double?]
    private let labels: [String?]

    init(_ table: ColumnTable, _ column: String, isCategorical: Bool) {
        let read = isCategorical ? nil : try? table.numbers(column)
        if let read, !read.isPassFail, read.unusable < read.count {
            self.isCategorical = false
            (numbers, labels, warnings) = (read.values, [], read.warning.map { [$0] } ?? [])
        } else {
            self.isCategorical = true
            (numbers, labels) = ([], table.labels(column))
            let missing = labels.count { $0 == nil }
            warnings = missing > 0 ? ["\(missing) of \(labels.count) rows have no value in \(column)"] : []
        }
    }

    /// The values of the given rows.
    func sample(_ rows: some Sequence<Int>) -> Sample {
        guard isCategorical else { return .numbers(rows.compactMap { numbers[$0] }) }
        return .categories(rows.reduce(into: [:]) { counts, row in if let label = labels[row] { counts[label, default: 0] += 1 } })
    }
}
