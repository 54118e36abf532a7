package import TouchstoneJSON

extension TrackingStore {
    /// Makes an experiment; throws ``TrackingError/alreadyExists(kind:name:)`` when the name is taken, also by a deleted one.
    ///
    /// Without a location its artifacts lie in a folder named after its number: below `artifactRoot`, or behind the server. The account of
    /// the owner's name, if one is given, may manage it.
    package func createExperiment(
        named name: String, artifactLocation: String? = nil, artifactRoot: String? = nil, tags: ByName<String> = [:],
        owner: String? = nil, at now: Timestamp = .now
    ) async throws -> Experiment {
        try await write { connection in
            let experiment = try Experiment.create(
                named: name, artifactLocation: artifactLocation, artifactRoot: artifactRoot, tags: tags, now: now, connection)
            if let owner { try Grant.give(.manage, on: .experiment(experiment.id), to: owner, by: owner, at: now, connection) }
            return experiment
        }
    }

    /// The experiment of that name, made when there is none. A deleted one is refused.
    package func experimentOrNew(named name: String, at now: Timestamp = .now) async throws -> Experiment {
        try await write { connection in
            // Another writer's row may appear between the two statements; the third sees it then.
            let known = try Experiment.find(named: name, connection)
            if known == nil, let made = try Experiment.insert(named: name, now: now, connection) { return made }
            guard let found = try known ?? Experiment.find(named: name, connection) else {
                throw TrackingError.conflict(reason: "the experiment \"\(name)\" was renamed at this moment")
            }
            guard found.stage == .active else {
                throw TrackingError.invalid(reason: "the experiment \"\(name)\" is deleted; restore it or use another name")
            }
            return found
        }
    }

    /// The experiment of that name, deleted or not; nil when there is none.
    package func experiment(named name: String) async throws -> Experiment? {
        try await read { connection in try Experiment.find(named: name, connection) }
    }

    /// The experiment with that number, deleted or not; nil when there is none.
    package func experiment(_ id: ExperimentID) async throws -> Experiment? {
        try await read { connection in
            try connection.first("SELECT \(Experiment.columns) FROM experiment WHERE id = ?", [.integer(id.rawValue)]) {
                try Experiment(&$0)
            }
        }
    }

    /// The experiments at a stage, newest first.
    package func experiments(_ stage: LifecycleStage = .active, limit: Int = 1000, offset: Int = 0) async throws -> [Experiment] {
        try await read { connection in
            try connection.all(
                """
                SELECT \(Experiment.columns) FROM experiment WHERE lifecycle_stage = ? \
                ORDER BY creation_time DESC, id ASC LIMIT ? OFFSET ?
                """,
                [.text(stage.rawValue), SQLValue(limit), SQLValue(offset)]
            ) { try Experiment(&$0) }
        }
    }

    /// Moves the artifacts of the experiment that exists from the start below a root, as long as no run of it may have any.
    package func placeDefaultExperiment(below root: String) async throws {
        try await write { connection in
            _ = try connection.execute(
                """
                UPDATE experiment SET artifact_location = ? WHERE id = ? AND artifact_location = ? \
                AND NOT EXISTS (SELECT 1 FROM run WHERE run.experiment_id = experiment.id)
                """,
                [
                    .text(Experiment.location(of: .default, below: root)), .integer(ExperimentID.default.rawValue),
                    .text(Experiment.location(of: .default)),
                ])
        }
    }

    /// Gives an active experiment another name.
    package func renameExperiment(_ id: ExperimentID, to name: String, at now: Timestamp = .now) async throws {
        try await write { connection in
            try Experiment.requireActive(id, connection)
            if let other = try Experiment.find(named: name, connection), other.id != id {
                throw TrackingError.alreadyExists(kind: "experiment", name: name)
            }
            try connection.execute(
                "UPDATE experiment SET name = ?, last_update_time = ? WHERE id = ?",
                [.text(name), .integer(now.rawValue), .integer(id.rawValue)])
        }
    }

    /// Puts an experiment and its runs aside, or takes them back; throws when there is none at the other stage. What its runs have said
    /// about traces is erased with them, and stays so.
    package func setStage(_ stage: LifecycleStage, ofExperiment id: ExperimentID, at now: Timestamp = .now) async throws {
        try await write { connection in
            let changed = try connection.execute(
                "UPDATE experiment SET lifecycle_stage = ?, last_update_time = ? WHERE id = ? AND lifecycle_stage <> ?",
                [.text(stage.rawValue), .integer(now.rawValue), .integer(id.rawValue), .text(stage.rawValue)])
            guard changed > 0 else { throw TrackingError.notFound(kind: "experiment", name: id.description) }
            try connection.execute(
                "UPDATE run SET lifecycle_stage = ?, deleted_time = ? WHERE experiment_id = ?",
                [.text(stage.rawValue), stage == .deleted ? .integer(now.rawValue) : .null, .integer(id.rawValue)])
            if stage == .deleted { try Assessment.delete(ofRunsIn: id, connection) }
        }
    }

