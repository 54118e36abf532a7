/// A table that holds named values of the rows of another: tags, params, metadata.
struct NamedValues: Sendable, Hashable {
    /// The table.
    let table: String
    /// How its rows refer to the searched table, with `#` for the name under which the table goes in the statement.
    let link: String
    /// Its columns for the name and the value.
    var name = "name"
    var value = "value"

    /// Its link for one use in a statement.
    func link(_ alias: String) -> String {
        String(link.split(separator: "#", omittingEmptySubsequences: false).joined(separator: alias))
    }

    /// Whether a row has the name, with a value that fulfils a condition.
    ///
    /// The value is asked for row by row, by the key of its table: a database that does not know yet how much is in the table would
    /// else join all of it.
    func holds(_ key: String, _ condition: (String) throws(SearchError) -> SQLFragment) throws(SearchError) -> SQLFragment {
        "(SELECT CASE WHEN " + (try condition("part.\(value)"))
            + SQLFragment(
                " THEN 1 ELSE 0 END FROM \(table) AS part WHERE \(link("part")) AND part.\(name) = ?) = 1", [.text(key)])
    }

    /// Whether a row has the name, or has not.
    func presence(_ key: String, _ comparator: SearchComparator) -> SQLFragment {
        let sql = "EXISTS (SELECT 1 FROM \(table) AS part WHERE \(link("part")) AND part.\(name) = ?\(SQLFragment.endOfExists)"
        return SQLFragment(comparator == .isNull ? "NOT " + sql : sql, [.text(key)])
    }

    /// A text comparison of a named value.
    func compares(_ key: String, _ comparison: SearchComparison, _ comparator: SearchComparator, subject: String, _ dialect: SQLDialect)
        throws(SearchError) -> SQLFragment
    {
        if comparator.isAboutPresence { return presence(key, comparator) }
        return try holds(key) { column throws(SearchError) in
            try ValueComparison.text(
                column, comparator, of: comparison, expected: "Expected a quoted string value for \(subject) (e.g. 'my-value')", dialect)
        }
    }
}
