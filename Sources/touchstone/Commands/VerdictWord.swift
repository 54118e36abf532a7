import ArgumentParser
import Reporting
import Statistics

/// A verdict that `compare --fail-on` can name.
enum VerdictWord: String, CaseIterable, ExpressibleByArgument {
    case worse, inconclusive, equivalent, better

    /// The word for what a comparison says; a difference that is not defined decides nothing.
    init(_ outcome: Verdict.Outcome?) {
        switch outcome {
        case .worse: self = .worse
        case .equivalent: self = .equivalent
        case .better: self = .better
        case .inconclusive, nil: self = .inconclusive
        }
    }

    /// How a command ends that should fail on some verdicts; nil when none of them was given.
    static func status(of comparisons: [ComparisonReport], failingOn words: Set<VerdictWord>) -> ExitStatus? {
        let found = Set(comparisons.flatMap(\.metrics).map { VerdictWord($0.verdict.outcome) }).intersection(words)
        if found.isEmpty { return nil }
        return found == [.inconclusive] ? .inconclusive : .gateFailed
    }
}
