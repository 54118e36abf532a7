/// The tables of version 2: what MLflow's clients keep beside runs. Each area's tables are in a file of its own.
enum ServerSchema {
    @Sendable static func statements(_ dialect: SQLDialect) -> [String] {
        runs(dialect) + loggedModels(dialect) + registry(dialect) + webhooks(dialect) + traces(dialect) + evaluationDatasets(dialect)
            + accounts(dialect) + artifacts(dialect) + search(dialect)
    }
}
