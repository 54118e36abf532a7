/// What a text must look like: a pattern of LIKE or ILIKE, or a regular expression.
///
/// In patterns of LIKE `%` stands for any run of characters, `_` for one, and nothing else has a meaning. SQLite matches with PCRE2
/// through ``TextMatching``, so that letters of all scripts fold and no pattern takes long; PostgreSQL matches on its own.
struct TextPattern: Sendable, Hashable {
    /// Most bytes of a pattern.
    static let longest = 2_000

    private let written: String
    /// The pattern in PCRE2's language.
    private let expression: String
    private let operation: String

    /// A pattern of LIKE.
    init(like pattern: String, ignoresCase: Bool) throws(SearchError) {
        try Self.checkLength(pattern)
        written = pattern
        expression = Self.expression(like: pattern, ignoresCase: ignoresCase)
        operation = ignoresCase ? "COLLATE \"default\" ILIKE ? ESCAPE ''" : "LIKE ? ESCAPE ''"
    }

    /// A regular expression, found anywhere in the text.
    init(expression: String) throws(SearchError) {
        try Self.checkLength(expression)
        written = expression
        self.expression = "(*LIMIT_MATCH=\(TextMatcher.userMatchLimit))" + expression
        operation = Self.finding
        guard TextMatcher(self.expression) != nil else {
            throw SearchError("Invalid regular expression '\(SearchError.shown(expression))'.")
        }
    }

    private static func checkLength(_ pattern: String) throws(SearchError) {
        guard pattern.utf8.count <= longest else {
            throw SearchError("Invalid pattern: it has \(pattern.utf8.count) bytes, but at most \(longest) are allowed.")
        }
    }

    /// How PostgreSQL is told to find a regular expression.
    private static let finding = "~ ?"

    /// Lets a statement take no longer than ours may that has PostgreSQL find a client's regular expression; false for other statements.
    static func limitTime(of statement: SQLFragment, _ connection: any SQLConnection) throws -> Bool {
        guard connection.dialect == .postgreSQL, statement.sql.contains(" " + finding) else { return false }
        let milliseconds = TextMatcher.longest.components.seconds * 1000
        _ = try connection.first("SELECT set_config('statement_timeout', ?, true)", [.text(String(milliseconds))]) { try $0.text() }
        return true
    }

    /// Whether a text matches, as SQL.
    func matching(_ text: SQLFragment, _ dialect: SQLDialect) -> SQLFragment {
        guard dialect == .postgreSQL else {
            return SQLFragment("\(TextMatching.name)(?, ", [.text(expression)]) + text + ")"
        }
        return text + SQLFragment(" \(operation)", [.text(written)])
    }
}

extension TextPattern {
    /// A pattern of LIKE in PCRE2's language.
    ///
    /// Each piece between two `%` is taken at its first occurrence and never looked for again, which is enough for LIKE and keeps the
    /// time in proportion to the text.
    private static func expression(like pattern: String, ignoresCase: Bool) -> String {
        let pieces = pattern.utf8.split(separator: UInt8(ascii: "%"), omittingEmptySubsequences: false).map(escaped)
        var result = ignoresCase ? "(?si)" : "(?s)"
        if let first = pieces.first, !first.isEmpty || pieces.count == 1 { result += "\\A" + first }
        var isFirst = pieces.first?.isEmpty ?? true
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            result += isFirst ? piece + "(*COMMIT)" : "(?>.*?\(piece))"
            isFirst = false
        }
        if pieces.count == 1 { return result + "\\z" }
        if let last = pieces.last, !last.isEmpty { result += isFirst ? "\\A.*\(last)\\z" : ".*\(last)\\z" }
        return result
    }

    private static func escaped(_ piece: Substring.UTF8View) -> String {
        var bytes: [UInt8] = []
        for byte in piece {
            switch byte {
            case UInt8(ascii: "_"): bytes.append(UInt8(ascii: "."))
            case _ where byte >= 0x80, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: bytes.append(byte)
            default: bytes += [UInt8(ascii: "\\"), byte]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
