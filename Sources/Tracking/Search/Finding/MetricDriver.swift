/// A clause of a filter that the index of metrics by value can answer: a metric is equal to a number, or on one side of it.
struct MetricDriver: Sendable, Hashable {
    /// The metric's name.
    let key: String
    private let condition: SQLFragment

    /// The clause of a comparison; nil when it is of another kind.
    init?(_ item: NamedComparison) throws(SearchError) {
        guard item.name.subject == .metric else { return nil }
        let (comparator, number) = try MetricTerm.value(of: item.comparison)
        guard comparator != .notEqual else { return nil }
        key = item.name.key
        condition =
            SQLFragment("#.name = ? AND #.is_nan = 0 AND ", [.text(item.name.key)])
            + ValueComparison.real("#.value", comparator, number)
    }

    /// What a row of `latest_metric` must fulfil, under the name that it goes by.
    func condition(_ alias: String) -> SQLFragment {
        SQLFragment(condition.sql.split(separator: "#", omittingEmptySubsequences: false).joined(separator: alias), condition.arguments)
    }

    /// How many metrics fulfil the clause, counted no further than a limit.
    func count(atMost limit: Int, _ connection: any SQLConnection) throws -> Int {
        let few = "SELECT 1 FROM latest_metric WHERE " + condition("latest_metric") + SQLFragment(" LIMIT ?", [SQLValue(limit)])
        let count = "SELECT count(*) FROM (" + few + ") AS few"
        return try connection.first(count.sql, count.arguments) { try $0.int() } ?? 0
    }
}
