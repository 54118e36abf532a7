/// One item of an order: a key and a direction.
struct SearchOrder: Sendable, Hashable {
    /// The key as it is written.
    let key: String
    let isAscending: Bool

    /// Reads `key`, `key ASC` or `key DESC`; nothing may stand before or after.
    init(_ text: String) throws(SearchError) {
        let lexer = SearchLexer(text)
        let tokens = lexer.tokens
        guard let first = tokens.first, first.range.lowerBound == 0, tokens.count <= 2, Self.isKey(first.kind),
            tokens.last?.range.upperBound == lexer.bytes.count, tokens.count == 1 || Self.isDirection(tokens[1].kind),
            !lexer.bytes.contains(0)
        else { throw SearchError("Invalid order_by clause '\(SearchError.shown(text))'. Could not be parsed.") }
        key = lexer.text(first)
        guard tokens.count == 2 else {
            isAscending = true
            return
        }
        switch lexer.text(tokens[1]).uppercased() {
        case "ASC": isAscending = true
        case "DESC": isAscending = false
        default: throw SearchError("Invalid ordering key in order_by clause '\(SearchError.shown(text))'.")
        }
    }

    private static func isKey(_ kind: SearchToken.Kind) -> Bool { kind == .name }

    private static func isDirection(_ kind: SearchToken.Kind) -> Bool {
        if case .keyword = kind { true } else { kind == .name }
    }
}
