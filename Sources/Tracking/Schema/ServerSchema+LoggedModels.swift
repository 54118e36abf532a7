extension ServerSchema {
    /// Models that runs have logged.
    static func loggedModels(_ dialect: SQLDialect) -> [String] { [] }
}
