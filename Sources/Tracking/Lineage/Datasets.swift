package import TouchstoneJSON

extension TrackingStore {
    /// Notes that a run was made from a dataset; again changes nothing but adds tags.
    package func attach(_ dataset: DatasetRecord, tags: ByName<String> = [:], to run: RunID) async throws {
        try await write { connection in
            let runKey = try Run.key(of: run, connection)
            let key = try dataset.key(connection)
            try connection.execute(
                "INSERT INTO run_dataset (run_key, dataset_key) VALUES (?, ?) ON CONFLICT DO NOTHING", [runKey, key])
            let insert = SQLInsert(
                into: "run_dataset_tag", ["run_key", "dataset_key", "name", "value"],
                conflict: .replace(key: ["run_key", "dataset_key", "name"]))
            try connection.insert(insert, tags.sorted.map { [runKey, key, .text($0.name), .text($0.value)] })
        }
    }

    /// The runs that were made from the content with that digest, newest first.
    package func runs(fromDataset digest: String, limit: Int = 100) async throws -> [Run] {
        try await read { connection in
            try connection.all(
                """
                SELECT \(Run.columns) FROM run WHERE key IN (SELECT run_dataset.run_key FROM run_dataset \
                JOIN dataset ON dataset.key = run_dataset.dataset_key WHERE dataset.digest = ?) AND lifecycle_stage = 'active' \
                ORDER BY start_time DESC, key DESC LIMIT ?
                """, [.text(digest), SQLValue(limit)]
            ) { try Run(&$0) }
        }
    }
}

extension DatasetRecord {
    /// The number of a dataset, which is recorded when it is new.
    func key(_ connection: any SQLConnection) throws -> SQLValue {
        try connection.execute(
            "INSERT INTO dataset (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [.text(name), .text(digest), .text(sourceType), .text(source), SQLValue(schema?.text()), SQLValue(profile?.text())])
        let key = try connection.first("SELECT key FROM dataset WHERE name = ? AND digest = ?", [.text(name), .text(digest)]) {
            SQLValue.integer(try $0.int64())
        }
        guard let key else { throw TrackingError.failed(reason: "a new dataset has no number") }
        return key
    }
}

extension DatasetInput {
    /// The datasets of a run, by name.
    static func all(of runKey: SQLValue, _ connection: any SQLConnection) throws -> [DatasetInput] {
        let keyed = try connection.all(
            """
            SELECT key, \(DatasetRecord.columns) FROM dataset WHERE key IN \
            (SELECT dataset_key FROM run_dataset WHERE run_key = ?) ORDER BY name, key
            """, [runKey]
        ) { (key: SQLValue.integer(try $0.int64()), dataset: try DatasetRecord(&$0)) }
        return try keyed.map { key, dataset in
            let tags = try connection.all(
                "SELECT name, value FROM run_dataset_tag WHERE run_key = ? AND dataset_key = ?", [runKey, key]
            ) { (try $0.text(), try $0.text()) }
            return DatasetInput(dataset: dataset, tags: ByName(tags))
        }
    }
}
