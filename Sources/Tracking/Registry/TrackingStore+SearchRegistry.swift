package import TouchstoneJSON

extension TrackingStore {
    /// The registered models that fulfil a filter, a page at a time, by name unless another order is asked for.
    ///
    /// Prompts are left out unless the filter asks for them by their tag. Throws ``SearchError`` when the filter, the order, the token or
    /// the number of results is wrong.
    ///
    /// - Parameter names: the models that may be found; nil for all.
    package func searchRegisteredModels(
        among names: Set<ExactText>? = nil, filter: String = "", maxResults: Int = 100, orderBy: [String] = [], pageToken: String? = nil
    ) async throws -> SearchPage<RegisteredModel> {
        try SearchLimit.registeredModels.check(maxResults)
        let condition = try RegisteredModelSearchTerms.condition(filter: filter, orderBy: orderBy, dialect: driver.dialect)
        let offset = try OffsetToken.offset(pageToken)
        let statement = condition.statement(
            selecting: RegisteredModel.columns, from: "registered_model",
            where: names.map { driver.dialect.isAmong(SQLFragment("registered_model.name"), $0.sorted().map(\.text)) },
            limit: maxResults + 1,
            offset: offset)
        return try await readSearch { connection in
            let models = try connection.found(statement) { try RegisteredModel(&$0) }
            let page = SearchPage(models, from: offset, limit: maxResults)
            return SearchPage(items: try RegisteredModel.completed(page.items, connection), nextToken: page.nextToken)
        }
    }

    /// The versions that fulfil a filter, a page at a time; without an order those changed last come first.
    ///
    /// Versions of prompts are left out unless the filter asks for them by their tag. Throws ``SearchError`` when the filter, the order,
    /// the token or the number of results is wrong.
    ///
    /// - Parameter names: the models whose versions may be found; nil for all.
    package func searchModelVersions(
        among names: Set<ExactText>? = nil, filter: String = "", maxResults: Int = 10_000, orderBy: [String] = [], pageToken: String? = nil
    ) async throws -> SearchPage<ModelVersion> {
        try SearchLimit.modelVersions.check(maxResults)
        let condition = try ModelVersionSearchTerms.condition(filter: filter, orderBy: orderBy, dialect: driver.dialect)
        let offset = try OffsetToken.offset(pageToken)
        let statement = condition.statement(
            selecting: ModelVersion.columns, from: "model_version",
            where: names.map { driver.dialect.isAmong(SQLFragment("model_version.model_name"), $0.sorted().map(\.text)) },
            limit: maxResults + 1,
            offset: offset)
        return try await readSearch { connection in
            let versions = try connection.found(statement) { try ModelVersion(&$0) }
            let page = SearchPage(versions, from: offset, limit: maxResults)
            return SearchPage(items: try ModelVersion.completed(page.items, connection), nextToken: page.nextToken)
        }
    }
}

extension SQLConnection {
    /// The rows of a search, each read by the body.
    func found<T>(_ statement: SQLFragment, _ read: (inout SQLColumns) throws -> T) throws -> [T] {
        var found: [T] = []
        try forEachRowOnce(statement.sql, statement.arguments) { row in
            var columns = SQLColumns(row)
            found.append(try read(&columns))
            return true
        }
        return found
    }
}
