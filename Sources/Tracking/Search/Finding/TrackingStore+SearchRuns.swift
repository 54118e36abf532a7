extension TrackingStore {
    /// The runs of some experiments that fulfil a filter, a page at a time.
    ///
    /// Without an order the newest come first. No experiments, or none that exist, give an empty page. Throws ``SearchError`` when the
    /// filter, the order, the token or the number of results is wrong.
    package func searchRuns(
        experiments: [ExperimentID], filter: String = "", view: LifecycleView = .active, maxResults: Int = 1000,
        orderBy: [String] = [], pageToken: String? = nil
    ) async throws -> SearchPage<FoundRun> {
        try SearchLimit.runs.check(maxResults)
        let search = try RunSearchQuery(
            experiments: experiments, filter: filter, view: view, orderBy: orderBy, limit: maxResults + 1,
            offset: try OffsetToken.offset(pageToken), dialect: driver.dialect)
        guard !experiments.isEmpty else { return SearchPage(items: [], nextToken: nil) }
        return try await readSearch { connection in
            let keys = try search.keys(connection)
            let runs = try FoundRun.all(Array(keys.prefix(maxResults)), connection)
            let next = keys.count > maxResults ? OffsetToken.text(search.offset + maxResults) : nil
            return SearchPage(items: runs, nextToken: next)
        }
    }
}