    /// Sets a tag of an active experiment.
    package func setTag(_ name: String, to value: String, ofExperiment id: ExperimentID) async throws {
        try await write { connection in
            try Experiment.requireActive(id, connection)
            try Experiment.setTags([name: value], of: id, connection)
        }
    }

    /// Removes a tag from an active experiment; false when it had none of that name.
    package func removeTag(_ name: String, fromExperiment id: ExperimentID) async throws -> Bool {
        try await write { connection in
            try Experiment.requireActive(id, connection)
            return try connection.execute(
                "DELETE FROM experiment_tag WHERE experiment_id = ? AND name = ?", [.integer(id.rawValue), .text(name)]) > 0
        }
    }

    /// The tags of an experiment.
    package func tags(ofExperiment id: ExperimentID) async throws -> ByName<String> {
        try await read { connection in
            let pairs = try connection.all("SELECT name, value FROM experiment_tag WHERE experiment_id = ?", [.integer(id.rawValue)]) {
                (try $0.text(), try $0.text())
            }
            return ByName(pairs)
        }
    }
}

extension Experiment {
    static func find(named name: String, _ connection: any SQLConnection) throws -> Experiment? {
        try connection.first("SELECT \(columns) FROM experiment WHERE name = ?", [.text(name)]) { try Experiment(&$0) }
    }

    static func create(
        named name: String, artifactLocation: String? = nil, artifactRoot: String? = nil, tags: ByName<String> = [:], now: Timestamp,
        _ connection: any SQLConnection
    ) throws -> Experiment {
        let made = try insert(
            named: name, artifactLocation: artifactLocation, artifactRoot: artifactRoot, tags: tags, now: now, connection)
        guard let made else { throw TrackingError.alreadyExists(kind: "experiment", name: name) }
        return made
    }

    /// Adds an experiment; nil when the name is taken, also by a deleted one.
    static func insert(
        named name: String, artifactLocation: String? = nil, artifactRoot: String? = nil, tags: ByName<String> = [:], now: Timestamp,
        _ connection: any SQLConnection
    ) throws -> Experiment? {
        guard !name.isEmpty else { throw TrackingError.invalid(reason: "an experiment's name cannot be empty") }
        let inserted = try connection.first(
            """
            INSERT INTO experiment (name, artifact_location, lifecycle_stage, creation_time, last_update_time) \
            VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id
            """,
            [.text(name), .text(artifactLocation ?? ""), "active", .integer(now.rawValue), .integer(now.rawValue)]
        ) { ExperimentID(rawValue: try $0.int64()) }
        guard let id = inserted else { return nil }
        let location = artifactLocation ?? location(of: id, below: artifactRoot)
        try connection.execute("UPDATE experiment SET artifact_location = ? WHERE id = ?", [.text(location), .integer(id.rawValue)])
        try setTags(tags, of: id, connection)
        return Experiment(
            id: id, name: name, artifactLocation: location, stage: .active, creationTime: now, lastUpdateTime: now)
    }

    /// Throws when there is no such experiment or it is deleted.
    static func requireActive(_ id: ExperimentID, _ connection: any SQLConnection) throws { _ = try active(id, connection) }

    /// An active experiment, which stays as it is until the transaction ends; throws when there is none or it is deleted.
    static func active(_ id: ExperimentID, _ connection: any SQLConnection) throws -> Experiment {
        let experiment = try connection.first(
            "SELECT \(columns) FROM experiment WHERE id = ?\(connection.dialect.sharedRowLock)", [.integer(id.rawValue)]
        ) { try Experiment(&$0) }
        guard let experiment else { throw TrackingError.notFound(kind: "experiment", name: id.description) }
        guard experiment.stage == .active else { throw TrackingError.deleted(kind: "experiment", name: id.description) }
        return experiment
    }

    static func setTags(_ tags: ByName<String>, of id: ExperimentID, _ connection: any SQLConnection) throws {
        let insert = SQLInsert(
            into: "experiment_tag", ["experiment_id", "name", "value"], conflict: .replace(key: ["experiment_id", "name"]))
        try connection.insert(insert, tags.sorted.map { [.integer(id.rawValue), .text($0.name), .text($0.value)] })
    }
}
