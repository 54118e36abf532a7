/// One piece of a filter or an order.
struct SearchToken: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        /// A name of one or more parts with dots between them; each part is plain or quoted in any way.
        case name
        /// A text in single quotes.
        case text
        case number(isWhole: Bool)
        case malformedNumber
        /// A run of the signs `<`, `>`, `=`, `!` and `~`.
        case sign
        case keyword(SearchKeyword)
        case comma
        case semicolon
        case open
        case close
        /// Anything else: comments, quotes that are never closed, signs without a meaning.
        case stray
    }

    let kind: Kind
    /// Where it stands, in bytes.
    let range: Range<Int>
}

/// Words that are no names unless they are quoted or follow a dot.
enum SearchKeyword: String, Sendable, Hashable, CaseIterable {
    case and, or, not, `in`, `is`, null, like, ilike, rlike, between, `true`, `false`

    private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

    /// The keyword that those bytes spell in any case.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count <= 7 else { return nil }
        let lower = bytes.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
        guard let keyword = Self.byName[String(decoding: lower, as: UTF8.self)] else { return nil }
        self = keyword
    }
}
