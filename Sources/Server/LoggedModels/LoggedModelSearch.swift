import TouchstoneJSON
import Tracking

/// The search for logged models, whose page token also says which search it belongs to.
enum LoggedModelSearch {
    private static let defaultResults: Int64 = 50
    private static let mostResults: Int64 = 1000

    static func answer(_ call: Call) async throws -> Reply {
        let fields = call.fields
        try fields.require("experiment_ids")
        let experiments = try fields.experimentIDs()
        let filter = try fields.text("filter") ?? ""
        let datasets = try fields.each("datasets") { dataset throws(MLflowError) in try self.dataset(dataset) }
        let limit = try limit(fields)
        let orderBy = try fields.each("order_by") { item throws(MLflowError) in try order(item) }
        var token = LoggedModelToken(experiments: experiments.map(\.description), filter: filter, order: orderBy)
        let offset = try token.offset(try fields.filledText("page_token"))
        let (models, hasMore) = try await call.store.searchLoggedModels(
            in: try await call.readable(experiments), filter: filter, datasets: datasets, orderBy: orderBy, limit: limit, offset: offset)
        token.offset = offset + limit
        return .jsonBytes(
            JSONStream.object { stream in
                stream.list("models", models) { $0.writeLoggedModel($1) }
                if hasMore { stream.member("next_page_token", token.text) }
            })
    }

    private static func limit(_ fields: Fields) throws(MLflowError) -> Int {
        let asked = try fields.integer("max_results") ?? defaultResults
        guard asked >= 0 else { throw fields.wrong("max_results", .integer(asked), "It must be a positive integer") }
        return Int(min(asked == 0 ? defaultResults : asked, mostResults))
    }

    private static func dataset(_ fields: Fields) throws(MLflowError) -> LoggedModelDataset {
        guard let name = try fields.filledText("dataset_name") else {
            throw .invalid("`dataset_name` in the `datasets` clause must be specified.")
        }
        return LoggedModelDataset(name: name, digest: try fields.filledText("dataset_digest"))
    }

    private static func order(_ fields: Fields) throws(MLflowError) -> LoggedModelOrder {
        let name = try fields.filledText("dataset_name")
        let digest = try fields.filledText("dataset_digest")
        guard name != nil || digest == nil else {
            throw .invalid("`dataset_digest` can only be specified if `dataset_name` is also specified.")
        }
        return LoggedModelOrder(
            field: try fields.text("field_name") ?? "", isAscending: try fields.bool("ascending") ?? true,
            datasetName: name, datasetDigest: digest)
    }
}
