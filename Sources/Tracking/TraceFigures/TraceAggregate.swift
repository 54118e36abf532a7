/// What is made of many values.
package struct TraceAggregate: Sendable, Hashable {
    /// The kinds, by the names that MLflow gives them.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case count = "COUNT"
        case sum = "SUM"
        case average = "AVG"
        case percentile = "PERCENTILE"
        case least = "MIN"
        case greatest = "MAX"
    }

    package let kind: Kind
    /// Which percentile, from 0 to 100; for other kinds 0.
    package let percentile: Double

    /// An aggregate; throws ``SearchError`` when a percentile is missing, too many, or beyond its range.
    package init(_ kind: Kind, percentile: Double? = nil) throws(SearchError) {
        if kind == .percentile {
            guard let percentile else { throw SearchError("Percentile value is required for PERCENTILE aggregation") }
            guard (0...100).contains(percentile) else {
                throw SearchError("Percentile value must be between 0 and 100, got \(percentile)")
            }
        } else if percentile != nil {
            throw SearchError("Percentile value is only allowed for PERCENTILE aggregation type, got \(kind.rawValue)")
        }
        self.kind = kind
        self.percentile = percentile ?? 0
    }

    /// What its values are called in answers: `COUNT`, `P99.9`.
    package var label: String { kind == .percentile ? "P\(percentile)" : kind.rawValue }
}

extension TraceAggregate {
    /// Over the column `v`; a percentile also over `place`, the number of smaller values, and `members`, the number of values.
    ///
    /// A percentile lies between two values and takes of each the more the nearer it is.
    func sql(isDistinct: Bool) -> SQLFragment {
        switch kind {
        case .count: return SQLFragment(isDistinct ? "count(DISTINCT v)" : "count(v)")
        case .sum: return SQLFragment("sum(v)")
        case .average: return SQLFragment("avg(v)")
        case .least: return SQLFragment("min(v)")
        case .greatest: return SQLFragment("max(v)")
        case .percentile:
            let distance = "abs(place - CAST(? AS DOUBLE PRECISION) * (members - 1))"
            let share = SQLValue.real(percentile / 100)
            return SQLFragment("sum(CASE WHEN \(distance) < 1 THEN v * (1 - \(distance)) ELSE 0 END)", [share, share])
        }
    }
}
