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

/// A key to order by and its direction.
struct NamedOrder: Sendable, Hashable {
    let name: SearchName
    let isAscending: Bool
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
            joins: order.joined, condition: conditions.isEmpty ? .always : conditions.joined(separator: " AND "),
            order: order.ordered)
    }

    static func conditions(filter: String, _ dialect: SQLDialect) throws(SearchError) -> [SQLFragment] {
        try conditions(try comparisons(filter), dialect)
    }

    /// The comparisons of a filter with the keys that they mean.
    static func comparisons(_ filter: String) throws(SearchError) -> [NamedComparison] {
        var named: [NamedComparison] = []
        for comparison in try SearchFilter.comparisons(filter) {
            named.append(NamedComparison(comparison: comparison, name: try words.name(comparison.left.written)))
        }
        return named
    }

    /// The items of an order with the keys that they mean, or those of the order where none is asked for.
    static func orderItems(_ items: [String]) throws(SearchError) -> [NamedOrder] {
        guard items.count <= mostOrderKeys else {
            throw SearchError("Invalid order_by: it has \(items.count) keys, but at most \(mostOrderKeys) are allowed.")
        }
        var named: [NamedOrder] = []
        for item in items.isEmpty ? defaultOrder : items {
            let order = try SearchOrder(item)
            named.append(NamedOrder(name: try orderName(order.key), isAscending: order.isAscending))
        }
        return named
    }

    static func order(_ items: [String]) throws(SearchError) -> OrderClauses {
        var order = OrderClauses()
        try add(try orderItems(items), to: &order)
        return order
    }

    /// Adds the items of an order and what decides between rows that they leave equal.
    static func add(_ items: some Sequence<NamedOrder>, to order: inout OrderClauses) throws(SearchError) {
        for item in items { try add(item.name, isAscending: item.isAscending, to: &order) }
        addTieBreaks(to: &order)
    }
}
