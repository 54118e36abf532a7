import Digests

extension MLflowLoggedModel {
    /// Adds the model with those values of its metrics whose runs are here, or finds that it is here. Returns the URI of its artifacts here.
    func add(
        to experiment: ExperimentID, metrics: [LoggedModelMetric] = [], _ connection: any SQLConnection
    ) throws -> (isNew: Bool, metrics: Int, uri: String) {
        if let uri = try connection.first("SELECT artifact_uri FROM logged_model WHERE id = ?", [.text(id)], { try $0.text() }) {
            return (false, 0, uri)
        }
        let location = try connection.first("SELECT artifact_location FROM experiment WHERE id = ?", [.integer(experiment.rawValue)]) {
            try $0.text()
        }
        let uri = "\(location ?? Experiment.location(of: experiment))/models/\(id)/artifacts"
        let key = try connection.first(
            """
            INSERT INTO logged_model (id, experiment_id, name, model_type, source_run_id, status, artifact_uri, lifecycle_stage, \
            creation_time, last_update_time) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING key
            """,
            [
                .text(id), .integer(experiment.rawValue), .text(name), .text(type), .text(sourceRun), .text(status), .text(uri),
                .text(stage.rawValue), .integer(creationTime), .integer(lastUpdateTime),
            ]
        ) { SQLValue.integer(try $0.int64()) }
        guard let key else { throw TrackingError.failed(reason: "a new logged model has no number") }
        for (table, texts) in [("logged_model_tag", tags), ("logged_model_param", params)] {
            try connection.insert(
                SQLInsert(into: table, ["model_key", "name", "value"], conflict: .keep),
                texts.lastOfEachName.map { [key, .text($0.name), .text($0.value)] })
        }
        return (true, try add(metrics, connection), uri)
    }

    private func add(_ metrics: [LoggedModelMetric], _ connection: any SQLConnection) throws -> Int {
        var count = 0
        for (run, values) in Dictionary(grouping: metrics, by: \.run) {
            let key = try connection.first("SELECT key FROM run WHERE id = ?", [.text(run.rawValue)]) { SQLValue.integer(try $0.int64()) }
            guard let key else { continue }
            let values = values.map { metric in
                Metric(
                    metric.name, metric.value, step: metric.step, time: metric.time, datasetName: metric.datasetName,
                    datasetDigest: metric.datasetDigest, modelID: id)
            }
            try LoggedModel.insert(values, from: key, connection)
            count += values.count
        }
        return count
    }
}

extension MLflowRegisteredModel {
    /// Adds the model or prompt; false when one of its name is here.
    func add(_ connection: any SQLConnection) throws -> Bool {
        let inserted = try connection.execute(
            """
            INSERT INTO registered_model (name, is_prompt, description, creation_time, last_update_time) VALUES (?, ?, ?, ?, ?) \
            ON CONFLICT (name) DO NOTHING
            """,
            [
                .text(name), SQLValue(PromptTags.sayPrompt(tags)), SQLValue(description), .integer(creationTime),
                .integer(lastUpdateTime),
            ])
        try connection.insert(
            SQLInsert(into: "registered_model_tag", ["model_name", "name", "value"], conflict: .keep),
            tags.lastOfEachName.map { [.text(name), .text($0.name), .text($0.value)] })
        return inserted > 0
    }

    /// Adds the aliases that are not here, of versions that are.
    func addAliases(_ connection: any SQLConnection) throws {
        for alias in aliases {
            try connection.execute(
                """
                INSERT INTO model_alias (model_name, alias, version) SELECT model_name, ?, version FROM model_version \
                WHERE model_name = ? AND version = ? AND is_deleted = 0 ON CONFLICT DO NOTHING
                """, [.text(alias.name), .text(name), .integer(alias.version)])
        }
    }
}

extension MLflowModelVersion {
    /// Adds the version under its number; false when that number was given here. Sources below artifacts that have been moved move along.
    func add(places: [String: String], _ connection: any SQLConnection) throws -> Bool {
        let template = PromptTags.sayPrompt(tags) ? PromptTags.template(tags) : nil
        let inserted = try connection.execute(
            """
            INSERT INTO model_version (model_name, version, source, storage_location, run_id, run_link, model_id, status, stage, \
            description, template, digest, is_deleted, creation_time, last_update_time) \
            SELECT name, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM registered_model WHERE name = ? ON CONFLICT DO NOTHING
            """,
            [
                .integer(version), .text(Self.moved(source, places)), SQLValue(storageLocation.map { Self.moved($0, places) }),
                SQLValue(runID.flatMap { $0.isEmpty ? nil : $0 }), SQLValue(runLink), SQLValue(loggedModel), .text(status),
                .text(stage.rawValue), SQLValue(description), SQLValue(template),
                SQLValue(template.map { ContentDigest.hex(of: Array($0.utf8)) }), SQLValue(isDeleted), .integer(creationTime),
                .integer(lastUpdateTime), .text(name),
            ])
        guard inserted > 0 else { return false }
        try connection.insert(
            .modelVersionTag, tags.lastOfEachName.map { [.text(name), .integer(version), .text($0.name), .text($0.value)] })
        return true
    }

    /// The logged model that the source names.
    private var loggedModel: String? {
        guard case .loggedModel(let id)? = try? ModelSource(parsing: source) else { return nil }
        return id
    }

    /// A URI below one that has been moved, moved along.
    private static func moved(_ uri: String, _ places: [String: String]) -> String {
        var root = uri[...]
        while !root.isEmpty {
            if let new = places[String(root)] { return new + uri[root.endIndex...] }
            guard let slash = root.lastIndex(of: "/") else { break }
            root = root[..<slash]
        }
        return uri
    }
}
