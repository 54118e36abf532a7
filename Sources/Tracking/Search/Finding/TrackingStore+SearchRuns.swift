extension TrackingStore {
    /// The runs of some experiments that fulfil a filter, a page at a time.
    ///
    /// Without an order the newest come first. No experiments, or none that exist, give an empty page. Throws ``SearchError`` when the
    /// filter, the order, the token or the number of results is wrong.
    ///
    /// - Parameter after: The last run of the page before, in place of a token: the page begins behind it in any order, however many runs
    ///   have come since, and costs no more than the first, or in an order by a metric no more than to sort the runs.
    package func searchRuns(
        experiments: [ExperimentID], filter: String = "", view: LifecycleView = .active, maxResults: Int = 1000,
        orderBy: [String] = [], pageToken: String? = nil, after: RunID? = nil
    ) async throws -> SearchPage<FoundRun> {
        try SearchLimit.runs.check(maxResults)
        let search = try RunSearchQuery(
            experiments: experiments, filter: filter, view: view, orderBy: orderBy, limit: maxResults + 1,
            offset: try OffsetToken.offset(pageToken), dialect: driver.dialect)
        guard !experiments.isEmpty else { return SearchPage(items: [], nextToken: nil) }
        return try await readSearch { connection in
            let keys = try search.following(after, connection).keys(connection)
            let runs = try FoundRun.all(Array(keys.prefix(maxResults)), connection)
            let next = keys.count > maxResults ? OffsetToken.text(search.offset + maxResults) : nil
            return SearchPage(items: runs, nextToken: next)
        }
    }
}
