extension ServerSchema {
    /// What runs gain.
    static func runs(_ dialect: SQLDialect) -> [String] { [] }
}
