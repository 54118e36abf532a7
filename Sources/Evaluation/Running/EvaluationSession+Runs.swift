import Foundation
import Models
import Prompts
import TouchstoneJSON
import Tracking

extension EvaluationSession {
    /// The tag by which an unfinished run of the same plan is found.
    static let planTag = "touchstone.plan"
    /// The tag of a run that uses no answer from before its start.
    static let freshTag = "touchstone.fresh"
    /// The tag with the version of the program.
    static let versionTag = "touchstone.version"

    /// A run that is to be filled: a new one, or one that an earlier attempt left unfinished.
    struct OpenedRun {
        let run: Run
        /// Samples that are finished already.
        let finished: Set<SamplePosition>
        /// Answers from before are not used.
        let notBefore: Timestamp?
        /// What calls of earlier attempts came to.
        let earlierCalls: CallCounters
    }

    /// The tag with the process that fills a run.
    static let ownerTag = "touchstone.owner"
    /// The tag with what calls came to.
    static let callsTag = "touchstone.calls"

    /// Finds the unfinished run of the same plan, or begins one.
    func open(_ cell: RunCell, _ manifest: RunManifest) async throws -> OpenedRun {
        let experiment = try await store.experimentOrNew(named: specification.name)
        // Rows from standard input may be others than last time, so such a run is never continued; its calls are journalled all the same.
        if !isFresh, isRepeatable(cell), let run = try await store.unfinishedRun(tagged: Self.planTag, manifest.digest, in: experiment.id) {
            let tags = try await store.details(of: run.id).tags
            if run.status != .running || !RunOwner.isAlive(tags[Self.ownerTag]) { return try await reopen(run, tags, manifest) }
        }
        var tags: ByName = [Self.planTag: manifest.digest, Self.versionTag: touchstoneVersion, Self.ownerTag: RunOwner.current]
        if isFresh { tags[Self.freshTag] = "true" }
        let run = try await store.create(
            Run(name: cell.name, experiment: experiment.id, user: ProcessInfo.processInfo.userName), params: params(cell), tags: tags)
        try await record(manifest, of: run.id)
        return OpenedRun(run: run, finished: [], notBefore: isFresh ? run.startTime : nil, earlierCalls: CallCounters())
    }

    /// Goes on with an unfinished run. Gates and other ways of looking are those of now.
    private func reopen(_ run: Run, _ tags: [String: String], _ manifest: RunManifest) async throws -> OpenedRun {
        try await store.setTags([Self.ownerTag: RunOwner.current], of: run.id)
        try await record(manifest, of: run.id)
        let earlier: CallCounters
        if let tag = tags[Self.callsTag], let json = try? JSONValue(parsing: tag) {
            earlier = CallCounters(json: json)
        } else {
            earlier = CallCounters(try await store.sampleFacts(of: run.id))
        }
        let finished = try await store.finishedSamples(of: run.id, includingFailed: false)
        // Last, for whatever fails before leaves the run as it was.
        try await store.resume(run.id)
        return OpenedRun(
            run: run, finished: finished,
            notBefore: tags[Self.freshTag] == "true" ? run.startTime : nil, earlierCalls: earlier)
    }

    private func record(_ manifest: RunManifest, of run: RunID) async throws {
        let bytes = JSONValue.object(manifest.json).encoded(.init(indentation: 2))
        try await store.storeArtifact(bytes, as: RunManifest.artifactPath, in: run)
    }

    private func params(_ cell: RunCell) -> ByName<String> {
        var params = [
            "model": cell.choice.name, "dataset": cell.data.displayName, "epochs": String(specification.epochs),
            "seed": String(specification.seed), "scorers": scorers.definitions.map(\.name).joined(separator: ","),
        ]
        if let prompt = cell.prompt { params["prompt"] = prompt.name }
        for member in cell.parameters.json { params["model.\(member.key)"] = member.value.stringValue ?? member.value.text() }
        return ByName(params.map { ($0.key, String($0.value.prefix(6000))) })
    }

    /// Records the prompt and the model of a run. Anew also for a run that is continued, since it may have ended before.
    func recordLineage(_ cell: RunCell, _ manifest: RunManifest, of run: RunID) async throws {
        if let prompt = cell.prompt {
            try await store.attach(try await prompt.register(in: store), to: run)
        }
        guard !cell.isGiven else {
            return try await store.attach(ModelRecord(provider: "given", name: cell.choice.name), to: run)
        }
        var settings = cell.choice.recordedSettings
        if let digest = manifest.json["retriever"]?["digest"] { settings["documents_digest"] = digest }
        try await store.attach(ModelRecord(provider: cell.provider, name: cell.modelName, settings: settings), to: run)
    }

    /// Records what was read and how the calls went, and ends the run.
    func close(_ run: Run, _ cell: RunCell, _ outcome: CellRunner.Outcome, _ digest: String, _ calls: CallCounters) async throws {
        try await recordDataset(run, cell, outcome, digest)
        try await store.finish(
            run.id, outcome.wasStopped ? .killed : .finished,
            tags: [Self.callsTag: JSONValue.object(calls.json).text(), "touchstone.bad_rows": String(outcome.problemCount)])
    }

    private func recordDataset(_ run: Run, _ cell: RunCell, _ outcome: CellRunner.Outcome, _ digest: String) async throws {
        let rows = (outcome.evaluated + outcome.skipped) / max(1, specification.epochs)
        let dataset = DatasetRecord(
            name: cell.data.displayName, digest: digest, source: cell.data.files.joined(separator: ", "),
            profile: ["num_rows": JSONValue(rows)])
        try await store.attach(dataset, to: run.id)
    }
}
