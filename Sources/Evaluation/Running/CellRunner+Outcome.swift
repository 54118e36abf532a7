import Models
import Scoring

extension CellRunner {
    /// What came of it.
    struct Outcome: Sendable {
        /// Samples evaluated now.
        var evaluated = 0
        /// Samples found finished.
        var skipped = 0
        /// Samples without an answer.
        var errors = 0
        /// Why the first sample without an answer has none.
        private(set) var firstFailure: (any Error)?
        /// Why the first score without a value has none.
        private(set) var firstUnscored: DataProblem?
        /// Whether that was the scorer's own failure.
        private(set) var isFirstUnscoredFailed = false
        /// Whether any score has a value.
        private(set) var hasValues = false
        /// Rows that could not be read.
        var problems: [DataProblem] = []
        /// How many there were in all; `problems` holds the first ones.
        var problemCount = 0
        /// Whether it was asked to stop before the end.
        var wasStopped = false
        /// Why going on made no sense.
        private(set) var failure: (any Error)?
        /// Samples whose call found no model.
        private var unreached = 0

        private static let keptProblems = 20
        /// Calls that may find no model before the run is given up, as long as none has found one.
        private static let patience = 3
    }
}

extension CellRunner.Outcome {
    /// Whether calls in flight should be given up too, as against being finished because they are paid for.
    var endsAtOnce: Bool {
        guard let failure else { return false }
        return (failure as? ModelError)?.kind != .budget && !(failure is DataProblem)
    }

    /// Something made going on senseless; the first such thing counts.
    mutating func fail(_ error: any Error) { failure = failure ?? error }

    mutating func note(_ item: RowFeed.Item) {
        guard case .problem(let problem) = item else { return }
        problemCount += 1
        if problems.count < Self.keptProblems { problems.append(problem) }
    }

    mutating func note(_ sample: EvaluatedSample) {
        evaluated += 1
        guard let error = sample.failure else { return noteScores(of: sample) }
        errors += 1
        firstFailure = firstFailure ?? (error is ModelError ? error : DataProblem(sample.fed, "\(error)"))
        guard let kind = (error as? ModelError)?.kind, kind == .connection || kind == .notFound else { return }
        unreached += 1
        if unreached == Self.patience, errors == evaluated { fail(error) }
    }

    private mutating func noteScores(of sample: EvaluatedSample) {
        guard !hasValues else { return }
        hasValues = sample.scores.contains { $0.score.value != nil }
        guard !hasValues, firstUnscored == nil, let outcome = sample.scores.first else { return }
        firstUnscored = DataProblem(outcome, source: sample.fed.source, line: sample.fed.line, columns: sample.sample.fields)
        isFirstUnscoredFailed = outcome.error != nil
    }
}

extension DataProblem {
    fileprivate init(_ fed: FedSample, _ reason: String) { self.init(source: fed.source, line: fed.line, reason: reason) }
}
