import TouchstoneJSON

extension TrackingStore {
    /// Records a new logged model, which is pending until ``setStatus(_:ofLoggedModel:at:)`` says otherwise.
    ///
    /// Throws when the experiment does not exist or is deleted.
    package func createLoggedModel(
        named name: String, in experiment: ExperimentID, type: String = "", sourceRun: String = "", params: [NamedText] = [],
        tags: [NamedText] = [], at now: Timestamp = .now
    ) async throws -> LoggedModelDetails {
        var generator = SystemRandomNumberGenerator()
        let id = "m-" + HexIdentifier.random(using: &generator)
        return try await write { connection in
            let home = try Experiment.active(experiment, connection)
            let model = LoggedModel(
                id: id, experiment: experiment, name: name, type: type, sourceRun: sourceRun, status: .pending,
                artifactURI: home.artifactURI("models/\(id)/artifacts"), stage: .active, creationTime: now, lastUpdateTime: now)
            let key = try connection.first(
                "INSERT INTO logged_model (\(LoggedModel.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING key", model.values
            ) { SQLValue.integer(try $0.int64()) }
            guard let key else { throw TrackingError.failed(reason: "a new logged model has no number") }
            try LoggedModel.setTags(tags, of: key, connection)
            try LoggedModel.addParams(params, to: key, connection)
            return try LoggedModelDetails.all([key], connection).first ?? LoggedModelDetails(model: model)
        }
    }

    /// A logged model with what has been noted about it; nil when there is none, or only a deleted one that is not asked for.
    package func loggedModel(_ id: String, orDeleted: Bool = false) async throws -> LoggedModelDetails? {
        try await read { connection in
            let key = try connection.first(
                "SELECT key FROM logged_model WHERE id = ?\(orDeleted ? "" : " AND lifecycle_stage = 'active'")", [.text(id)]
            ) { SQLValue.integer(try $0.int64()) }
            return try LoggedModelDetails.all([key].compactMap(\.self), connection).first
        }
    }

    /// Records how far a logged model has come, and returns it.
    package func setStatus(
        _ status: LoggedModelStatus, ofLoggedModel id: String, at now: Timestamp = .now
    ) async throws -> LoggedModelDetails {
        try await write { connection in
            let key = try LoggedModel.key(of: id, connection)
            try connection.execute(
                "UPDATE logged_model SET status = ?, last_update_time = ? WHERE key = ?",
                [.text(status.rawValue), .integer(now.rawValue), key])
            guard let details = try LoggedModelDetails.all([key], connection).first else {
                throw TrackingError.notFound(kind: "logged model", name: id)
            }
            return details
        }
    }

    /// Puts a logged model aside; again changes nothing.
    package func deleteLoggedModel(_ id: String, at now: Timestamp = .now) async throws {
        try await write { connection in
            let changed = try connection.execute(
                "UPDATE logged_model SET lifecycle_stage = 'deleted', last_update_time = ? WHERE id = ?",
                [.integer(now.rawValue), .text(id)])
            guard changed > 0 else { throw TrackingError.notFound(kind: "logged model", name: id) }
        }
    }

    /// Sets tags of a logged model; of two of one name the later counts.
    package func setTags(_ tags: [NamedText], ofLoggedModel id: String) async throws {
        try await write { connection in
            try LoggedModel.setTags(tags, of: try LoggedModel.key(of: id, connection), connection)
        }
    }

    /// Removes a tag from a logged model; false when it had none of that name.
    package func removeTag(_ name: String, fromLoggedModel id: String) async throws -> Bool {
        try await write { connection in
            try connection.execute(
                "DELETE FROM logged_model_tag WHERE model_key = ? AND name = ?", [try LoggedModel.key(of: id, connection), .text(name)])
                > 0
        }
    }

    /// Adds params to a logged model. The same value again is fine; another throws ``TrackingError/changed(kind:name:from:to:)``.
    package func addParams(_ params: [NamedText], toLoggedModel id: String) async throws {
        try await write { connection in
            try LoggedModel.addParams(params, to: try LoggedModel.key(of: id, connection), connection)
        }
    }
}

extension LoggedModel {
    static func setTags(_ tags: [NamedText], of key: SQLValue, _ connection: any SQLConnection) throws {
        let insert = SQLInsert(
            into: "logged_model_tag", ["model_key", "name", "value"], conflict: .replace(key: ["model_key", "name"]))
        try connection.insert(insert, tags.map { [key, .text($0.name), .text($0.value)] })
    }

    fileprivate static func addParams(_ params: [NamedText], to key: SQLValue, _ connection: any SQLConnection) throws {
        for param in params {
            let inserted = try connection.execute(
                "INSERT INTO logged_model_param (model_key, name, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [key, .text(param.name), .text(param.value)])
            guard inserted == 0 else { continue }
            let existing = try connection.first(
                "SELECT value FROM logged_model_param WHERE model_key = ? AND name = ?", [key, .text(param.name)]
            ) { try $0.text() }
            guard existing?.isExactly(param.value) == true else {
                throw TrackingError.changed(kind: "param", name: param.name, from: existing ?? "", to: param.value)
            }
        }
    }

    /// Keeps the metrics of a run that name a logged model for that model; throws when there is none.
    static func insert(_ metrics: [Metric], from runKey: SQLValue, _ connection: any SQLConnection) throws {
        var keys: [ExactText: SQLValue] = [:]
        var rows: [[SQLValue]] = []
        for metric in metrics {
            guard let id = metric.modelID, !id.isEmpty else { continue }
            let modelKey = try keys[ExactText(id)] ?? LoggedModel.key(of: id, connection)
            keys[ExactText(id)] = modelKey
            rows.append([
                modelKey, .text(metric.name), .integer(metric.time.rawValue), .integer(metric.step), runKey,
                .real(metric.value.isNaN ? 0 : metric.value), SQLValue(metric.value.isNaN), .text(metric.datasetName ?? ""),
                .text(metric.datasetDigest ?? ""),
            ])
        }
        if !rows.isEmpty { try connection.insert(metricInsert, rows) }
    }

    private static let metricInsert = SQLInsert(
        into: "logged_model_metric",
        ["model_key", "name", "recorded_time", "step", "run_key", "value", "is_nan", "dataset_name", "dataset_digest"],
        conflict: .keep)
}
