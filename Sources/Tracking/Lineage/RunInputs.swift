/// A logged model that a run made.
package struct ModelOutput: Sendable, Hashable {
    package let id: String
    package let step: Int64

    package init(id: String, step: Int64) {
        self.id = id
        self.step = step
    }
}

extension FoundDataset {
    /// The number of the dataset, which is recorded when it is new; one that is known keeps what was said first.
    fileprivate func key(_ connection: any SQLConnection) throws -> SQLValue {
        try connection.execute(
            "INSERT INTO dataset (\(DatasetRecord.columns)) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [.text(name), .text(digest), .text(sourceType), .text(source), SQLValue(schema), SQLValue(profile)])
        let key = try connection.first("SELECT key FROM dataset WHERE name = ? AND digest = ?", [.text(name), .text(digest)]) {
            SQLValue.integer(try $0.int64())
        }
        guard let key else { throw TrackingError.failed(reason: "a new dataset has no number") }
        return key
    }
}

extension TrackingStore {
    /// Notes the datasets and logged models that an active run was made from. Those that it has already stay as they are.
    package func addInputs(datasets: [FoundDataset], models: [String], to run: RunID) async throws {
        try await write { connection in
            let runKey = try Run.activeKey(of: run, connection)
            for dataset in datasets { try Self.attach(dataset, to: runKey, connection) }
            try connection.insert(Self.inputModels, models.map { [runKey, .text($0)] })
        }
    }

    private static let inputModels = SQLInsert(into: "run_input_model", ["run_key", "model_id"], conflict: .keep)

    private static func attach(_ dataset: FoundDataset, to runKey: SQLValue, _ connection: any SQLConnection) throws {
        let key = try dataset.key(connection)
        let added = try connection.execute(
            "INSERT INTO run_dataset (run_key, dataset_key) VALUES (?, ?) ON CONFLICT DO NOTHING", [runKey, key])
        guard added > 0 else { return }
        let insert = SQLInsert(
            into: "run_dataset_tag", ["run_key", "dataset_key", "name", "value"],
            conflict: .replace(key: ["run_key", "dataset_key", "name"]))
        try connection.insert(insert, dataset.tags.map { [runKey, key, .text($0.name), .text($0.value)] })
    }

    /// Notes the logged models that an active run made. Those that it has already stay as they are.
    package func addOutputs(_ models: [ModelOutput], to run: RunID) async throws {
        try await write { connection in
            let runKey = try Run.activeKey(of: run, connection)
            try connection.insert(
                SQLInsert(into: "run_output_model", ["run_key", "model_id", "step"], conflict: .keep),
                models.map { [runKey, .text($0.id), .integer($0.step)] })
        }
    }
}

/// A dataset that runs of an experiment used, in one of its contexts.
package struct DatasetSummary: Sendable, Hashable {
    package let experiment: ExperimentID
    package let name: String
    package let digest: String
    /// The tag `mlflow.data.context` of its use, such as `train`; nil for none.
    package let context: String?
}

extension TrackingStore {
    /// The datasets that active runs of some experiments used, each with each of its contexts; at most so many.
    package func datasetSummaries(in experiments: [ExperimentID], limit: Int = 1000) async throws -> [DatasetSummary] {
        try await read { connection in
            let among = connection.dialect.isAmong("run.experiment_id", experiments.map(\.rawValue))
            return try connection.all(
                """
                SELECT DISTINCT run.experiment_id, dataset.name, dataset.digest, run_dataset_tag.value FROM run \
                JOIN run_dataset ON run_dataset.run_key = run.key JOIN dataset ON dataset.key = run_dataset.dataset_key \
                LEFT JOIN run_dataset_tag ON run_dataset_tag.run_key = run_dataset.run_key \
                AND run_dataset_tag.dataset_key = run_dataset.dataset_key AND run_dataset_tag.name = 'mlflow.data.context' \
                WHERE \(among.sql) AND run.lifecycle_stage = 'active' ORDER BY 1, 2, 3, 4 LIMIT ?
                """, among.arguments + [SQLValue(limit)]
            ) {
                DatasetSummary(
                    experiment: ExperimentID(rawValue: try $0.int64()), name: try $0.text(), digest: try $0.text(),
                    context: try $0.optionalText())
            }
        }
    }
}
