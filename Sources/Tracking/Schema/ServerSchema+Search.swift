extension ServerSchema {
    /// Indices that searches need.
    static func search(_ dialect: SQLDialect) -> [String] { [] }
}
