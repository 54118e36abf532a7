extension ServerSchema {
    /// Evaluation datasets, their records, and registered scorers.
    static func evaluationDatasets(_ dialect: SQLDialect) -> [String] { [] }
}
