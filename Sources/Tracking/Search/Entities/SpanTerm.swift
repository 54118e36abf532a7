/// What a filter of traces asks of one span.
enum SpanTerm {
    static let contentKey = "content"
    private static let attributePrefix = "attributes."
    private static let columns = ["name": "part.name", "type": "part.kind", "status": "part.status"]
    private static let listed = Set<SearchComparator>.listed.union([.rlike])

    /// Whether a trace has a span that fulfils all conditions; nothing when there are none.
    static func exists(_ conditions: [SQLFragment]) -> [SQLFragment] {
        guard !conditions.isEmpty else { return [] }
        let all = conditions.joined(separator: " AND ")
        return ["EXISTS (SELECT 1 FROM span AS part WHERE part.trace_key = trace.key AND " + all + SQLFragment.endOfExists]
    }

    /// One comparison as a condition on the span that goes under the name `part`.
    static func condition(_ comparison: SearchComparison, _ key: String, _ dialect: SQLDialect) throws(SearchError) -> SQLFragment {
        let expected = "Expected a quoted string value for span (e.g. 'my-value')"
        if comparison.right != nil, !comparison.hasList { _ = try comparison.text(expected) }
        if key == contentKey { return try content(comparison, expected, dialect) }
        let column: SQLFragment
        if key.utf8.starts(with: attributePrefix.utf8) {
            column = try attribute(SearchQuotes.key(String(key.dropFirst(attributePrefix.count))), dialect)
        } else if let known = columns[key] {
            column = SQLFragment(known)
        } else {
            throw SearchError(
                """
                Invalid span attribute '\(SearchError.shown(key))'. \
                Supported attributes: name, status, type, attributes.<attribute_name>.
                """)
        }
        let comparator = try comparator(of: comparison, key, among: listed)
        return try ValueComparison.text(column, comparator, of: comparison, expected: expected, dialect)
    }

    private static func comparator(
        of comparison: SearchComparison, _ key: String, among valid: Set<SearchComparator>
    ) throws(SearchError) -> SearchComparator {
        try comparison.comparator(among: valid) { comparator, valid in
            "span.\(SearchError.shown(key)) comparator '\(comparator)' not one of '\(valid)'"
        }
    }

    /// The text of a span: its name and everything that was recorded in it.
    private static func content(
        _ comparison: SearchComparison, _ expected: String, _ dialect: SQLDialect
    ) throws(SearchError) -> SQLFragment {
        let comparator = try comparator(of: comparison, contentKey, among: [.like, .ilike])
        let content = try ValueComparison.text("part.content", comparator, of: comparison, expected: expected, dialect)
        let name = try ValueComparison.text("part.name", comparator, of: comparison, expected: expected, dialect)
        return "(" + content + " OR " + name + ")"
    }

    /// An attribute of a span as a text; null when the span has none of that name.
    private static func attribute(_ key: String, _ dialect: SQLDialect) throws(SearchError) -> SQLFragment {
        guard !key.isEmpty else { throw SearchError("Span attribute name cannot be empty after 'attributes.'") }
        guard dialect == .postgreSQL else {
            return SQLFragment(
                """
                (SELECT CASE field.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(field.value AS TEXT) END \
                FROM json_each(part.content, '$.attributes') AS field WHERE field.key = ?)
                """, [.text(key)])
        }
        return SQLFragment("((CAST(part.content AS JSON) -> 'attributes') ->> ?)", [.text(key)])
    }
}
