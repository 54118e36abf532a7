/// An insert of many rows into one table, and what happens to a row whose key exists already.
package struct SQLInsert: Sendable, Hashable {
    /// What happens to a row whose key exists already.
    package enum Conflict: Sendable, Hashable {
        /// The statement fails.
        case fail
        /// The row that exists stays as it is.
        case keep
        /// The row that exists takes the new values in all columns beside its key.
        case replace(key: [String])
        /// As ``replace(key:)``, unless the row that exists is later by these columns.
        case replaceUnlessLater(key: [String], order: [String])
    }

    /// The table.
    package let table: String
    /// The columns, in the order of the values of each row.
    package let columns: [String]
    /// What happens to a row whose key exists already.
    package let conflict: Conflict
    /// The statement for one row.
    package let sql: String
    /// The statement for ``rowsTogether`` rows.
    let sqlTogether: String

    /// Rows in one statement; with the columns of the widest table it has a fraction of the arguments that SQLite takes.
    static let rowsTogether = 32

    /// An insert into the given columns.
    package init(into table: String, _ columns: [String], conflict: Conflict = .fail) {
        self.table = table
        self.columns = columns
        self.conflict = conflict
        sql = Self.statement(table, columns, conflict, rowCount: 1)
        sqlTogether = Self.statement(table, columns, conflict, rowCount: Self.rowsTogether)
    }

    private static func statement(_ table: String, _ columns: [String], _ conflict: Conflict, rowCount: Int) -> String {
        let marks = repeatElement("?", count: columns.count).joined(separator: ", ")
        let rows = repeatElement("(\(marks))", count: rowCount).joined(separator: ", ")
        return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES \(rows)\(clause(conflict, table, columns))"
    }

    var conflictClause: String { Self.clause(conflict, table, columns) }

    private static func clause(_ conflict: Conflict, _ table: String, _ columns: [String]) -> String {
        switch conflict {
        case .fail:
            return ""
        case .keep:
            return " ON CONFLICT DO NOTHING"
        case .replace(let key):
            let updates = columns.filter { !key.contains($0) }.map { "\($0) = excluded.\($0)" }
            return " ON CONFLICT (\(key.joined(separator: ", "))) DO UPDATE SET \(updates.joined(separator: ", "))"
        case .replaceUnlessLater(let key, let order):
            let new = order.map { "excluded.\($0)" }.joined(separator: ", ")
            let old = order.map { "\(table).\($0)" }.joined(separator: ", ")
            return "\(clause(.replace(key: key), table, columns)) WHERE (\(new)) >= (\(old))"
        }
    }
}
