import Scoring
import Statistics
import Tracking

/// All scores of one run under one name, beside the facts of their samples.
struct ScoreColumn: Sendable {
    /// What the score is.
    private(set) var definition: ScoreDefinition
    /// The samples that have a value, by position.
    private(set) var positions: [SamplePosition] = []
    /// Their values.
    private(set) var values: [Double] = []
    /// Samples without value, for a reason.
    private(set) var unscored = 0
    /// Samples on which the scorer failed, or that have no answer.
    private(set) var errored: Int
    /// Categories, counted by name, for scores that are no numbers.
    private(set) var categories: [String: Int] = [:]
    /// The categories of single samples, by position.
    private(set) var texts: [(position: SamplePosition, text: String)] = []
    /// Whether any value is a number, as against true or false.
    private(set) var hasNumbers = false

    /// How far a column has been read.
    struct Place: Sendable {
        var value = 0
        var text = 0
    }

    /// A column without scores; of so many samples `unanswered` will have none.
    init(_ definition: ScoreDefinition, samples: Int, unanswered: Int) {
        self.definition = definition
        errored = unanswered
        positions.reserveCapacity(samples)
        values.reserveCapacity(samples)
    }

    /// Takes the next score.
    mutating func note(_ row: ScoreRow) {
        switch row.value {
        case .number:
            hasNumbers = true
            add(row)
        case .bool: add(row)
        case .text(let category):
            categories[category, default: 0] += 1
            texts.append((row.position, category))
        case .json, .unscored: unscored += 1
        case .failed: errored += 1
        }
    }

    private mutating func add(_ row: ScoreRow) {
        guard let number = row.value.number else { return }
        positions.append(row.position)
        values.append(number)
    }

    /// Makes a score that was true or false of every sample one of pass or fail: what a command or service answers is known only then.
    mutating func settle() {
        guard !hasNumbers, !values.isEmpty, categories.isEmpty, !definition.isBinary else { return }
        definition.range = .binary
    }

    /// The values at the given positions only.
    func restricted(to kept: Set<SamplePosition>) -> ScoreColumn {
        var column = self
        let places = positions.indices.filter { kept.contains(positions[$0]) }
        column.positions = places.map { positions[$0] }
        column.values = places.map { values[$0] }
        column.unscored = 0
        column.errored = 0
        return column
    }
}
