/// What can be searched, with the keys and comparators that it knows and the tables that they mean.
protocol SearchedEntity {
    /// The words of its filters and orders.
    static var words: SearchWords { get }
    /// The order where none is asked for.
    static var defaultOrder: [String] { get }

    /// One comparison as a condition on the searched table.
    static func condition(_ comparison: SearchComparison, _ name: SearchName, _ dialect: SQLDialect) throws(SearchError) -> SQLFragment
    /// All comparisons of a filter as conditions that must hold together.
    static func conditions(_ comparisons: [NamedComparison], _ dialect: SQLDialect) throws(SearchError) -> [SQLFragment]
    /// The key that an item of an order means.
    static func orderName(_ written: String) throws(SearchError) -> SearchName
    /// Adds one item of an order.
    static func add(_ name: SearchName, isAscending: Bool, to order: inout OrderClauses) throws(SearchError)
    /// Adds what decides between rows that the order leaves equal.
    static func addTieBreaks(to order: inout OrderClauses)
}

/// A comparison and the key that its left side means.
struct NamedComparison: Sendable, Hashable {
    let comparison: SearchComparison
    let name: SearchName
}

extension SearchedEntity {
    static func conditions(_ comparisons: [NamedComparison], _ dialect: SQLDialect) throws(SearchError) -> [SQLFragment] {
        var conditions: [SQLFragment] = []
        for item in comparisons { conditions.append(try condition(item.comparison, item.name, dialect)) }
        return conditions
    }

    static func orderName(_ written: String) throws(SearchError) -> SearchName { try words.name(written, isOrder: true) }

    /// Most keys of an order.
    static var mostOrderKeys: Int { 20 }

    /// The filter and the order, compiled for a database. Throws ``SearchError`` with what the client did wrong.
    package static func condition(
        filter: String, orderBy: [String], dialect: SQLDialect
    ) throws(SearchError) -> SearchCondition {
        let conditions = try conditions(filter: filter, dialect)
        let order = try order(orderBy)
        return SearchCondition(
            joins: order.joins.joined(separator: ""), condition: conditions.isEmpty ? .always : conditions.joined(separator: " AND "),
            order: SQLFragment(order.expressions.joined(separator: ", ")))
    }

    static func conditions(filter: String, _ dialect: SQLDialect) throws(SearchError) -> [SQLFragment] {
        var named: [NamedComparison] = []
        for comparison in try SearchFilter.comparisons(filter) {
            named.append(NamedComparison(comparison: comparison, name: try words.name(comparison.left.written)))
        }
        return try conditions(named, dialect)
    }

    static func order(_ items: [String]) throws(SearchError) -> OrderClauses {
        guard items.count <= mostOrderKeys else {
            throw SearchError("Invalid order_by: it has \(items.count) keys, but at most \(mostOrderKeys) are allowed.")
        }
        var order = OrderClauses()
        for item in items.isEmpty ? defaultOrder : items {
            let parsed = try SearchOrder(item)
            let name = try orderName(parsed.key)
            try add(name, isAscending: parsed.isAscending, to: &order)
        }
        addTieBreaks(to: &order)
        return order
    }
}
