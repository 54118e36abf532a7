import Tracking

extension EvaluationSession {
    /// The gates of a cell with their baselines as ids, so that what is compared never changes afterwards.
    ///
    /// `latest` is the newest finished run of the same name in the same experiment; a name is the newest finished run of that name; none
    /// leaves the gate inconclusive in the first case and throws in the second, before anything is paid for.
    func resolvedGates(of cell: RunCell) async throws -> [Gate] {
        var gates: [Gate] = []
        for gate in specification.gates {
            guard case .noRegression(var rule) = gate else {
                gates.append(gate)
                continue
            }
            rule.baseline = try await baseline(rule.baseline, of: cell)
            gates.append(.noRegression(rule))
        }
        return gates
    }

    private func baseline(_ text: String, of cell: RunCell) async throws -> String {
        let experiment = try await store.experiment(named: specification.name)?.id
        let isLatest = text == "latest"
        let runs = try await store.runs(in: isLatest ? experiment ?? ExperimentID(rawValue: -1) : nil, limit: 10_000)
        if let run = runs.first(where: { $0.status == .finished && $0.name == (isLatest ? cell.name : text) }) { return run.id.rawValue }
        return isLatest ? "" : try await store.findRun(text).id.rawValue
    }
}
