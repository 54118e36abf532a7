/// A filter and an order, compiled for one database: what the owner of a table needs to find its rows.
///
/// The pieces speak of the searched table by its own name. Nothing that the client wrote is part of the SQL: it is all among the
/// arguments.
///
///     let found = try TraceSearch.condition(filter: filter, orderBy: orderBy, dialect: connection.dialect)
///     let query = found.statement(
///         selecting: "trace.id", from: "trace", where: SQLFragment("trace.experiment_id = ?", [.integer(id)]),
///         limit: limit + 1, offset: offset)
///     try connection.all(query.sql, query.arguments) { … }
package struct SearchCondition: Sendable, Hashable {
    /// Joins that the order needs: `LEFT JOIN … ` after the table's name; empty for none. Never makes rows more or fewer.
    package var joins: SQLFragment
    /// What rows must fulfil; `1 = 1` when there is no filter.
    package var condition: SQLFragment
    /// What stands after `ORDER BY`; always decides between any two rows.
    package var order: SQLFragment

    /// A whole statement: the selected columns of the rows that fulfil this and the owner's own condition, in order.
    package func statement(
        selecting columns: String, from table: String, where own: SQLFragment? = nil, limit: Int, offset: Int
    ) -> SQLFragment {
        let selected = SQLFragment("SELECT \(columns) FROM \(table) ") + joins + " WHERE "
        let conditions = [own, condition].compactMap { $0 }.joined(separator: " AND ")
        return selected + conditions + " ORDER BY " + order
            + SQLFragment(" LIMIT ? OFFSET ?", [SQLValue(limit), SQLValue(offset)])
    }
}
