import Tracking

/// Why a run says nothing: it has no row, no answer or no score.
public struct RunEmptiness: Sendable, Hashable {
    /// Whether the data are at fault, as against the model or a scorer outside the program.
    public var isFaultOfData: Bool
    /// What is missing, and why it is on the first row.
    public var reason: String

    private init(isFaultOfData: Bool, _ reason: String) {
        self.isFaultOfData = isFaultOfData
        self.reason = reason
    }

    /// Why a run says nothing; nil when it does. What an earlier attempt found out counts.
    init?(_ summary: RunSummary, _ outcome: CellRunner.Outcome) {
        if summary.samples.total == 0 {
            let first = outcome.problems.first.map { "no row can be used, for example \($0)" }
            self.init(isFaultOfData: true, first ?? "there is no row; is the file empty, or does no row fulfil \"where\"?")
        } else if let first = outcome.firstFailure, summary.facts.allSatisfy(\.hasError) {
            self.init(isFaultOfData: first is DataProblem, "no sample has an answer, for example \(first)")
        } else if let first = outcome.firstUnscored, !outcome.hasValues, outcome.skipped == 0 {
            self.init(isFaultOfData: !outcome.isFirstUnscoredFailed, "no sample has a score, for example \(first)")
        } else {
            return nil
        }
    }
}
