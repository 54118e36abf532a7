import Tracking

/// All scores of a run by name, and how each sample fared, read in one pass.
struct ScoredColumns: Sendable {
    /// The scores of single samples, in the order of the manifest.
    private(set) var columns: [ScoreColumn]
    /// How each sample fared.
    private(set) var fates: SampleFates

    /// Reads the scores of a run.
    init(of run: RunID, _ manifest: RunManifest, _ facts: [SampleFacts], in store: TrackingStore) async throws {
        let definitions = manifest.scores.filter { $0.kind == .sample }
        let unanswered = facts.count { $0.hasError }
        columns = definitions.map { ScoreColumn($0, samples: facts.count, unanswered: unanswered) }
        fates = SampleFates(facts)
        // Numbers of most scores neither pass nor fail, and there are very many.
        let isJudged = definitions.map { $0.passMark != nil || $0.isBinary }
        self = try await store.reduceScores(of: run, named: definitions.map(\.name), into: self) { scored, place, row in
            if isJudged[place] || !row.value.isPlainNumber { scored.fates.note(row, definitions[place]) }
            scored.columns[place].note(row)
        }
        for index in columns.indices { columns[index].settle() }
    }
}

extension AssessmentValue {
    fileprivate var isPlainNumber: Bool { if case .number = self { true } else { false } }
}
