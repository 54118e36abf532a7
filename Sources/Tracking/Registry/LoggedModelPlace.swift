import TouchstoneJSON

/// What the registry needs of a logged model.
struct LoggedModelPlace {
    let artifactURI: String
    let sourceRunID: String?
    private let key: Int64

    /// The tag in which a logged model lists the versions that it was registered as.
    private static let versionsTag = "mlflow.modelVersions"

    /// The logged model with that identifier; throws when there is none.
    static func find(_ id: String, _ connection: any SQLConnection) throws -> LoggedModelPlace {
        let found = try connection.first(
            "SELECT artifact_uri, source_run_id, key FROM logged_model WHERE id = ? AND lifecycle_stage = 'active'", [.text(id)]
        ) { columns in
            let uri = try columns.text()
            let run = try columns.text()
            return LoggedModelPlace(artifactURI: uri, sourceRunID: run.isEmpty ? nil : run, key: try columns.int64())
        }
        guard let found else { throw RegistryError.loggedModelNotFound(id) }
        return found
    }

    /// Adds a version to the list that the logged model keeps in its tag `mlflow.modelVersions`.
    static func note(_ version: Int64, of name: String, on id: String, at now: Timestamp, _ connection: any SQLConnection) throws {
        _ = try connection.first("SELECT key FROM logged_model WHERE id = ?\(connection.dialect.rowLock)", [.text(id)]) { try $0.int64() }
        let model = try find(id, connection)
        let tag: [SQLValue] = [.integer(model.key), .text(versionsTag)]
        let written = try connection.first("SELECT value FROM logged_model_tag WHERE model_key = ? AND name = ?", tag) { try $0.text() }
        var versions = written.flatMap { try? JSONValue(parsing: $0).arrayValue } ?? []
        versions.append(["name": .string(name), "version": .integer(version)])
        let insert = SQLInsert(
            into: "logged_model_tag", ["model_key", "name", "value"], conflict: .replace(key: ["model_key", "name"]))
        try connection.insert(insert, [tag + [.text(JSONValue.array(versions).text())]])
        try connection.execute("UPDATE logged_model SET last_update_time = ? WHERE key = ?", [.integer(now.rawValue), .integer(model.key)])
    }
}
