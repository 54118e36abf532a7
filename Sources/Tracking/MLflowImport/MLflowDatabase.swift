import GRDB
import TouchstoneJSON

/// A SQLite database of MLflow, of any version since 1.0; tables and columns that older versions lack are done without.
struct MLflowDatabase: MLflowSource {
    let queue: DatabaseQueue
    private let path: String
    /// The columns of each table.
    private let columns: [String: Set<String>]
    /// The folder that the server kept proxied artifacts in; nil when nobody knows.
    private let artifacts: String?

    /// Opens a database for reading only; `artifacts` is the folder behind `mlflow-artifacts:/`.
    init(path: String, artifacts: String?) throws {
        self.path = path
        self.artifacts = artifacts
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(10)
            queue = try DatabaseQueue(path: path, configuration: configuration)
            columns = try queue.read { database in
                var columns: [String: Set<String>] = [:]
                for table in try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'table'") {
                    let names = try String.fetchAll(database, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table])
                    columns[table] = Set(names)
                }
                return columns
            }
        } catch {
            throw MLflowImportError.notMLflow(path: path, reason: "it is no SQLite database that can be read")
        }
        guard columns[SchemaVersion.table] == nil else {
            throw MLflowImportError.notMLflow(path: path, reason: "it is a Touchstone store already")
        }
        for table in ["experiments", "runs", "metrics", "params", "tags"] where columns[table] == nil {
            throw MLflowImportError.notMLflow(path: path, reason: "it has no table \"\(table)\"")
        }
    }

    func has(_ table: String, _ column: String? = nil) -> Bool {
        guard let names = columns[table] else { return false }
        return column.map(names.contains) ?? true
    }

    /// A column of a table, or null where the table lacks it.
    func column(_ table: String, _ name: String) -> String { has(table, name) ? name : "NULL AS \(name)" }

    func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
        do {
            return try queue.read { try Row.fetchAll($0, sql: sql, arguments: arguments) }
        } catch {
            throw MLflowImportError.unreadable(path: path, reason: "\(error)")
        }
    }

    func remarks() throws -> [String] {
        var remarks: [String] = []
        let wanted = ["registered_models", "model_versions", "registered_model_aliases", "datasets", "inputs", "logged_models"]
        let missing = wanted.filter { !has($0) }
        if !missing.isEmpty { remarks.append("the database is of an older MLflow and has no tables \(missing.joined(separator: ", "))") }
        return remarks
    }

    func experiments() throws -> [MLflowExperiment] {
        let tags = try named("experiment_tags", key: "experiment_id")
        return try rows(
            """
            SELECT experiment_id, name, artifact_location, lifecycle_stage, \(column("experiments", "creation_time")), \
            \(column("experiments", "last_update_time")) FROM experiments ORDER BY experiment_id
            """
        ).map { row in
            let id = Self.text(row["experiment_id"]) ?? ""
            return MLflowExperiment(
                id: id, name: Self.text(row["name"]) ?? id, artifactLocation: Self.text(row["artifact_location"]) ?? "",
                stage: Self.stage(row["lifecycle_stage"]), creationTime: row["creation_time"], lastUpdateTime: row["last_update_time"],
                tags: tags[id] ?? [])
        }
    }

    func runIDs() throws -> [String] {
        try queue.read { try String.fetchAll($0, sql: "SELECT run_uuid FROM runs ORDER BY start_time, run_uuid") }
    }

    func run(_ id: String) throws -> MLflowRun? {
        let found = try rows(
            """
            SELECT run_uuid, name, experiment_id, user_id, status, start_time, end_time, lifecycle_stage, \
            \(column("runs", "deleted_time")), artifact_uri FROM runs WHERE run_uuid = ?
            """, [id])
        guard let row = found.first else { return nil }
        let tags = try texts("tags", id)
        return MLflowRun(
            id: id, experiment: Self.text(row["experiment_id"]) ?? "0",
            name: tags.last { $0.name == Run.nameTag }?.value ?? Self.text(row["name"]) ?? "", user: Self.text(row["user_id"]) ?? "",
            status: Self.text(row["status"]).flatMap(RunStatus.init(rawValue:)) ?? .finished, startTime: row["start_time"] ?? 0,
            endTime: row["end_time"], stage: Self.stage(row["lifecycle_stage"]), deletedTime: row["deleted_time"],
            artifactURI: Self.text(row["artifact_uri"]) ?? "", params: try texts("params", id), tags: tags, inputs: try inputs(of: id),
            inputModels: try models("INPUT", of: id).map(\.id), outputModels: try models("OUTPUT", of: id))
    }

    private func texts(_ table: String, _ run: String) throws -> [NamedText] {
        try rows("SELECT key, value FROM \(table) WHERE run_uuid = ? ORDER BY key", [run]).map {
            NamedText(Self.text($0["key"]) ?? "", Self.text($0["value"]) ?? "")
        }
    }

    private func inputs(of run: String) throws -> [MLflowRun.Input] {
        guard has("datasets"), has("inputs") else { return [] }
        return try rows(
            """
            SELECT inputs.input_uuid, name, digest, dataset_source_type, dataset_source, dataset_schema, dataset_profile \
            FROM inputs JOIN datasets ON datasets.dataset_uuid = inputs.source_id \
            WHERE inputs.destination_id = ? AND inputs.destination_type = 'RUN' AND inputs.source_type = 'DATASET'
            """, [run]
        ).map { row in
            let dataset = DatasetRecord(
                name: Self.text(row["name"]) ?? "", digest: Self.text(row["digest"]) ?? "",
                sourceType: Self.text(row["dataset_source_type"]) ?? "", source: Self.text(row["dataset_source"]) ?? "",
                schema: Self.json(row["dataset_schema"]), profile: Self.json(row["dataset_profile"]))
            let tags =
                try has("input_tags")
                ? rows("SELECT name, value FROM input_tags WHERE input_uuid = ?", [Self.text(row["input_uuid"])]).map {
                    NamedText(Self.text($0["name"]) ?? "", Self.text($0["value"]) ?? "")
                } : []
            return MLflowRun.Input(dataset: dataset, tags: tags)
        }
    }

    /// The logged models that a run was made from (`INPUT`) or that it made (`OUTPUT`).
    private func models(_ role: String, of run: String) throws -> [ModelOutput] {
        guard has("inputs") else { return [] }
        return try rows(
            """
            SELECT destination_id, \(column("inputs", "step")) FROM inputs \
            WHERE source_type = ? AND source_id = ? AND destination_type = ? ORDER BY destination_id
            """, ["RUN_" + role, run, "MODEL_" + role]
        ).map { ModelOutput(id: Self.text($0["destination_id"]) ?? "", step: $0["step"] ?? 0) }
    }

    func forEachMetrics(of run: String, _ body: ([Metric]) throws -> Void) throws {
        try queue.read { database in
            let cursor = try Row.fetchCursor(
                database,
                sql: """
                    SELECT key, value, timestamp, \(has("metrics", "step") ? "step" : "0 AS step"), \
                    \(has("metrics", "is_nan") ? "is_nan" : "0 AS is_nan") FROM metrics WHERE run_uuid = ? ORDER BY key, timestamp, step
                    """, arguments: [run])
            var batch: [Metric] = []
            while let row = try cursor.next() {
                let isNaN: Bool = row["is_nan"] ?? false
                let value: Double = row["value"] ?? 0
                batch.append(
                    Metric(
                        Self.text(row["key"]) ?? "", isNaN ? .nan : value, step: row["step"] ?? 0,
                        time: Timestamp(rawValue: row["timestamp"] ?? 0)))
                if batch.count == 5000 {
                    try body(batch)
                    batch = []
                }
            }
            if !batch.isEmpty { try body(batch) }
        }
    }

    func loggedModels() throws -> [MLflowLoggedModel] {
        guard has("logged_models") else { return [] }
        let tags = try named("logged_model_tags", key: "model_id", name: "tag_key", value: "tag_value")
        let params = try named("logged_model_params", key: "model_id", name: "param_key", value: "param_value")
        return try rows("SELECT * FROM logged_models ORDER BY creation_timestamp_ms, model_id").map { row in
            let id = Self.text(row["model_id"]) ?? ""
            let status: Int64 = row["status"] ?? 2
            return MLflowLoggedModel(
                id: id, experiment: Self.text(row["experiment_id"]) ?? "0", name: Self.text(row["name"]) ?? "",
                type: Self.text(row["model_type"]) ?? "", sourceRun: Self.text(row["source_run_id"]) ?? "",
                status: [1: "PENDING", 3: "UPLOAD_FAILED"][status] ?? "READY", artifactURI: Self.text(row["artifact_location"]) ?? "",
                stage: Self.stage(row["lifecycle_stage"]), creationTime: row["creation_timestamp_ms"] ?? 0,
                lastUpdateTime: row["last_updated_timestamp_ms"] ?? 0, tags: tags[id] ?? [], params: params[id] ?? [])
        }
    }

    func registeredModels() throws -> [MLflowRegisteredModel] {
        guard has("registered_models") else { return [] }
        let tags = try named("registered_model_tags", key: "name")
        var aliases: [String: [RegisteredModel.Alias]] = [:]
        if has("registered_model_aliases") {
            for row in try rows("SELECT name, alias, version FROM registered_model_aliases ORDER BY name, alias") {
                aliases[Self.text(row["name"]) ?? "", default: []].append(
                    RegisteredModel.Alias(name: Self.text(row["alias"]) ?? "", version: row["version"] ?? 0))
            }
        }
        return try rows("SELECT name, description, creation_time, last_updated_time FROM registered_models ORDER BY name").map { row in
            let name = Self.text(row["name"]) ?? ""
            let created: Int64 = row["creation_time"] ?? 0
            return MLflowRegisteredModel(
                name: name, description: Self.text(row["description"]), creationTime: created,
                lastUpdateTime: row["last_updated_time"] ?? created, tags: tags[name] ?? [], aliases: aliases[name] ?? [])
        }
    }

    func modelVersions() throws -> [MLflowModelVersion] {
        guard has("model_versions") else { return [] }
        var tags: [String: [NamedText]] = [:]
        if has("model_version_tags") {
            for row in try rows("SELECT name, version, key, value FROM model_version_tags ORDER BY name, version, key") {
                let key = "\(Self.text(row["name"]) ?? "")/\(Self.text(row["version"]) ?? "")"
                tags[key, default: []].append(NamedText(Self.text(row["key"]) ?? "", Self.text(row["value"]) ?? ""))
            }
        }
        return try rows(
            "SELECT *, \(column("model_versions", "storage_location")) FROM model_versions ORDER BY name, version"
        ).map { row in
            let name = Self.text(row["name"]) ?? ""
            let version: Int64 = row["version"] ?? 0
            let created: Int64 = row["creation_time"] ?? 0
            let stage = Self.text(row["current_stage"]) ?? "None"
            return MLflowModelVersion(
                name: name, version: version, description: Self.text(row["description"]),
                stage: ModelStage(rawValue: stage) ?? .none, source: Self.text(row["source"]) ?? "",
                storageLocation: Self.text(row["storage_location"]), runID: Self.text(row["run_id"]),
                runLink: has("model_versions", "run_link") ? Self.text(row["run_link"]) : nil,
                status: Self.text(row["status"]) ?? "READY", isDeleted: stage == "Deleted_Internal", creationTime: created,
                lastUpdateTime: row["last_updated_time"] ?? created, tags: tags["\(name)/\(version)"] ?? [])
        }
    }

    func folder(ofArtifacts uri: String) -> String? {
        switch ArtifactLocation(uri) {
        case .folder(let path): path
        case .store(let path): artifacts.map { path.isRoot ? $0 : "\($0)/\(path.text)" }
        case .elsewhere: nil
        }
    }

    /// The named values of a table by what they belong to; none where there is no such table.
    func named(_ table: String, key: String, name: String = "key", value: String = "value") throws -> [String: [NamedText]] {
        guard has(table) else { return [:] }
        var named: [String: [NamedText]] = [:]
        for row in try rows("SELECT \(key) AS owner, \(name) AS name, \(value) AS value FROM \(table) ORDER BY owner, name") {
            named[Self.text(row["owner"]) ?? "", default: []].append(
                NamedText(Self.text(row["name"]) ?? "", Self.text(row["value"]) ?? ""))
        }
        return named
    }

    static func stage(_ value: DatabaseValue) -> LifecycleStage { text(value) == "deleted" ? .deleted : .active }

    /// A text, also of a number; nil for null.
    static func text(_ value: DatabaseValue) -> String? {
        switch value.storage {
        case .string(let text): text
        case .int64(let number): String(number)
        case .double(let number): String(number)
        case .null, .blob: nil
        }
    }

    static func json(_ value: DatabaseValue) -> JSONValue? {
        guard let text = text(value) else { return nil }
        return (try? JSONValue(parsing: text)) ?? .string(text)
    }
}
