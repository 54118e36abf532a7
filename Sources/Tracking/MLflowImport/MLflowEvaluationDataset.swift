import TouchstoneJSON

/// An evaluation dataset as MLflow keeps it, without its records.
struct MLflowEvaluationDataset: Sendable, Hashable {
    /// The dataset; its experiments here are said when it is added.
    var dataset: EvaluationDataset
    /// The numbers of its experiments there.
    var experiments: [String] = []

    /// Adds the dataset with its records, or finds that it is here. Returns how many records were added.
    func add(
        to experiments: [ExperimentID], _ connection: any SQLConnection,
        records forEach: (([EvaluationRecord]) throws -> Void) throws -> Void
    ) throws -> (isNew: Bool, records: Int) {
        let key = try connection.first(
            """
            INSERT INTO evaluation_dataset (id, name, schema, profile, digest, created_time, last_update_time, created_by, \
            last_updated_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING key
            """,
            [
                .text(dataset.id), .text(dataset.name), SQLValue(dataset.schema), SQLValue(dataset.profile), .text(dataset.digest),
                .integer(dataset.created.rawValue), .integer(dataset.updated.rawValue), SQLValue(dataset.creator),
                SQLValue(dataset.updater),
            ]
        ) { SQLValue.integer(try $0.int64()) }
        guard let key else { return (false, 0) }
        try EvaluationDataset.setTags(dataset.tags, of: key, connection)
        try EvaluationDataset.add(experiments, to: key, connection)
        var count = 0
        try forEach { records in
            let insert = SQLInsert(into: "evaluation_dataset_record", EvaluationRecord.written, conflict: .keep)
            try connection.insert(insert, records.map { $0.values(datasetKey: key, inputDigest: $0.inputDigest) })
            count += records.count
        }
        return (true, count)
    }
}
