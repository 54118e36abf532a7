import TouchstoneJSON
import Tracking

/// The searches of traces, which differ in their versions only by how they name experiments and write traces.
enum TraceSearch {
    private static let defaultResults: Int64 = 100

    static func page(of experiments: [ExperimentID], _ fields: Fields, _ store: TrackingStore) async throws -> SearchPage<Trace> {
        let filter = try fields.text("filter") ?? ""
        let maxResults = try fields.integer("max_results") ?? defaultResults
        let order = try fields.texts("order_by")
        let token = try fields.text("page_token")
        return try await store.searchTraces(
            experiments: experiments, filter: filter, maxResults: Int(clamping: maxResults), orderBy: order, pageToken: token)
    }

    static func reply(_ page: SearchPage<Trace>, _ write: (Trace) -> JSONValue) -> JSONObject {
        var object: JSONObject = [:]
        if !page.items.isEmpty { object["traces"] = .array(page.items.map(write)) }
        object["next_page_token"] = page.nextToken.map(JSONValue.string)
        return object
    }
}

/// Reads which traces are to be erased.
enum TraceSelectionReading {
    static func selection(_ fields: Fields) throws(MLflowError) -> TraceSelection {
        let time = try fields.integer("max_timestamp_millis")
        let limit = try fields.integer("max_traces")
        let ids = try fields.texts("request_ids")
        if let time {
            guard ids.isEmpty else { throw .invalid("Only one of `max_timestamp_millis` and `request_ids` can be specified.") }
            if let limit, limit <= 0 {
                throw .invalid("`max_traces` must be a positive integer, received \(limit).")
            }
            return .until(Timestamp(rawValue: time), limit: limit.map { Int(clamping: $0) })
        }
        guard !ids.isEmpty else {
            throw .invalid("Either `max_timestamp_millis` or `request_ids` must be specified.")
        }
        guard limit == nil else { throw .invalid("`max_traces` can't be specified if `request_ids` is specified.") }
        return .ids(ids)
    }
}
