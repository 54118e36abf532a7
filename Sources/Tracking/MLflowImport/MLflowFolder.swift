import TouchstoneJSON

/// A folder that MLflow's file store wrote: `mlruns`.
struct MLflowFolder: MLflowSource {
    private let path: String
    /// The folder of each experiment, by number.
    private let experimentFolders: [(id: String, path: String)]
    private let artifacts: String?

    /// Opens a folder; `artifacts` is the folder behind `mlflow-artifacts:/`.
    init(path: String, artifacts: String?) throws {
        self.path = path
        self.artifacts = artifacts
        var folders: [(id: String, path: String)] = []
        for folder in [path, path + "/.trash"] where StoreFile.exists(folder) {
            for (name, isFolder) in try StoreFile.children(of: folder) where isFolder && !["models", ".trash"].contains(name) {
                if StoreFile.exists("\(folder)/\(name)/meta.yaml") { folders.append((name, "\(folder)/\(name)")) }
            }
        }
        guard !folders.isEmpty else {
            throw MLflowImportError.notMLflow(path: path, reason: "no folder in it has a meta.yaml of an experiment")
        }
        experimentFolders = folders.sorted { (Int64($0.id) ?? .max, $0.id) < (Int64($1.id) ?? .max, $1.id) }
    }

    func remarks() throws -> [String] {
        let traces = try experimentFolders.reduce(0) { try $0 + children(of: $1.path + "/traces").count }
        return traces > 0 ? ["\(traces) traces were not imported"] : []
    }

    func experiments() throws -> [MLflowExperiment] {
        try experimentFolders.map { id, folder in
            let meta = try meta(folder)
            return MLflowExperiment(
                id: id, name: meta.text("name") ?? id, artifactLocation: meta.text("artifact_location") ?? "",
                stage: meta.text("lifecycle_stage") == "deleted" ? .deleted : .active, creationTime: meta.integer("creation_time"),
                lastUpdateTime: meta.integer("last_update_time"), tags: try texts(folder + "/tags"))
        }
    }

    /// Runs are named with their experiment, `<experiment>/<run>`, so that their folders are found again.
    func runIDs() throws -> [String] {
        try experimentFolders.flatMap { id, folder in
            try children(of: folder).filter { StoreFile.exists("\(folder)/\($0)/meta.yaml") }.map { "\(id)/\($0)" }
        }
    }

    private func folder(of run: String) -> String? {
        let parts = run.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, let experiment = experimentFolders.first(where: { $0.id == parts[0] }) else { return nil }
        return "\(experiment.path)/\(parts[1])"
    }

    func run(_ id: String) throws -> MLflowRun? {
        guard let folder = folder(of: id), StoreFile.exists(folder + "/meta.yaml") else { return nil }
        let meta = try meta(folder)
        let tags = try texts(folder + "/tags")
        guard let run = meta.text("run_id") ?? meta.text("run_uuid") else { return nil }
        let statuses: [Int64: RunStatus] = [1: .running, 2: .scheduled, 3: .finished, 4: .failed, 5: .killed]
        return MLflowRun(
            id: run, experiment: String(id.prefix { $0 != "/" }),
            name: tags.last { $0.name == Run.nameTag }?.value ?? meta.text("run_name") ?? "", user: meta.text("user_id") ?? "",
            status: meta.integer("status").flatMap { statuses[$0] } ?? .finished, startTime: meta.integer("start_time") ?? 0,
            endTime: meta.integer("end_time"), stage: meta.text("lifecycle_stage") == "deleted" ? .deleted : .active,
            deletedTime: meta.integer("deleted_time"), artifactURI: meta.text("artifact_uri") ?? "file://\(folder)/artifacts",
            params: try texts(folder + "/params"), tags: tags, inputs: try inputs(of: folder, id))
    }

    private func inputs(of folder: String, _ run: String) throws -> [MLflowRun.Input] {
        guard let experiment = experimentFolders.first(where: { run.hasPrefix($0.id + "/") })?.path else { return [] }
        return try children(of: folder + "/inputs").compactMap { input in
            let text = try text(of: "\(folder)/inputs/\(input)/meta.yaml")
            let meta = MLflowMetaFile(text)
            guard meta.text("source_type") == "DATASET", let source = meta.text("source_id") else { return nil }
            let dataset = try self.meta("\(experiment)/datasets/\(source)")
            guard let name = dataset.text("name"), let digest = dataset.text("digest") else { return nil }
            return MLflowRun.Input(
                dataset: DatasetRecord(
                    name: name, digest: digest, sourceType: dataset.text("source_type") ?? "", source: dataset.text("source") ?? "",
                    schema: dataset.text("schema").map(Self.json), profile: dataset.text("profile").map(Self.json)),
                tags: Self.inputTags(text))
        }
    }

    /// The tags of an input, which its file holds as a mapping below `tags:`.
    private static func inputTags(_ text: String) -> [NamedText] {
        guard let start = text.range(ofTags: "tags:\n") else { return [] }
        let block = text[start...].split(separator: "\n").prefix { $0.hasPrefix("  ") }.map { $0.dropFirst(2) }.joined(separator: "\n")
        let meta = MLflowMetaFile(block)
        return block.split(separator: "\n").compactMap { line in
            let name = String(line.prefix { $0 != ":" })
            return meta.text(name).map { NamedText(name, $0) }
        }
    }

    func forEachMetrics(of run: String, _ body: ([Metric]) throws -> Void) throws {
        guard let folder = folder(of: run), StoreFile.exists(folder + "/metrics") else { return }
        try StoreFile.forEachFile(below: folder + "/metrics") { name in
            var rest: [UInt8] = []
            try StoreFile.read("\(folder)/metrics/\(name)") { bytes in
                rest += bytes
                guard let end = rest.lastIndex(of: 0x0A) else { return }
                try body(Self.metrics(name, rest[...end]))
                rest = Array(rest[(end + 1)...])
            }
            if !rest.isEmpty { try body(Self.metrics(name, rest[...])) }
        }
    }

