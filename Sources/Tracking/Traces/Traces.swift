import TouchstoneJSON

/// A trace with its spans: the root first, then by start.
package struct FullTrace: Sendable {
    package let trace: Trace
    package let spans: [TraceSpan]
}

extension TrackingStore {
    /// The trace of that id; nil when there is none.
    package func trace(_ id: String) async throws -> Trace? {
        try await read { connection in try Trace.found(id, connection) }
    }

    /// The traces of those ids that exist, in their order; only those of some experiments where these are given.
    package func traces(_ ids: [String], in experiments: [ExperimentID]? = nil) async throws -> [Trace] {
        try await read { connection in try Trace.all(try Trace.keys(of: ids, in: experiments, connection), connection) }
    }

    /// The trace of that id with its spans; nil when there is none.
    package func fullTrace(_ id: String) async throws -> FullTrace? { try await fullTraces([id]).first }

    /// The traces of those ids that exist, in their order, with their spans.
    package func fullTraces(_ ids: [String], in experiments: [ExperimentID]? = nil) async throws -> [FullTrace] {
        try await read { connection in
            let keys = try Trace.keys(of: ids, in: experiments, connection)
            let traces = try Trace.all(keys, connection)
            return try zip(keys, traces).map { key, trace in FullTrace(trace: trace, spans: try TraceSpan.all(of: key, connection)) }
        }
    }

    /// The traces of some experiments that fulfil a filter, a page at a time; without an order the latest come first.
    ///
    /// Throws ``SearchError`` when the filter, the order, the token or the number of results is wrong.
    package func searchTraces(
        experiments: [ExperimentID], filter: String = "", maxResults: Int = 100, orderBy: [String] = [], pageToken: String? = nil
    ) async throws -> SearchPage<Trace> {
        try SearchLimit.traces.check(maxResults)
        let condition = try TraceSearchTerms.condition(filter: filter, orderBy: orderBy, dialect: driver.dialect)
        let offset = try OffsetToken.offset(pageToken)
        guard !experiments.isEmpty else { return SearchPage(items: [], nextToken: nil) }
        let statement = condition.statement(
            selecting: "trace.key", from: "trace", where: driver.dialect.isAmong("trace.experiment_id", experiments.map(\.rawValue)),
            limit: maxResults + 1, offset: offset)
        return try await readSearch { connection in
            let keys = try connection.keys(statement)
            let traces = try Trace.all(Array(keys.prefix(maxResults)), connection)
            return SearchPage(items: traces, nextToken: keys.count > maxResults ? OffsetToken.text(offset + maxResults) : nil)
        }
    }
}

extension Trace {
    fileprivate static func keys(
        of ids: [String], in experiments: [ExperimentID]?, _ connection: any SQLConnection
    ) throws -> [Int64] {
        let wanted = connection.dialect.isAmong(SQLFragment("id"), ids)
        var found: [ExactText: Int64] = [:]
        let numbers = experiments.map { Set($0.map(\.rawValue)) }
        try connection.forEachFetchedRow("SELECT id, key, experiment_id FROM trace WHERE \(wanted.sql)", wanted.arguments) { row in
            var columns = SQLColumns(row)
            let (id, key, experiment) = (try columns.text(), try columns.int64(), try columns.int64())
            if numbers?.contains(experiment) ?? true { found[ExactText(id)] = key }
            return true
        }
        var seen: Set<ExactText> = []
        return ids.map { ExactText($0) }.compactMap { seen.insert($0).inserted ? found[$0] : nil }
    }
}

extension TraceSpan {
    /// The spans of a trace, the root first, then by start.
    fileprivate static func all(of key: Int64, _ connection: any SQLConnection) throws -> [TraceSpan] {
        try connection.all(
            """
            SELECT \(columns) FROM span WHERE trace_key = ? \
            ORDER BY CASE WHEN parent_id IS NULL THEN 0 ELSE 1 END, start_time, id
            """, [.integer(key)]
        ) { try TraceSpan(&$0) }
    }
}
