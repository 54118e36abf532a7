extension ServerSchema {
    /// What the registry gains.
    static func registry(_ dialect: SQLDialect) -> [String] { [] }
}
