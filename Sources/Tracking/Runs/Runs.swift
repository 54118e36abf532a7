package import TouchstoneJSON

extension TrackingStore {
    /// Records a new run with its settings and tags, and returns it with the URI of its artifacts.
    ///
    /// Throws when the identifier is taken or the experiment does not exist or is deleted.
    package func create(_ run: Run, params: ByName<String> = [:], tags: ByName<String> = [:]) async throws -> Run {
        try await write(isBrief: params.count + tags.count <= RunNotes.briefCount) { connection in
            let (stored, key) = try Self.insert(run, connection)
            try Run.addParams(params, to: key, connection)
            var tags = tags
            tags[Run.nameTag] = run.name
            try Run.writeTags(tags, of: key, connection)
            return stored
        }
    }

    private static func insert(_ run: Run, _ connection: any SQLConnection) throws -> (Run, key: SQLValue) {
        let experiment = try Experiment.active(run.experiment, connection)
        let key = try connection.first(
            "INSERT INTO target (kind, id) VALUES ('run', ?) ON CONFLICT DO NOTHING RETURNING key", [.text(run.id.rawValue)]
        ) { SQLValue.integer(try $0.int64()) }
        guard let key else { throw TrackingError.alreadyExists(kind: "run", name: run.id.rawValue) }
        var stored = run
        stored.artifactURI = experiment.artifactURI("\(run.id)/artifacts")
        try connection.execute(
            "INSERT INTO run (key, \(Run.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                key, .text(run.id.rawValue), .text(run.name), .integer(run.experiment.rawValue), .text(run.user),
                .text(run.status.rawValue), .integer(run.startTime.rawValue), SQLValue(run.endTime?.rawValue),
                .text(run.stage.rawValue), .text(stored.artifactURI),
            ])
        return (stored, key)
    }

    /// Records how a run ended, and tags that say more of it.
    package func finish(_ id: RunID, _ status: RunStatus, tags: ByName<String> = [:], at end: Timestamp = .now) async throws {
        try await setStatus(status, of: id, tags: tags, endTime: end)
    }

    /// Records that a run goes on after it had ended or been killed.
    package func resume(_ id: RunID) async throws {
        try await setStatus(.running, of: id, endTime: nil)
    }

    private func setStatus(_ status: RunStatus, of id: RunID, tags: ByName<String> = [:], endTime: Timestamp?) async throws {
        try await write(isBrief: true) { connection in
            let changed = try connection.execute(
                "UPDATE run SET status = ?, end_time = ? WHERE id = ?",
                [.text(status.rawValue), SQLValue(endTime?.rawValue), .text(id.rawValue)])
            guard changed > 0 else { throw TrackingError.notFound(kind: "run", name: id.rawValue) }
            if !tags.isEmpty { try Run.setTags(tags, of: try Run.key(of: id, connection), connection) }
        }
    }

    /// Gives a run another name, in its tag `mlflow.runName` too.
    package func rename(_ id: RunID, to name: String) async throws {
        try await setTags([Run.nameTag: name], of: id)
    }

    /// Puts a run aside, or takes it back. What it has said about traces is erased with it, and stays so.
    package func setStage(_ stage: LifecycleStage, of id: RunID, at now: Timestamp = .now) async throws {
        try await write { connection in
            let changed = try connection.execute(
                "UPDATE run SET lifecycle_stage = ?, deleted_time = ? WHERE id = ?",
                [.text(stage.rawValue), stage == .deleted ? .integer(now.rawValue) : .null, .text(id.rawValue)])
            guard changed > 0 else { throw TrackingError.notFound(kind: "run", name: id.rawValue) }
            if stage == .deleted { try Assessment.delete(ofRun: id, connection) }
        }
    }

    /// Adds settings to a run. The same value again is fine; another value throws ``TrackingError/paramsChanged(_:)``.
    package func addParams(_ params: ByName<String>, to id: RunID) async throws {
        try await write { connection in try Run.addParams(params, to: try Run.key(of: id, connection), connection) }
    }

    /// Sets tags of a run; the tag `mlflow.runName` renames it, unless it is empty: then it changes nothing.
    package func setTags(_ tags: ByName<String>, of id: RunID) async throws {
        try await write { connection in try Run.setTags(tags, of: try Run.key(of: id, connection), connection) }
    }

    /// Removes a tag from an active run; false when it had none of that name.
    package func removeTag(_ name: String, from id: RunID) async throws -> Bool {
        try await write { connection in
            try connection.execute(
                "DELETE FROM run_tag WHERE run_key = ? AND name = ?", [try Run.activeKey(of: id, connection), .text(name)]) > 0
        }
    }

    /// A run with everything that is kept about it, deleted or not; nil when there is none.
    package func foundRun(_ id: RunID) async throws -> FoundRun? {
        try await read { connection in
            let key = try connection.first("SELECT key FROM run WHERE id = ?", [.text(id.rawValue)]) { try $0.int64() }
            return try FoundRun.all([key].compactMap(\.self), connection).first
        }
    }

    /// A run with its settings, tags and latest metrics, deleted or not.
    package func details(of id: RunID) async throws -> RunDetails {
        try await read { connection in try Run.details(of: id, connection) }
    }

    /// The runs at a stage, newest first, of one experiment or of all.
    package func runs(
        in experiment: ExperimentID? = nil, stage: LifecycleStage = .active, limit: Int = 100, offset: Int = 0
    ) async throws -> [Run] {
        try await read { connection in
            let condition = experiment == nil ? "" : "AND experiment_id = ? "
            let arguments = [.text(stage.rawValue)] + (experiment.map { [SQLValue.integer($0.rawValue)] } ?? [])
            return try connection.all(
                """
                SELECT \(Run.columns) FROM run WHERE lifecycle_stage = ? \(condition)\
                ORDER BY start_time DESC, key DESC LIMIT ? OFFSET ?
                """, arguments + [SQLValue(limit), SQLValue(offset)]
            ) { try Run(&$0) }
        }
    }
}

