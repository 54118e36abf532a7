/// What can be searched, with the keys and comparators that it knows and the tables that they mean.
protocol SearchedEntity {
    /// The words of its filters and orders.
    static var words: SearchWords { get }
    /// The order where none is asked for.
    static var defaultOrder: [String] { get }

    /// One comparison as a condition on the searched table.
    static func condition(_ comparison: SearchComparison, _ name: SearchName, _ dialect: SQLDialect) throws(SearchError) -> SQLFragment
    /// Adds one item of an order.
    static func add(_ name: SearchName, isAscending: Bool, to order: inout OrderClauses) throws(SearchError)
    /// Adds what decides between rows that the order leaves equal.
    static func addTieBreaks(to order: inout OrderClauses)
}

extension SearchedEntity {
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
        var conditions: [SQLFragment] = []
        for comparison in try SearchFilter.comparisons(filter) {
            conditions.append(try condition(comparison, try words.name(comparison.left.written), dialect))
        }
        return conditions
    }

    static func order(_ items: [String]) throws(SearchError) -> OrderClauses {
        guard items.count <= mostOrderKeys else {
            throw SearchError("Invalid order_by: it has \(items.count) keys, but at most \(mostOrderKeys) are allowed.")
        }
        var order = OrderClauses()
        for item in items.isEmpty ? defaultOrder : items {
            let parsed = try SearchOrder(item)
            let name = try words.name(parsed.key, isOrder: true)
            try add(name, isAscending: parsed.isAscending, to: &order)
        }
        addTieBreaks(to: &order)
        return order
    }

    /// The refusal of an order by something that only filters know.
    static func refuse(_ name: SearchName) -> SearchError {
        SearchError("Invalid order_by entity: \(name.subject.rawValue) with key '\(SearchError.shown(name.key))'")
    }
}
