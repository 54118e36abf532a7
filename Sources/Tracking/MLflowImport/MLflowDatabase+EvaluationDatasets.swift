import GRDB
import TouchstoneJSON

extension MLflowDatabase {
    func evaluationDatasets() throws -> [MLflowEvaluationDataset] {
        guard has("evaluation_datasets") else { return [] }
        let tags = try named("evaluation_dataset_tags", key: "dataset_id")
        return try rows("SELECT * FROM evaluation_datasets ORDER BY created_time, dataset_id").map { row in
            let id = Self.text(row["dataset_id"]) ?? ""
            let created = Timestamp(rawValue: row["created_time"] ?? 0)
            let dataset = EvaluationDataset(
                id: id, name: Self.text(row["name"]) ?? "", tags: tags[id] ?? [], schema: Self.text(row["schema"]),
                profile: Self.text(row["profile"]), digest: Self.text(row["digest"]) ?? "", created: created,
                updated: Timestamp(rawValue: row["last_update_time"] ?? created.rawValue), creator: Self.text(row["created_by"]),
                updater: Self.text(row["last_updated_by"]))
            return MLflowEvaluationDataset(dataset: dataset, experiments: try linked("evaluation_dataset", id, to: "experiment"))
        }
    }

    func forEachRecords(of dataset: String, _ body: ([EvaluationRecord]) throws -> Void) throws {
        guard has("evaluation_dataset_records") else { return }
        try queue.read { database in
            let cursor = try Row.fetchCursor(
                database, sql: "SELECT * FROM evaluation_dataset_records WHERE dataset_id = ? ORDER BY created_time, dataset_record_id",
                arguments: [dataset])
            var batch: [EvaluationRecord] = []
            while let row = try cursor.next() {
                batch.append(Self.record(row))
                if batch.count == 500 {
                    try body(batch)
                    batch = []
                }
            }
            if !batch.isEmpty { try body(batch) }
        }
    }

    /// What outputs that are no objects are wrapped in.
    private static let wrapping = "mlflow_wrapped"

    private static func record(_ row: Row) -> EvaluationRecord {
        let created = Timestamp(rawValue: row["created_time"] ?? 0)
        let outputs = json(row["outputs"])
        return EvaluationRecord(
            id: text(row["dataset_record_id"]) ?? "", inputs: json(row["inputs"])?.objectValue ?? [:],
            outputs: outputs?.isNull ?? true ? nil : outputs?[wrapping] ?? outputs,
            expectations: json(row["expectations"])?.objectValue, tags: json(row["tags"])?.objectValue,
            source: json(row["source"])?.objectValue, sourceID: text(row["source_id"]), created: created,
            updated: Timestamp(rawValue: row["last_update_time"] ?? created.rawValue), creator: text(row["created_by"]),
            updater: text(row["last_updated_by"]))
    }
}
