/// One condition of a filter, as it is written.
struct SearchComparison: Sendable, Hashable {
    let left: SearchOperand
    /// The comparator in capitals, with single spaces; need not be one that exists.
    let comparator: String
    /// The value; nil where the comparator has none.
    let right: SearchOperand?
}

/// The filter language of all searches: comparisons that must all hold.
///
/// There is no OR, no parentheses but around lists, and no nesting, so reading takes time in proportion to the text's length.
enum SearchFilter {
    /// Most bytes of a filter.
    static let longest = 1_048_576
    /// Most comparisons in a filter: as many as the databases take in one statement without trouble.
    static let mostComparisons = 200

    /// The comparisons of a filter; none for an empty one. Throws for anything that is no list of comparisons.
    static func comparisons(_ text: String) throws(SearchError) -> [SearchComparison] {
        guard !text.isEmpty else { return [] }
        guard text.utf8.count <= longest else { throw SearchError("Invalid filter: it is longer than \(longest) bytes.") }
        guard !text.utf8.contains(0) else { throw SearchError("Invalid filter: it contains a NUL character.") }
        let lexer = SearchLexer(text)
        guard !lexer.tokens.isEmpty else {
            throw SearchError("Invalid filter '\(SearchError.shown(text))'. Could not be parsed.")
        }
        try refuseSeveralStatements(lexer, text)
        var parser = SearchFilterParser(lexer)
        let comparisons = try parser.comparisons()
        guard comparisons.count <= mostComparisons else {
            throw SearchError("Invalid filter: it has \(comparisons.count) comparisons, but at most \(mostComparisons) are allowed.")
        }
        return comparisons
    }

    private static func refuseSeveralStatements(_ lexer: SearchLexer, _ text: String) throws(SearchError) {
        guard let semicolon = lexer.tokens.firstIndex(where: { $0.kind == .semicolon }) else { return }
        guard lexer.tokens[semicolon...].contains(where: { $0.kind != .semicolon }) else { return }
        throw SearchError(
            "Search filter contained multiple expression '\(SearchError.shown(text))'. Provide AND-ed expression list.")
    }
}
