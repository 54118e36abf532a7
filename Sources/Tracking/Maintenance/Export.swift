import TouchstoneJSON

/// What an export holds.
package struct ExportSummary: Sendable, Hashable {
    /// The version of the store's tables.
    package var schemaVersion: Int
    /// Rows by table, in the order in which they refer to each other.
    package var rows: [(table: String, count: Int)] { tables.map { ($0, counts[$0] ?? 0) } }
    /// Artifacts that could not be copied as recorded.
    package var findings: [CheckFinding]

    let tables: [String]
    let counts: [String: Int]
}

extension TrackingStore {
    /// Writes the whole store into a new folder: a file of JSON lines per table, the artifacts, and `store.json` that lists them.
    ///
    /// All tables are of one moment. A row is an object with the columns in their order; columns that hold JSON are texts, numbers that
    /// JSON cannot say are `"Infinity"` and `"-Infinity"`. Rows are streamed, so memory does not grow with the store.
    @discardableResult
    package func export(to folder: String) async throws -> ExportSummary {
        guard !StoreFile.exists(folder) else { throw TrackingError.alreadyExists(kind: "folder", name: folder) }
        try StoreFile.createFolder(folder)
        let (version, counts) = try await read { connection in
            var counts: [String: Int] = [:]
            for (table, order) in Self.exportedTables { counts[table] = try Self.export(table, by: order, to: folder, connection) }
            return (try SchemaVersion.current(connection), counts)
        }
        let findings = try await copyArtifacts(to: folder + "/artifacts")
        let summary = ExportSummary(
            schemaVersion: version, findings: findings, tables: Self.exportedTables.map(\.table), counts: counts)
        let file = try ArtifactWriter(to: folder + "/store.json", token: "new")
        try file.write(summary.json.encoded(.init(indentation: 2)))
        _ = try file.finish()
        return summary
    }

    /// Every table with its key, each after the tables that it refers to.
    static let exportedTables = evaluationTables + serverTables

    private static let evaluationTables: [(table: String, order: String)] = [
        ("experiment", "id"), ("experiment_tag", "experiment_id, name"), ("target", "key"), ("run", "key"),
        ("run_tag", "run_key, name"), ("param", "run_key, name"), ("metric", "run_key, name, step, recorded_time, value, is_nan"),
        ("latest_metric", "run_key, name"), ("sample", "run_key, sample_index, epoch"), ("response_journal", "content_key"),
        ("measure", "key"), ("assessment", "target_key, sample_index, epoch, measure_key, revision"), ("dataset", "key"),
        ("run_dataset", "run_key, dataset_key"), ("run_dataset_tag", "run_key, dataset_key, name"), ("model", "key"),
        ("run_model", "run_key, model_key, role"), ("registered_model", "name"), ("registered_model_tag", "model_name, name"),
        ("model_version", "model_name, version"), ("model_version_tag", "model_name, version, name"),
        ("model_alias", "model_name, alias"), ("run_prompt", "run_key, model_name, version, role"), ("artifact", "run_key, path"),
        ("stored_file", "path"),
    ]

    /// The tables of version 2.
    private static let serverTables: [(table: String, order: String)] = [
        ("run_input_model", "run_key, model_id"), ("run_output_model", "run_key, model_id"), ("logged_model", "key"),
        ("logged_model_tag", "model_key, name"), ("logged_model_param", "model_key, name"),
        (
            "logged_model_metric",
            "model_key, name, recorded_time, step, run_key, value, is_nan, dataset_name, dataset_digest"
        ),
        ("trace", "key"), ("trace_tag", "trace_key, name"), ("trace_metadata", "trace_key, name"), ("span", "trace_key, id"),
        ("trace_run", "trace_id, run_id"), ("trace_prompt", "trace_key, name, version"), ("evaluation_dataset", "key"),
        ("evaluation_dataset_tag", "dataset_key, name"), ("evaluation_dataset_experiment", "dataset_key, experiment_id"),
        ("evaluation_dataset_record", "key"), ("scorer", "key"), ("scorer_version", "scorer_key, version"),
        ("webhook", "key"), ("webhook_event", "event, webhook_key"), ("webhook_delivery", "key"),
        ("account", "id"), ("account_token", "digest"), ("experiment_grant", "account_id, experiment_id"),
        ("model_grant", "account_id, model_name"), ("audit_entry", "key"),
    ]

    private static func export(
        _ table: String, by order: String, to folder: String, _ connection: any SQLConnection
    ) throws -> Int {
        let file = try ArtifactWriter(to: "\(folder)/\(table).jsonl", token: "new")
        var lines = JSONWriter()
        var count = 0
        try connection.forEachRow("SELECT * FROM \(table) ORDER BY \(order)", []) { row in
            lines.write(.object(object(of: row)))
            lines.write(raw: CollectionOfOne(0x0A))
            count += 1
            if lines.count > 65_536 {
                try file.write(lines.bytes)
                lines = JSONWriter()
            }
            return true
        }
        try file.write(lines.bytes)
        _ = try file.finish()
        return count
    }

    private static func object(of row: any SQLRow) -> JSONObject {
        var object = JSONObject()
        for position in 0..<row.columnCount { object[row.columnName(position)] = row.value(position).exported }
        return object
    }
}

extension SQLValue {
    fileprivate var exported: JSONValue {
        switch self {
        case .null: .null
        case .integer(let value): .integer(value)
        case .real(.infinity): "Infinity"
        case .real(-.infinity): "-Infinity"
        case .real(let value): .number(value)
        case .text(let value): .string(value)
        }
    }
}

extension ExportSummary {
    var json: JSONValue {
        let tables = rows.map { ($0.table, JSONValue.integer(Int64($0.count))) }
        return ["schema_version": JSONValue(schemaVersion), "rows": .object(JSONObject(tables))]
    }
}
