import HTTPTypes
import TouchstoneJSON
import Tracking

/// Datasets for evaluations, kept record by record, and registered scorers.
enum EvaluationDatasetEndpoints {
    static let all = life + tags + records + experiments + ScorerEndpoints.all

    private static let target = AccessTarget.evaluationDataset(field: "dataset_id")

    private static let life = [
        Endpoint("createDataset", .post, "datasets/create", in: .version3, access: .on(.experiment(field: "experiment_ids"), .edit)) {
            call in
            let name = try call.fields.requiredText("name")
            let experiments = try call.fields.experimentIDs()
            let dataset = try await call.store.createEvaluationDataset(
                named: name, tags: try EvaluationDatasetReading.tags(call.fields), experiments: experiments)
            return .json(["dataset": .object(EvaluationDatasetJSON.object(dataset, withExperiments: true))])
        },
        Endpoint("getDataset", .get, "datasets/:dataset_id", in: .version3, access: .on(target, .read)) { call in
            let dataset = try await call.store.evaluationDataset(try call.fields.requiredText("dataset_id"))
            return .json(["dataset": .object(EvaluationDatasetJSON.object(dataset))])
        },
        Endpoint("deleteDataset", .delete, "datasets/:dataset_id", in: .version3, access: .on(target, .edit)) { call in
            try await call.store.deleteEvaluationDataset(try call.fields.requiredText("dataset_id"))
            return .empty
        },
        search(.post), search(.get),
    ]

    private static func search(_ method: HTTPRequest.Method) -> Endpoint {
        Endpoint(
            "searchEvaluationDatasets", method, "datasets/search", in: .version3, access: .filtered
        ) { call in
            let experiments = try call.fields.experimentIDs()
            let filter = try call.fields.text("filter_string") ?? ""
            let maxResults = try call.fields.integer("max_results") ?? 1000
            let order = try call.fields.texts("order_by")
            let token = try call.fields.text("page_token")
            let readable = try await call.readableExperiments()
            let visible = readable.map { readable in experiments.isEmpty ? Array(readable) : experiments.filter(readable.contains) }
            if visible?.isEmpty == true { return .empty }
            let page = try await call.store.searchEvaluationDatasets(
                experiments: visible ?? experiments, filter: filter, maxResults: Int(clamping: maxResults), orderBy: order, pageToken: token
            )
            var reply: JSONObject = [:]
            let found = page.items.filter { readable?.isSuperset(of: $0.experiments) ?? true }
            if !found.isEmpty { reply["datasets"] = .array(found.map { .object(EvaluationDatasetJSON.object($0)) }) }
            reply["next_page_token"] = page.nextToken.map(JSONValue.string)
            return .json(reply)
        }
    }

    private static let tags = [
        Endpoint("setDatasetTags", .patch, "datasets/:dataset_id/tags", in: .version3, access: .on(target, .edit)) { call in
            let id = try call.fields.requiredText("dataset_id")
            _ = try call.fields.requiredText("tags")
            try await call.store.setTags(try EvaluationDatasetReading.tags(call.fields), ofEvaluationDataset: id)
            return .empty
        },
        Endpoint("deleteDatasetTag", .delete, "datasets/:dataset_id/tags/:key", in: .version3, access: .on(target, .edit)) { call in
            let id = try call.fields.requiredText("dataset_id")
            try await call.store.removeTag(try call.fields.requiredText("key"), ofEvaluationDataset: id)
            return .empty
        },
    ]

    private static let mostRecords: Int64 = 100_000

    private static let records = [
        Endpoint("upsertDatasetRecords", .post, "datasets/:dataset_id/records", in: .version3, access: .on(target, .edit)) { call in
            let id = try call.fields.requiredText("dataset_id")
            let counts = try await call.store.upsert(try EvaluationDatasetReading.records(call.fields), intoEvaluationDataset: id)
            return .json(["inserted_count": .integer(Int64(counts.inserted)), "updated_count": .integer(Int64(counts.updated))])
        },
        Endpoint("getDatasetRecords", .get, "datasets/:dataset_id/records", in: .version3, access: .on(target, .read)) { call in
            let id = try call.fields.requiredText("dataset_id")
            let maxResults = try call.fields.integer("max_results") ?? 1000
            guard (1...mostRecords).contains(maxResults) else {
                throw call.fields.wrong("max_results", .integer(maxResults), "It must be from 1 to \(mostRecords).")
            }
            let page = try await call.store.records(
                ofEvaluationDataset: id, maxResults: Int(maxResults), pageToken: try call.fields.text("page_token"))
            let records = JSONValue.array(page.items.map { .object(EvaluationDatasetJSON.object($0, of: id)) })
            var reply: JSONObject = ["records": .string(records.text())]
            reply["next_page_token"] = page.nextToken.map(JSONValue.string)
            return .json(reply)
        },
        Endpoint("deleteDatasetRecords", .delete, "datasets/:dataset_id/records", in: .version3, access: .on(target, .edit)) { call in
            let id = try call.fields.requiredText("dataset_id")
            let count = try await call.store.deleteRecords(try call.fields.texts("dataset_record_ids"), ofEvaluationDataset: id)
            return .json(["deleted_count": .integer(Int64(count))])
        },
    ]

    private static let experiments = [
        Endpoint("getDatasetExperimentIds", .get, "datasets/:dataset_id/experiment-ids", in: .version3, access: .on(target, .read)) {
            call in
            let dataset = try await call.store.evaluationDataset(try call.fields.requiredText("dataset_id"))
            guard !dataset.experiments.isEmpty else { return .empty }
            return .json(["experiment_ids": .array(dataset.experiments.map { .string($0.description) })])
        },
        Endpoint("addDatasetToExperiments", .post, "datasets/:dataset_id/add-experiments", in: .version3, access: .on(target, .edit)) {
            call in
            let id = try call.fields.requiredText("dataset_id")
            let numbers = try call.fields.experimentIDs()
            let dataset = try await call.store.setExperiments(adding: numbers, ofEvaluationDataset: id)
            return .json(["dataset": .object(EvaluationDatasetJSON.object(dataset, withExperiments: true))])
        },
        Endpoint(
            "removeDatasetFromExperiments", .post, "datasets/:dataset_id/remove-experiments", in: .version3, access: .on(target, .edit)
        ) { call in
            let id = try call.fields.requiredText("dataset_id")
            let numbers = try call.fields.experimentIDs()
            let dataset = try await call.store.setExperiments(removing: numbers, ofEvaluationDataset: id)
            return .json(["dataset": .object(EvaluationDatasetJSON.object(dataset, withExperiments: true))])
        },
    ]
}
