/// A piece of a statement with the arguments of its `?`, in order.
package struct SQLFragment: Sendable, Hashable {
    package var sql: String
    package var arguments: [SQLValue]

    /// A piece with its arguments.
    package init(_ sql: String, _ arguments: [SQLValue] = []) {
        self.sql = sql
        self.arguments = arguments
    }

    /// Nothing.
    package static let empty = SQLFragment("")

    /// One piece after the other.
    package static func + (first: SQLFragment, second: SQLFragment) -> SQLFragment {
        SQLFragment(first.sql + second.sql, first.arguments + second.arguments)
    }

    /// A piece and a text that has no arguments.
    package static func + (first: SQLFragment, second: String) -> SQLFragment { SQLFragment(first.sql + second, first.arguments) }

    /// A text that has no arguments and a piece.
    package static func + (first: String, second: SQLFragment) -> SQLFragment { SQLFragment(first + second.sql, second.arguments) }

    /// The end of an `EXISTS` that is to be asked row by row, by its key: a database that does not know yet how much is in a table would
    /// else join all of it.
    static let endOfExists = " LIMIT 1 OFFSET 0)"

    /// What never holds and what always holds.
    static let never = SQLFragment("1 = 0")
    static let always = SQLFragment("1 = 1")
}

extension Array<SQLFragment> {
    /// The pieces with a separator between them.
    func joined(separator: String) -> SQLFragment {
        SQLFragment(map(\.sql).joined(separator: separator), flatMap(\.arguments))
    }
}
