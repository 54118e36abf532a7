/// An import that is under way.
struct MLflowImport: Sendable {
    let store: TrackingStore
    let source: any MLflowSource
    let now: Timestamp
    let progress: @Sendable (String) -> Void
    private(set) var summary = MLflowImportSummary()
    /// Our numbers of the source's experiments.
    private var experiments: [String: ExperimentID] = [:]
    /// Our URIs of artifacts by the source's, of runs and logged models.
    private var moved: [(old: String, new: String)] = []
    private var elsewhere = 0
    private var refused = 0

    init(store: TrackingStore, source: any MLflowSource, now: Timestamp, progress: @escaping @Sendable (String) -> Void) {
        self.store = store
        self.source = source
        self.now = now
        self.progress = progress
    }

    mutating func run() async throws -> MLflowImportSummary {
        summary.remarks += try source.remarks()
        try await importExperiments()
        try await importRuns()
        try await importLoggedModels()
        try await importRegistry()
        try await importTraces()
        try await importEvaluationDatasets()
        if elsewhere > 0 {
            summary.remarks.append(
                "the artifacts of \(elsewhere) runs, models or traces lie elsewhere and were not copied; --artifacts names the folder of a server"
            )
        }
        if refused > 0 { summary.remarks.append("\(refused) artifacts have names that cannot be kept and were not copied") }
        return summary
    }

    private mutating func importExperiments() async throws {
        for experiment in try source.experiments() {
            let now = now
            let (id, isNew) = try await store.write { connection in try experiment.add(at: now, connection) }
            experiments[experiment.id] = id
            if isNew { summary.experiments.new += 1 } else { summary.experiments.known += 1 }
            if id.description != experiment.id {
                summary.remarks.append("the experiment \"\(experiment.name)\" has the number \(id) here instead of \(experiment.id)")
            }
        }
    }

    private mutating func importRuns() async throws {
        let ids = try source.runIDs()
        for (index, id) in ids.enumerated() {
            if index % 100 == 0 { progress("runs: \(index) of \(ids.count)") }
            guard let run = try source.run(id), let experiment = experiments[run.experiment] else { continue }
            let source = source
            let (isNew, metrics, uri) = try await store.write { connection in
                try run.add(to: experiment, connection) { body in try source.forEachMetrics(of: id, body) }
            }
            if isNew { summary.runs.new += 1 } else { summary.runs.known += 1 }
            summary.metrics += metrics
            moved.append((run.artifactURI, uri))
            try await copyArtifacts(from: run.artifactURI, to: uri)
        }
        progress("runs: \(ids.count) of \(ids.count)")
    }

    private mutating func importLoggedModels() async throws {
        for model in try source.loggedModels() {
            guard let experiment = experiments[model.experiment] else { continue }
            let metrics = try source.metrics(ofLoggedModel: model.id)
            let (isNew, count, uri) = try await store.write { connection in try model.add(to: experiment, metrics: metrics, connection) }
            if isNew { summary.loggedModels.new += 1 } else { summary.loggedModels.known += 1 }
            summary.metrics += count
            moved.append((model.artifactURI, uri))
            try await copyArtifacts(from: model.artifactURI, to: uri)
        }
    }

    private mutating func importRegistry() async throws {
        for model in try source.registeredModels() {
            let isNew = try await store.write { connection in try model.add(connection) }
            if isNew { summary.registeredModels.new += 1 } else { summary.registeredModels.known += 1 }
        }
        let places = Dictionary(moved.map { ($0.old, $0.new) }) { first, _ in first }
        for version in try source.modelVersions() {
            let isNew = try await store.write { connection in try version.add(places: places, connection) }
            if isNew { summary.modelVersions.new += 1 } else { summary.modelVersions.known += 1 }
        }
        for model in try source.registeredModels() {
            try await store.write { connection in try model.addAliases(connection) }
        }
    }

    private mutating func importTraces() async throws {
        let ids = try source.traceIDs()
        for (index, id) in ids.enumerated() {
            if index % 100 == 0 { progress("traces: \(index) of \(ids.count)") }
            guard let trace = try source.trace(id), let experiment = experiments[trace.experiment] else { continue }
            let (isNew, uri) = try await store.write { connection in try trace.add(to: experiment, connection) }
            if isNew { summary.traces.new += 1 } else { summary.traces.known += 1 }
            if isNew { summary.spans += trace.spans.count }
            if isNew { summary.assessments += trace.trace.assessments.count }
            // Only traces of older clients, and those with attachments, have files.
            if let old = trace.artifactURI, source.folder(ofArtifacts: old) != nil { try await copyArtifacts(from: old, to: uri) }
        }
    }

    private mutating func importEvaluationDatasets() async throws {
        for dataset in try source.evaluationDatasets() {
            let (source, owners) = (source, dataset.experiments.compactMap { experiments[$0] })
            let (isNew, count) = try await store.write { connection in
                try dataset.add(to: owners, connection) { body in try source.forEachRecords(of: dataset.dataset.id, body) }
            }
            if isNew { summary.evaluationDatasets.new += 1 } else { summary.evaluationDatasets.known += 1 }
            summary.evaluationRecords += count
        }
    }

    /// Copies the files below one URI that are not below the other yet, or that differ in size.
    private mutating func copyArtifacts(from old: String, to new: String) async throws {
        guard let from = source.folder(ofArtifacts: old) else {
            elsewhere += 1
            return
        }
        // A run without artifacts has no folder.
        guard StoreFile.exists(from) else { return }
        var files: [String] = []
        try StoreFile.forEachFile(below: from) { files.append($0) }
        let folder = try store.artifactFolder(at: new)
        for file in files.sorted() {
            guard let path = ArtifactPath(file) else {
                refused += 1
                continue
            }
            if let size = StoreFile.byteCount(of: "\(folder.path)/\(path.text)"), size == StoreFile.byteCount(of: "\(from)/\(file)") {
                summary.artifacts.known += 1
                continue
            }
            let writer = try folder.write(path)
            try StoreFile.read("\(from)/\(file)") { try writer.write($0) }
            let (byteCount, digest) = try writer.finish()
            try await store.recordArtifact(path, in: folder, byteCount: byteCount, digest: digest, at: now)
            summary.artifacts.new += 1
            summary.artifactBytes += byteCount
            if summary.artifacts.new % 1000 == 0 { progress("artifacts: \(summary.artifacts.new)") }
        }
    }
}
