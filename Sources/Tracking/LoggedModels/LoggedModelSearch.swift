extension TrackingStore {
    /// The active logged models of some experiments that fulfil a filter, a page at a time; without an order the newest come first.
    ///
    /// Throws ``SearchError`` when the filter or the order is wrong.
    package func searchLoggedModels(
        in experiments: [ExperimentID], filter: String = "", datasets: [LoggedModelDataset] = [], orderBy: [LoggedModelOrder] = [],
        limit: Int, offset: Int = 0
    ) async throws -> (models: [LoggedModelDetails], hasMore: Bool) {
        let dialect = driver.dialect
        let condition = try LoggedModelSearchTerms.condition(filter: filter, datasets: datasets, orderBy: orderBy, dialect: dialect)
        let statement = condition.statement(
            selecting: "logged_model.key", from: "logged_model",
            where: dialect.isAmong("logged_model.experiment_id", experiments.map(\.rawValue))
                + " AND logged_model.lifecycle_stage = 'active'",
            limit: limit + 1, offset: offset)
        return try await readSearch { connection in
            let keys = try connection.keys(statement)
            return (try LoggedModelDetails.all(keys.prefix(limit).map(SQLValue.integer), connection), keys.count > limit)
        }
    }
}