    /// Lines of time, value and step.
    private static func metrics(_ name: String, _ bytes: ArraySlice<UInt8>) -> [Metric] {
        bytes.split(separator: 0x0A).compactMap { line in
            let parts = line.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
            guard parts.count >= 2, let time = Int64(parts[0]), let value = Double(parts[1]) else { return nil }
            return Metric(name, value, step: parts.count > 2 ? Int64(parts[2]) ?? 0 : 0, time: Timestamp(rawValue: time))
        }
    }

    func loggedModels() throws -> [MLflowLoggedModel] {
        let statuses: [Int64: String] = [1: "PENDING", 3: "UPLOAD_FAILED"]
        return try experimentFolders.flatMap { id, folder in
            try children(of: folder + "/models").filter { StoreFile.exists("\(folder)/models/\($0)/meta.yaml") }.map { name in
                let own = "\(folder)/models/\(name)"
                let meta = try meta(own)
                let created = meta.integer("creation_timestamp") ?? 0
                return MLflowLoggedModel(
                    id: meta.text("model_id") ?? name, experiment: id, name: meta.text("name") ?? "", type: meta.text("model_type") ?? "",
                    sourceRun: meta.text("source_run_id") ?? "", status: meta.integer("status").flatMap { statuses[$0] } ?? "READY",
                    artifactURI: meta.text("artifact_location") ?? "file://\(own)/artifacts",
                    stage: meta.text("lifecycle_stage") == "deleted" ? .deleted : .active, creationTime: created,
                    lastUpdateTime: meta.integer("last_updated_timestamp") ?? created, tags: try texts(own + "/tags"),
                    params: try texts(own + "/params"))
            }
        }
    }

    func registeredModels() throws -> [MLflowRegisteredModel] {
        try modelFolders().map { folder in
            let meta = try meta(folder)
            let created = meta.integer("creation_timestamp") ?? 0
            let aliases = try texts(folder + "/aliases").compactMap { alias in
                Int64(alias.value).map { RegisteredModel.Alias(name: alias.name, version: $0) }
            }
            return MLflowRegisteredModel(
                name: meta.text("name") ?? "", description: meta.text("description"), creationTime: created,
                lastUpdateTime: meta.integer("last_updated_timestamp") ?? created, tags: try texts(folder + "/tags"), aliases: aliases)
        }
    }

    func modelVersions() throws -> [MLflowModelVersion] {
        try modelFolders().flatMap { folder in
            try children(of: folder).filter { $0.hasPrefix("version-") }.compactMap { name in
                let meta = try meta("\(folder)/\(name)")
                guard let model = meta.text("name"), let version = meta.integer("version") else { return nil }
                let created = meta.integer("creation_timestamp") ?? 0
                let stage = meta.text("current_stage") ?? "None"
                return MLflowModelVersion(
                    name: model, version: version, description: meta.text("description"), stage: ModelStage(rawValue: stage) ?? .none,
                    source: meta.text("source") ?? "", storageLocation: meta.text("storage_location"), runID: meta.text("run_id"),
                    runLink: meta.text("run_link"), status: "READY", isDeleted: stage == "Deleted_Internal", creationTime: created,
                    lastUpdateTime: meta.integer("last_updated_timestamp") ?? created, tags: try texts("\(folder)/\(name)/tags"))
            }.sorted { $0.version < $1.version }
        }
    }

    private func modelFolders() throws -> [String] {
        try children(of: path + "/models").map { "\(path)/models/\($0)" }.filter { StoreFile.exists($0 + "/meta.yaml") }
    }

    func folder(ofArtifacts uri: String) -> String? {
        switch ArtifactLocation(uri) {
        case .folder(let path): path
        case .store(let path): artifacts.map { path.isRoot ? $0 : "\($0)/\(path.text)" }
        case .elsewhere: nil
        }
    }

    private func meta(_ folder: String) throws -> MLflowMetaFile { MLflowMetaFile(try text(of: folder + "/meta.yaml")) }

    /// The folders within a folder, by name; none when there is no such folder.
    private func children(of folder: String) throws -> [String] {
        guard StoreFile.exists(folder) else { return [] }
        return try StoreFile.children(of: folder).filter(\.isFolder).map(\.name).sorted()
    }

    /// The files below a folder as named values; a name may have slashes.
    private func texts(_ folder: String) throws -> [NamedText] {
        guard StoreFile.exists(folder) else { return [] }
        var texts: [NamedText] = []
        try StoreFile.forEachFile(below: folder) { texts.append(NamedText($0, try text(of: "\(folder)/\($0)"))) }
        return texts.sorted { $0.name < $1.name }
    }

    private func text(of file: String) throws -> String {
        var bytes: [UInt8] = []
        do {
            try StoreFile.read(file) { bytes += $0 }
        } catch {
            throw MLflowImportError.unreadable(path: file, reason: "it is missing or may not be read")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func json(_ text: String) -> JSONValue { (try? JSONValue(parsing: text)) ?? .string(text) }
}

extension String {
    /// Where the text after a line begins; nil when there is no such line.
    fileprivate func range(ofTags line: String) -> String.Index? {
        var rest = self[...]
        while !rest.isEmpty {
            if rest.hasPrefix(line) { return rest.index(rest.startIndex, offsetBy: line.count) }
            guard let end = rest.firstIndex(of: "\n") else { return nil }
            rest = rest[rest.index(after: end)...]
        }
        return nil
    }
}
