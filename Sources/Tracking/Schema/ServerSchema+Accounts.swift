extension ServerSchema {
    /// Users, tokens, permissions and the audit log.
    static func accounts(_ dialect: SQLDialect) -> [String] { [] }
}
