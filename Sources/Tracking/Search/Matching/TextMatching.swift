import GRDBSQLite

/// The SQL function through which SQLite matches texts: `text_matches(expression, text)`.
///
/// The expression is compiled once for a statement, however many rows it looks at.
enum TextMatching {
    static let name = "text_matches"
    /// What the statement fails with when the expression takes too long.
    static let tooHard = "the pattern takes too long to match"

    /// Teaches a connection the function; a code of SQLite's.
    static func register(on connection: OpaquePointer?) -> Int32 {
        sqlite3_create_function_v2(
            connection, name, 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nil, { context, _, values in TextMatching.call(context, values) },
            nil, nil, nil)
    }

    private static func call(_ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?) {
        guard let values, let text = sqlite3_value_text(values[1]) else { return sqlite3_result_null(context) }
        guard let matcher = matcher(context, values[0]) else {
            return sqlite3_result_error(context, "the pattern cannot be compiled", -1)
        }
        switch matcher.match(text, count: Int(sqlite3_value_bytes(values[1]))) {
        case .matches: sqlite3_result_int(context, 1)
        case .differs: sqlite3_result_int(context, 0)
        case .tooHard: sqlite3_result_error(context, tooHard, -1)
        }
    }

    /// The statement's compiled expression, which SQLite keeps for it and releases with it.
    private static func matcher(_ context: OpaquePointer?, _ expression: OpaquePointer?) -> TextMatcher? {
        if let kept = sqlite3_get_auxdata(context, 0) { return Unmanaged<TextMatcher>.fromOpaque(kept).takeUnretainedValue() }
        guard let text = sqlite3_value_text(expression), let matcher = TextMatcher(String(cString: text)) else { return nil }
        sqlite3_set_auxdata(context, 0, Unmanaged.passRetained(matcher).toOpaque()) { kept in
            if let kept { Unmanaged<TextMatcher>.fromOpaque(kept).release() }
        }
        return matcher
    }
}
