/// An order as it is put together: joins and expressions, in turn.
struct OrderClauses {
    private(set) var joins: [SQLFragment] = []
    private(set) var steps: [Step] = []
    private var seen: Set<SearchName> = []

    /// Notes a key; throws when it was there before.
    mutating func note(_ name: SearchName) throws(SearchError) {
        guard isNew(name) else {
            throw SearchError("`order_by` contains duplicate fields: '\(SearchError.shown(name.key))'")
        }
    }

    /// Notes a key; false when it was there before, so that it orders nothing more.
    mutating func isNew(_ name: SearchName) -> Bool { seen.insert(name).inserted }

    /// Whether an attribute is part of the order.
    func has(_ attribute: String) -> Bool { seen.contains(SearchName(subject: .attribute, key: attribute)) }

    /// Orders by a column; rows where it is null come last in both directions.
    mutating func add(_ column: String, isAscending: Bool, canBeNull: Bool) {
        if canBeNull { add(expression: "CASE WHEN \(column) IS NULL THEN 1 ELSE 0 END") }
        add(expression: column, isAscending: isAscending)
    }

    /// Orders by a named value; rows without it come last in both directions.
    mutating func add(_ key: String, of values: NamedValues, isAscending: Bool) {
        let alias = join(key, of: values)
        add("\(alias).\(values.value)", isAscending: isAscending, canBeNull: true)
    }

    /// Joins the table of a named value and returns the name under which it goes.
    mutating func join(_ key: String, of values: NamedValues) -> String {
        let alias = "order\(joins.count + 1)"
        joins.append(
            SQLFragment("LEFT JOIN \(values.table) AS \(alias) ON \(values.link(alias)) AND \(alias).\(values.name) = ? ", [.text(key)]))
        return alias
    }

    /// Orders by any expression that has a value, or one that the steps before tell from a missing one.
    mutating func add(expression: String, isAscending: Bool = true) {
        steps.append(Step(value: SQLFragment(expression), isAscending: isAscending))
    }

    /// Orders by the one value of a query; rows for which it has none come last in both directions.
    mutating func add(query: SQLFragment, isAscending: Bool) {
        steps.append(Step(value: "(" + query + ")", isAscending: isAscending, endsWithMissing: true))
    }

    /// One expression that rows are ordered by, where those before it are equal.
    struct Step {
        let value: SQLFragment
        let isAscending: Bool
        var endsWithMissing = false

        fileprivate var ordered: SQLFragment { value + (isAscending ? " ASC" : " DESC") + (endsWithMissing ? " NULLS LAST" : "") }

        fileprivate func isEqual(to other: SQLValue) -> SQLFragment {
            other == .null ? value + " IS NULL" : value + SQLFragment(" = ?", [other])
        }

        /// Nothing comes behind a missing value.
        fileprivate func isBehind(_ other: SQLValue) -> SQLFragment? {
            if other == .null { return nil }
            let further = value + SQLFragment(isAscending ? " > ?" : " < ?", [other])
            return endsWithMissing ? "(" + further + " OR " + value + " IS NULL)" : further
        }
    }

    /// What rows fulfil that come behind one with these values of the steps. The first step alone bounds them too, so that an index helps.
    func behind(_ values: [SQLValue]) -> SQLFragment {
        let pairs = Array(zip(steps, values))
        let ways = pairs.indices.compactMap { place in
            pairs[place].0.isBehind(pairs[place].1).map { further in
                (pairs[..<place].map { $0.0.isEqual(to: $0.1) } + [further]).joined(separator: " AND ")
            }
        }
        let either = ways.isEmpty ? .never : "(" + ways.joined(separator: " OR ") + ")"
        guard let (step, value) = pairs.first, value != .null, !step.endsWithMissing else { return either }
        return step.value + SQLFragment(step.isAscending ? " >= ?" : " <= ?", [value]) + " AND " + either
    }

    /// The joins, as they follow the searched table's name.
    var joined: SQLFragment { joins.joined(separator: "") }

    /// What stands after `ORDER BY`.
    var ordered: SQLFragment { steps.map(\.ordered).joined(separator: ", ") }
}
