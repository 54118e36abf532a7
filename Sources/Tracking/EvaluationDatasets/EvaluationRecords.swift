import TouchstoneJSON

extension TrackingStore {
    /// Adds rows to an evaluation dataset, all or none; a row whose inputs are there already is merged into that one.
    package func upsert(
        _ records: [NewEvaluationRecord], intoEvaluationDataset id: String, at now: Timestamp = .now
    ) async throws -> (inserted: Int, updated: Int) {
        try await write { connection in
            let key = try EvaluationDataset.locked(id, connection)
            var inserted = 0
            for record in records where try EvaluationRecord.write(record, to: key, at: now, connection) { inserted += 1 }
            try EvaluationDataset.note(records, in: key, at: now, connection)
            return (inserted, records.count - inserted)
        }
    }

    /// Rows of an evaluation dataset in the order in which they were added, a page at a time.
    package func records(
        ofEvaluationDataset id: String, maxResults: Int = 1000, pageToken: String? = nil
    ) async throws -> SearchPage<EvaluationRecord> {
        let offset = try OffsetToken.offset(pageToken)
        return try await read { connection in
            guard let key = try EvaluationDataset.key(of: id, connection) else { throw TraceError.dataset(id) }
            let found = try connection.all(
                """
                SELECT \(EvaluationRecord.columns) FROM evaluation_dataset_record WHERE dataset_key = ? \
                ORDER BY created_time, key LIMIT ? OFFSET ?
                """, [.integer(key), SQLValue(maxResults + 1), SQLValue(offset)]
            ) { try EvaluationRecord(&$0) }
            return SearchPage(found, from: offset, limit: maxResults)
        }
    }

    /// Erases rows of an evaluation dataset; returns how many there were.
    package func deleteRecords(_ ids: [String], ofEvaluationDataset id: String, at now: Timestamp = .now) async throws -> Int {
        try await write { connection in
            let key = try EvaluationDataset.locked(id, connection)
            let wanted = connection.dialect.isAmong(SQLFragment("id"), ids)
            let deleted = try connection.execute(
                "DELETE FROM evaluation_dataset_record WHERE dataset_key = ? AND \(wanted.sql)", [key] + wanted.arguments)
            if deleted > 0 { try EvaluationDataset.note([], in: key, at: now, connection) }
            return deleted
        }
    }
}

extension EvaluationRecord {
    /// The columns of ``values(datasetKey:inputDigest:)``.
    static let written = [
        "id", "dataset_key", "input_digest", "inputs", "outputs", "expectations", "tags", "source", "source_type", "source_id",
        "created_time", "last_update_time", "created_by", "last_updated_by",
    ]

    /// Writes one row; whether it is new.
    fileprivate static func write(
        _ new: NewEvaluationRecord, to key: SQLValue, at now: Timestamp, _ connection: any SQLConnection
    ) throws -> Bool {
        let digest = new.inputDigest
        let existing = try connection.first(
            "SELECT \(columns) FROM evaluation_dataset_record WHERE dataset_key = ? AND input_digest = ?", [key, .text(digest)]
        ) { try EvaluationRecord(&$0) }
        var record = existing ?? EvaluationRecord(new, at: now)
        if existing != nil { record.merge(new, at: now) }
        let insert = SQLInsert(
            into: "evaluation_dataset_record", written,
            conflict: .replace(key: ["dataset_key", "input_digest"]))
        try connection.insert(insert, [record.values(datasetKey: key, inputDigest: digest)])
        return existing == nil
    }
}

extension EvaluationDataset {
    /// Brings schema, profile, digest and time of change up to date after rows came or went.
    fileprivate static func note(
        _ records: [NewEvaluationRecord], in key: SQLValue, at now: Timestamp, _ connection: any SQLConnection
    ) throws {
        let current = try connection.first("SELECT name, schema FROM evaluation_dataset WHERE key = ?", [key]) {
            (name: try $0.text(), schema: try $0.optionalJSON())
        }
        guard let current else { return }
        let count = try connection.first("SELECT count(*) FROM evaluation_dataset_record WHERE dataset_key = ?", [key]) { try $0.int() }
        let schema = records.isEmpty ? current.schema : EvaluationSchema.merged(current.schema, records)
        let user = records.last { $0.user != nil }?.user
        let profile: JSONValue? = count.flatMap { $0 > 0 ? ["num_records": .integer(Int64($0))] : nil }
        try connection.execute(
            """
            UPDATE evaluation_dataset SET schema = ?, profile = ?, digest = ?, last_update_time = ?, \
            last_updated_by = coalesce(?, last_updated_by) WHERE key = ?
            """,
            [
                SQLValue(schema?.text()), SQLValue(profile?.text()), .text(digest(named: current.name, at: now)), .integer(now.rawValue),
                SQLValue(user), key,
            ])
    }
}

/// The columns of an evaluation dataset with the types that were met first.
enum EvaluationSchema {
    /// A schema with the columns of more rows.
    static func merged(_ schema: JSONValue?, _ records: [NewEvaluationRecord]) -> JSONValue {
        var inputs = schema?["inputs"]?.objectValue ?? [:]
        var outputs = schema?["outputs"] ?? [:]
        var expectations = schema?["expectations"]?.objectValue ?? [:]
        for record in records {
            add(record.inputs, to: &inputs)
            if let expected = record.expectations { add(expected, to: &expectations) }
            guard let output = record.outputs else { continue }
            if case .object(let fields) = output {
                var known = outputs.objectValue ?? [:]
                add(fields, to: &known)
                outputs = .object(known)
            } else if outputs.objectValue?.isEmpty ?? false {
                outputs = .string(type(of: output))
            }
        }
        return ["inputs": .object(inputs), "outputs": outputs, "expectations": .object(expectations), "version": "1.0"]
    }

    private static func add(_ fields: JSONObject, to schema: inout JSONObject) {
        for field in fields where schema[field.key] == nil { schema[field.key] = .string(type(of: field.value)) }
    }

    private static func type(of value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool: "boolean"
        case .integer: "integer"
        case .number: "float"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
