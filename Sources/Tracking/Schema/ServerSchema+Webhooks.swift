extension ServerSchema {
    /// Addresses that are told of changes.
    static func webhooks(_ dialect: SQLDialect) -> [String] { [] }
}
