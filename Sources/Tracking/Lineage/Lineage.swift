/// What a run came from: everything needed to say how its numbers came about.
package struct Lineage: Sendable, Hashable {
    package var run: Run
    package var datasets: [DatasetInput]
    package var prompts: [PromptUse]
    package var models: [ModelUse]
    /// The run that this one belongs to, by the tag `mlflow.parentRunId`.
    package var parent: RunID?
    package var artifacts: [Artifact]
}

extension TrackingStore {
    /// What a run came from and what it left, in one view of the store.
    package func lineage(of id: RunID) async throws -> Lineage {
        try await read { connection in
            let key = try Run.key(of: id, connection)
            let details = try Run.details(of: id, connection)
            return Lineage(
                run: details.run, datasets: try DatasetInput.all(of: key, connection), prompts: try PromptUse.all(of: key, connection),
                models: try ModelUse.all(of: key, connection), parent: details.tags["mlflow.parentRunId"].map(RunID.init(rawValue:)),
                artifacts: try Artifact.all(of: key, connection))
        }
    }
}
