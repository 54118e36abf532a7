import TouchstoneJSON
import Tracking

extension Call {
    /// The experiments that the caller may read; nil for all.
    func readableExperiments() async throws -> Set<ExperimentID>? {
        guard let caller, !caller.isAdministrator else { return nil }
        return try await store.readableExperiments(of: caller.accountID, otherwise: resources.settings.defaultPermission)
    }

    /// The registered models and prompts that the caller may read; nil for all.
    func readableModels() async throws -> Set<ExactText>? {
        guard let caller, !caller.isAdministrator else { return nil }
        return try await store.readableModels(of: caller.accountID, otherwise: resources.settings.defaultPermission)
    }

    /// Those of some experiments that the caller may read.
    func readable(_ experiments: [ExperimentID]) async throws -> [ExperimentID] {
        guard let readable = try await readableExperiments() else { return experiments }
        return experiments.filter(readable.contains)
    }

    /// Whether the caller may read an experiment.
    func mayRead(_ experiment: ExperimentID) async throws -> Bool {
        try await readableExperiments()?.contains(experiment) ?? true
    }

    /// Who may manage what this request makes; nil where everybody may, and for administrators, who may manage everything.
    var owner: String? { caller.flatMap { $0.isAdministrator ? nil : $0.name } }

    /// The name for the audit log.
    var actor: String { caller?.name ?? "anybody" }
}
