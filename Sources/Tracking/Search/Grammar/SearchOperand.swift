/// One side of a comparison, as it is written.
struct SearchOperand: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        /// A name such as `metrics.accuracy` or ``tags.`my tag` ``, or a text in double quotes.
        case name
        /// A text in single quotes.
        case text
        /// A number.
        case number(isWhole: Bool)
        /// Begins like a number but is none.
        case malformedNumber
        /// What stands between parentheses.
        case list(SearchList)
    }

    let kind: Kind
    /// Its text with quotes and all.
    let written: String
}

/// What a filter gives between parentheses.
enum SearchList: Sendable, Hashable {
    case texts([String])
    case empty
    /// Values, but not only texts.
    case mixed
    case malformed
}

extension SearchOperand {
    /// The text within its quotes; nil when it has none.
    var quotedText: String? {
        switch kind {
        case .text, .name: SearchQuotes.inner(written)
        default: nil
        }
    }
}

/// Quotes around texts and names.
enum SearchQuotes {
    /// The text between single or double quotes, a doubled quote standing for one; nil when it is not quoted so.
    static func inner(_ written: String) -> String? {
        for quote in [UInt8(ascii: "'"), UInt8(ascii: "\"")] {
            if let inner = inner(written, quote) { return undoubled(inner, quote) }
        }
        return nil
    }

    /// A key without the quotes and then the back quotes around it.
    static func key(_ written: String) -> String { name(inner(written) ?? written) }

    /// A name without the back quotes around it.
    static func name(_ written: String) -> String {
        guard let inner = inner(written, UInt8(ascii: "`")) else { return written }
        return String(decoding: inner, as: UTF8.self)
    }

    private static func inner(_ written: String, _ quote: UInt8) -> Substring.UTF8View? {
        let bytes = written.utf8
        guard bytes.count >= 2, bytes.first == quote, bytes.last == quote else { return nil }
        return bytes.dropFirst().dropLast()
    }

    private static func undoubled(_ bytes: Substring.UTF8View, _ quote: UInt8) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var isSecond = false
        for byte in bytes {
            isSecond = byte == quote && !isSecond && result.last == quote
            if !isSecond { result.append(byte) }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
