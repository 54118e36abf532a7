/// An order as it is put together: joins and expressions, in turn.
struct OrderClauses {
    private(set) var joins: [SQLFragment] = []
    private(set) var expressions: [SQLFragment] = []
    private var seen: Set<SearchName> = []

    /// Notes a key; throws when it was there before.
    mutating func note(_ name: SearchName) throws(SearchError) {
        guard seen.insert(name).inserted else {
            throw SearchError("`order_by` contains duplicate fields: '\(SearchError.shown(name.key))'")
        }
    }

    /// Whether an attribute is part of the order.
    func has(_ attribute: String) -> Bool { seen.contains(SearchName(subject: .attribute, key: attribute)) }

    /// Orders by a column; rows where it is null come last in both directions.
    mutating func add(_ column: String, isAscending: Bool, canBeNull: Bool) {
        if canBeNull { add(expression: "CASE WHEN \(column) IS NULL THEN 1 ELSE 0 END") }
        add(expression: isAscending ? column : "\(column) DESC")
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

    /// Orders by any expression.
    mutating func add(expression: String) { expressions.append(SQLFragment(expression)) }

    /// Orders by the one value of a query; rows for which it has none come last in both directions.
    mutating func add(query: SQLFragment, isAscending: Bool) {
        expressions.append("(" + query + ") \(isAscending ? "ASC" : "DESC") NULLS LAST")
    }

    /// The joins, as they follow the searched table's name.
    var joined: SQLFragment { joins.joined(separator: "") }

    /// What stands after `ORDER BY`.
    var ordered: SQLFragment { expressions.joined(separator: ", ") }
}
