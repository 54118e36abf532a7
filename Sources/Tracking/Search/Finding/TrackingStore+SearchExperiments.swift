/// An experiment as a search hands it over.
package struct FoundExperiment: Sendable, Hashable {
    package var experiment: Experiment
    /// Its tags, by name.
    package var tags: [NamedText] = []
}

extension TrackingStore {
    /// The experiments that fulfil a filter, a page at a time; without an order the newest come first.
    ///
    /// Throws ``SearchError`` when the filter, the order, the token or the number of results is wrong.
    ///
    /// - Parameter after: The last experiment of the page before, in place of a token: the page begins behind it, whatever has come
    ///   since, and costs no more than the first.
    /// - Parameter readable: The only experiments that are looked at; nil for all.
    package func searchExperiments(
        filter: String = "", view: LifecycleView = .active, maxResults: Int = 1000, orderBy: [String] = [], pageToken: String? = nil,
        after: ExperimentID? = nil, among readable: Set<ExperimentID>? = nil
    ) async throws -> SearchPage<FoundExperiment> {
        try SearchLimit.runs.check(maxResults)
        let condition = try ExperimentSearchTerms.condition(filter: filter, orderBy: orderBy, dialect: driver.dialect)
        let offset = try OffsetToken.offset(pageToken)
        let own = [
            view.condition("experiment.lifecycle_stage"),
            readable.map { driver.dialect.isAmong("experiment.id", $0.map(\.rawValue).sorted()) },
        ].compactMap { $0 }
        return try await readSearch { connection in
            let further = try after.map { try ExperimentSearchTerms.behind($0, orderBy, connection) }
            let conditions = own + [further].compactMap { $0 }
            let statement = condition.statement(
                selecting: "experiment.id", from: "experiment", where: conditions.isEmpty ? nil : conditions.joined(separator: " AND "),
                limit: maxResults + 1, offset: offset)
            let keys = try connection.keys(statement)
            let found = try FoundExperiment.all(Array(keys.prefix(maxResults)), connection)
            return SearchPage(items: found, nextToken: keys.count > maxResults ? OffsetToken.text(offset + maxResults) : nil)
        }
    }
}

extension FoundExperiment {
    /// The experiments with those numbers, in their order, with their tags.
    fileprivate static func all(_ keys: [Int64], _ connection: any SQLConnection) throws -> [FoundExperiment] {
        let wanted = connection.dialect.isAmong("id", keys)
        var found: [Int64: FoundExperiment] = [:]
        try connection.forEachFetchedRow("SELECT \(Experiment.columns) FROM experiment WHERE \(wanted.sql)", wanted.arguments) { row in
            var columns = SQLColumns(row)
            let experiment = try Experiment(&columns)
            found[experiment.id.rawValue] = FoundExperiment(experiment: experiment)
            return true
        }
        let tagged = connection.dialect.isAmong("experiment_id", keys)
        try connection.forEachFetchedRow(
            "SELECT experiment_id, name, value FROM experiment_tag WHERE \(tagged.sql) ORDER BY experiment_id, name", tagged.arguments
        ) { row in
            var columns = SQLColumns(row)
            let key = try columns.int64()
            found[key]?.tags.append(NamedText(try columns.text(), try columns.text()))
            return true
        }
        return keys.compactMap { found[$0] }
    }
}
