import Tracking

extension Call {
    /// The experiments that the caller may read; nil for all.
    func readableExperiments() async throws -> Set<ExperimentID>? {
        guard let caller, !caller.isAdministrator else { return nil }
        return try await store.readableExperiments(of: caller.accountID)
    }

    /// The registered models and prompts that the caller may read; nil for all.
    func readableModels() async throws -> Set<String>? {
        guard let caller, !caller.isAdministrator else { return nil }
        return try await store.readableModels(of: caller.accountID)
    }

    /// Whether the caller may read an experiment.
    func mayRead(_ experiment: ExperimentID) async throws -> Bool {
        try await readableExperiments()?.contains(experiment) ?? true
    }

    /// The name for the audit log.
    var actor: String { caller?.name ?? "anybody" }
}
