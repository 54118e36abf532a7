package import TouchstoneJSON

extension TrackingStore {
    /// Appends to the list of models in the tag `mlflow.log-model.history` of an active run, as older clients keep it.
    package func appendModel(_ model: JSONObject, toHistoryOf id: RunID) async throws {
        try await write { connection in
            let key = try Run.activeKey(of: id, connection)
            let name = "mlflow.log-model.history"
            let text = try connection.first(
                "SELECT value FROM run_tag WHERE run_key = ? AND name = ?\(connection.dialect.rowLock)", [key, .text(name)]
            ) { try $0.text() }
            let models = text.flatMap { try? JSONValue(parsing: $0) }?.arrayValue ?? []
            try Run.writeTags([name: JSONValue.array(models + [.object(model)]).text()], of: key, connection)
        }
    }
}
