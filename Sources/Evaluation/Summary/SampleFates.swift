import Tracking

/// How each sample fared over all its scores.
struct SampleFates: Sendable {
    private var failed: Set<SamplePosition> = []
    private(set) var errored: Set<SamplePosition>
    private var unscored: Set<SamplePosition> = []
    private let total: Int

    /// The samples before any score is looked at.
    init(_ facts: [SampleFacts]) {
        total = facts.count
        errored = Set(facts.lazy.filter(\.hasError).map(\.position))
    }

    /// Takes one score into account.
    mutating func note(_ row: ScoreRow, _ definition: ScoreDefinition) {
        switch row.value {
        case .failed: errored.insert(row.position)
        case .unscored: unscored.insert(row.position)
        case .number, .bool:
            if definition.passes(row.value) == false { failed.insert(row.position) }
        case .text, .json: break
        }
    }

    /// The counts; a sample can be counted under several.
    var counts: RunSummary.Counts {
        RunSummary.Counts(total: total, failed: failed.count, errored: errored.count, unscored: unscored.count)
    }
}
