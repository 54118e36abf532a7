import Digests

/// A named collection of records that evaluations draw from.
package struct EvaluationDataset: Sendable, Hashable {
    /// `d-` and 32 hexadecimal digits.
    package let id: String
    package var name: String
    package var tags: [NamedText] = []
    /// The columns met so far with their types; JSON text.
    package var schema: String?
    /// Facts about it; JSON text.
    package var profile: String?
    /// Another one after every change.
    package var digest: String
    package var created: Timestamp
    package var updated: Timestamp
    package var creator: String?
    package var updater: String?
    /// The experiments that it belongs to.
    package var experiments: [ExperimentID] = []
}

extension EvaluationDataset {
    static let columns = "id, name, schema, profile, digest, created_time, last_update_time, created_by, last_updated_by"
    static let userTag = "mlflow.user"

    init(_ columns: inout SQLColumns) throws {
        id = try columns.text()
        name = try columns.text()
        schema = try columns.optionalText()
        profile = try columns.optionalText()
        digest = try columns.text()
        created = try columns.timestamp()
        updated = try columns.timestamp()
        creator = try columns.optionalText()
        updater = try columns.optionalText()
    }

    /// The digest of a dataset as it is at a time.
    static func digest(named name: String, at time: Timestamp) -> String {
        String(ContentDigest.hex(of: Array("\(name):\(time.rawValue)".utf8)).prefix(8))
    }

    /// The datasets with those numbers, in their order, with tags and experiments.
    static func all(_ keys: [Int64], _ connection: any SQLConnection) throws -> [EvaluationDataset] {
        guard !keys.isEmpty else { return [] }
        var found: [Int64: EvaluationDataset] = [:]
        let wanted = connection.dialect.isAmong("key", keys)
        try connection.forEachFetchedRow("SELECT key, \(columns) FROM evaluation_dataset WHERE \(wanted.sql)", wanted.arguments) { row in
            var columns = SQLColumns(row)
            found[try columns.int64()] = try EvaluationDataset(&columns)
            return true
        }
        let owned = connection.dialect.isAmong("dataset_key", keys)
        try connection.forEachFetchedRow(
            "SELECT dataset_key, name, value FROM evaluation_dataset_tag WHERE \(owned.sql) ORDER BY dataset_key, name", owned.arguments
        ) { row in
            var columns = SQLColumns(row)
            let key = try columns.int64()
            found[key]?.tags.append(NamedText(try columns.text(), try columns.text()))
            return true
        }
        try connection.forEachFetchedRow(
            """
            SELECT dataset_key, experiment_id FROM evaluation_dataset_experiment WHERE \(owned.sql) ORDER BY dataset_key, experiment_id
            """, owned.arguments
        ) { row in
            var columns = SQLColumns(row)
            let key = try columns.int64()
            found[key]?.experiments.append(ExperimentID(rawValue: try columns.int64()))
            return true
        }
        return keys.compactMap { found[$0] }
    }

    /// The number of the dataset of that id.
    static func key(of id: String, _ connection: any SQLConnection) throws -> Int64? {
        try connection.first("SELECT key FROM evaluation_dataset WHERE id = ?", [.text(id)]) { try $0.int64() }
    }

    /// Takes hold of a dataset that must be there: other transactions that would change it wait until this one ends.
    static func locked(_ id: String, _ connection: any SQLConnection) throws -> SQLValue {
        try connection.execute("UPDATE evaluation_dataset SET name = name WHERE id = ?", [.text(id)])
        guard let key = try key(of: id, connection) else { throw TraceError.dataset(id) }
        return .integer(key)
    }
}

extension TraceError {
    static func dataset(_ id: String) -> TraceError { .notFound("Evaluation dataset with id '\(id)' not found") }
}
