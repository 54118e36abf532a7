extension ServerSchema {
    /// Traces and their spans.
    static func traces(_ dialect: SQLDialect) -> [String] { [] }
}
