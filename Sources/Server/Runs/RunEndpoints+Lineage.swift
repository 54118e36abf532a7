import HTTPTypes
import Tracking

extension RunEndpoints {
    /// What a run was made from, and what it made.
    static let lineage = [
        Endpoint("logInputs", .post, "runs/log-inputs", access: .on(run, .edit)) { call in
            let id = try call.fields.checkedRunID()
            let datasets = try call.fields.each("datasets") { input throws(MLflowError) in try dataset(input) }
            let models = try call.fields.each("models") { model throws(MLflowError) in try model.requiredText("model_id") }
            guard datasets.count <= mostDatasets else {
                throw MLflowError.invalid("A request can log at most \(mostDatasets) datasets. Got \(datasets.count) datasets.")
            }
            try await call.store.addInputs(datasets: datasets, models: models, to: id)
            return .empty
        },
        Endpoint("logOutputs", .post, "runs/outputs", access: .on(run, .edit)) { call in
            let id = try call.fields.runID()
            try call.fields.require("models")
            let models = try call.fields.each("models") { model throws(MLflowError) in
                ModelOutput(id: try model.requiredText("model_id"), step: try model.integer("step") ?? 0)
            }
            try await call.store.addOutputs(models, to: id)
            return .empty
        },
    ]

    private static let mostDatasets = 1000

    private static func dataset(_ input: Fields) throws(MLflowError) -> FoundDataset {
        let tags = try input.each("tags") { tag throws(MLflowError) in try tag.namedText(key: .inputTagKey, value: .inputTagValue) }
        guard let fields = try input.message("dataset") else { throw input.missing("dataset") }
        let dataset = FoundDataset(
            name: try fields.requiredText("name"), digest: try fields.requiredText("digest"),
            sourceType: try fields.requiredText("source_type"), source: try fields.requiredText("source"),
            schema: try fields.text("schema"), profile: try fields.text("profile"), tags: tags)
        try TextLimit.datasetName.check(dataset.name, "name")
        try TextLimit.datasetDigest.check(dataset.digest, "digest")
        try TextLimit.datasetName.check(dataset.sourceType, "source_type")
        try TextLimit.datasetSource.check(dataset.source, "source")
        try TextLimit.datasetSchema.check(dataset.schema ?? "", "schema")
        try TextLimit.datasetProfile.check(dataset.profile ?? "", "profile")
        return dataset
    }
}