extension Run {
    /// The tag that mirrors a run's name.
    static let nameTag = "mlflow.runName"

    static func addParams(_ params: ByName<String>, to key: SQLValue, _ connection: any SQLConnection) throws {
        try addParams(params.sorted.map { NamedText($0.name, $0.value) }, to: key, connection)
    }

    static func addParams(_ params: [NamedText], to key: SQLValue, _ connection: any SQLConnection) throws {
        if params.isEmpty { return }
        let inserted = try connection.execute(
            "INSERT INTO param (run_key, name, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            each: params.map { [key, .text($0.name), .text($0.value)] })
        if inserted == params.count { return }
        var changes: [ParamChange] = []
        for param in params {
            let (name, value) = (param.name, param.value)
            let existing = try connection.first("SELECT value FROM param WHERE run_key = ? AND name = ?", [key, .text(name)]) {
                try $0.text()
            }
            if existing?.isExactly(value) != true { changes.append(ParamChange(name: name, from: existing ?? "", to: value)) }
        }
        if !changes.isEmpty { throw TrackingError.paramsChanged(changes) }
    }

    private static let tagInsert = SQLInsert(
        into: "run_tag", ["run_key", "name", "value"], conflict: .replace(key: ["run_key", "name"]))

    static func writeTags(_ tags: ByName<String>, of key: SQLValue, _ connection: any SQLConnection) throws {
        try connection.insert(tagInsert, tags.sorted.map { [key, .text($0.name), .text($0.value)] })
    }

    static func setTags(_ given: ByName<String>, of key: SQLValue, _ connection: any SQLConnection) throws {
        var tags = given
        if tags[nameTag] == "" { tags[nameTag] = nil }
        if tags.isEmpty { return }
        try writeTags(tags, of: key, connection)
        if let name = tags[nameTag] { try connection.execute("UPDATE run SET name = ? WHERE key = ?", [.text(name), key]) }
    }

    static func details(of id: RunID, _ connection: any SQLConnection) throws -> RunDetails {
        let key = try key(of: id, connection)
        let run = try connection.first("SELECT \(columns) FROM run WHERE key = ?", [key]) { try Run(&$0) }
        guard let run else { throw TrackingError.notFound(kind: "run", name: id.rawValue) }
        func pairs(_ table: String) throws -> [String: String] {
            let rows = try connection.all("SELECT name, value FROM \(table) WHERE run_key = ?", [key]) { (try $0.text(), try $0.text()) }
            return Dictionary(rows) { first, _ in first }
        }
        let metrics = try connection.all("SELECT \(Metric.columns) FROM latest_metric WHERE run_key = ?", [key]) { try Metric(&$0) }
        return RunDetails(
            run: run, params: try pairs("param"), tags: try pairs("run_tag"),
            metrics: Dictionary(metrics.map { ($0.name, $0) }) { first, _ in first })
    }
}
