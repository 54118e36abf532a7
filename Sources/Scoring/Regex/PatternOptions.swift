import CPCRE2

/// How a ``Pattern`` is read and where it must match.
public struct PatternOptions: OptionSet, Sendable, Hashable {
    /// One bit per option; nothing outside this process should keep it.
    public let rawValue: Int
    /// The options of given bits; bits that stand for none are kept and change nothing.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Letters match whatever their case.
    public static let ignoresCase = PatternOptions(rawValue: 1)
    /// `^` and `$` also match at line breaks.
    public static let multiline = PatternOptions(rawValue: 2)
    /// `.` also matches line feeds.
    public static let dotMatchesAll = PatternOptions(rawValue: 4)
    /// White space and `#` comments within the pattern are ignored.
    public static let extended = PatternOptions(rawValue: 8)
    /// The match must span the whole text (Python's `fullmatch`).
    public static let wholeText = PatternOptions(rawValue: 16)
    /// `$` matches only at the very end, not before a last line feed, as ECMAScript and JSON Schema have it.
    public static let endMeansEnd = PatternOptions(rawValue: 32)

    /// The options written as letters: `i`, `m`, `s`, `x`. Throws for any other letter.
    public init(letters: String) throws(ScorerArgumentError) {
        self = []
        for letter in letters {
            switch letter {
            case "i": insert(.ignoresCase)
            case "m": insert(.multiline)
            case "s": insert(.dotMatchesAll)
            case "x": insert(.extended)
            default: throw ScorerArgumentError("there is no regular expression flag \"\(letter)\"; there are i, m, s and x")
            }
        }
    }

    func flags(for source: String) -> UInt32 {
        var flags = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_NO_UTF_CHECK
        if contains(.ignoresCase) { flags |= PCRE2_CASELESS }
        if contains(.multiline) { flags |= PCRE2_MULTILINE }
        if contains(.dotMatchesAll) { flags |= PCRE2_DOTALL }
        if contains(.extended) { flags |= PCRE2_EXTENDED }
        if contains(.wholeText) { flags |= PCRE2_ANCHORED | PCRE2_ENDANCHORED }
        if contains(.endMeansEnd) { flags |= PCRE2_DOLLAR_ENDONLY }
        if source.utf8.containsEscapedU { flags |= PCRE2_ALT_BSUX }
        return flags
    }
}

extension String.UTF8View {
    /// Whether `\u` occurs, as the other languages write a code unit in hexadecimal.
    fileprivate var containsEscapedU: Bool {
        var isEscape = false
        for byte in self {
            if isEscape, byte == UInt8(ascii: "u") { return true }
            isEscape = byte == UInt8(ascii: "\\") && !isEscape
        }
        return false
    }
}
