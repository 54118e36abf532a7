/// Comparisons of metrics with numbers.
enum MetricTerm {
    /// The comparator and the number of a comparison with a metric.
    static func value(of comparison: SearchComparison) throws(SearchError) -> (SearchComparator, SearchNumber) {
        let number = try comparison.number("Expected numeric value type for metric")
        return (try comparison.comparator(among: .numeric), number)
    }

    /// What the columns of a metric's value and of its mark of not being a number must fulfil.
    static func compares(
        _ value: String, _ isNaN: String, _ comparator: SearchComparator, _ number: SearchNumber
    ) -> SQLFragment {
        let compares = ValueComparison.real(value, comparator, number)
        return comparator == .notEqual ? "(" + compares + " OR \(isNaN) = 1)" : compares + " AND \(isNaN) = 0"
    }
}
