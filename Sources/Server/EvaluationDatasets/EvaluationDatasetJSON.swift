import TouchstoneJSON
import Tracking

/// Evaluation datasets and their records as MLflow's interface writes them: JSON within texts within JSON.
enum EvaluationDatasetJSON {
    static func object(_ dataset: EvaluationDataset, withExperiments: Bool = false) -> JSONObject {
        let tags = JSONObject(dataset.tags.map { ($0.name, .string($0.value)) })
        var object: JSONObject = ["dataset_id": .string(dataset.id), "name": .string(dataset.name)]
        object["tags"] = .string(JSONValue.object(tags).text())
        object["schema"] = dataset.schema.map(JSONValue.string)
        object["profile"] = dataset.profile.map(JSONValue.string)
        object["digest"] = .string(dataset.digest)
        object["created_time"] = .integer(dataset.created.rawValue)
        object["last_update_time"] = .integer(dataset.updated.rawValue)
        object["created_by"] = dataset.creator.map(JSONValue.string)
        object["last_updated_by"] = dataset.updater.map(JSONValue.string)
        if withExperiments, !dataset.experiments.isEmpty {
            object["experiment_ids"] = .array(dataset.experiments.map { .string($0.description) })
        }
        return object
    }

    static func object(_ record: EvaluationRecord, of dataset: String) -> JSONObject {
        var object: JSONObject = ["dataset_record_id": .string(record.id), "dataset_id": .string(dataset)]
        object["inputs"] = .object(record.inputs)
        object["outputs"] = record.outputs
        object["expectations"] = record.expectations.map(JSONValue.object)
        object["tags"] = record.tags.map(JSONValue.object)
        object["source"] = record.source.map(JSONValue.object)
        object["source_id"] = record.sourceID.map(JSONValue.string)
        object["source_type"] = record.sourceType.map(JSONValue.string)
        object["created_time"] = .integer(record.created.rawValue)
        object["last_update_time"] = .integer(record.updated.rawValue)
        object["created_by"] = record.creator.map(JSONValue.string)
        object["last_updated_by"] = record.updater.map(JSONValue.string)
        return object
    }
}
