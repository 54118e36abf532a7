/// Several judges as one (PoLL, Verga et al. 2024); take at least three of different model families.
public struct JudgePanel: Sendable, Hashable {
    /// How the judges' scores become one.
    public enum Pooling: String, Sendable, Hashable {
        /// The mean of scores that are standardised per judge: judges may use their scale differently.
        case standardizedMean
        /// The most frequent score; of equally frequent ones their mean.
        case majority
    }

    /// The panel's score of each item.
    public let scores: [Double]
    /// How judges disagree on each item: the variance of the pooled scores, the uncertainty for asking people.
    public let variances: [Double]
    /// Per judge, the mean absolute change of the panel's scores when the judge is left out; empty for fewer than 3 judges.
    public let leaveOneOutChanges: [Double]

    /// The panel of judges' scores, one list per judge. Throws `Undefined` for fewer than 2 judges, no items, unequal lists or non-finite scores.
    public init(scoresByJudge: [[Double]], pooling: Pooling = .standardizedMean) throws {
        try requireCount(scoresByJudge.count, atLeast: 2, "judges")
        let items = scoresByJudge[0].count
        try requireCount(items, atLeast: 1, "items")
        for scores in scoresByJudge {
            try requireSameCount(scores.count, items, "the judges' lists")
            try requireFinite(scores, "score")
        }
        let prepared = pooling == .majority ? scoresByJudge : scoresByJudge.map(Self.standardized)
        let pooled = Self.pool(prepared, pooling)
        scores = pooled
        variances = (0..<items).map { item in Sums.variance(prepared.map { $0[item] }) }
        leaveOneOutChanges =
            scoresByJudge.count < 3
            ? []
            : prepared.indices.map { left in
                var others = prepared
                others.remove(at: left)
                return Sums.mean(zip(Self.pool(others, pooling), pooled).map { abs($0 - $1) })
            }
    }

    private static func standardized(_ scores: [Double]) -> [Double] {
        let (mean, deviation) = (Sums.mean(scores), Sums.variance(scores, ddof: 0).squareRoot())
        return scores.map { deviation > 0 ? ($0 - mean) / deviation : 0 }
    }

    private static func pool(_ judges: [[Double]], _ pooling: Pooling) -> [Double] {
        (judges.first ?? []).indices.map { item in
            let scores = judges.map { $0[item] }
            return pooling == .majority ? majority(scores) : Sums.mean(scores)
        }
    }

    private static func majority(_ scores: [Double]) -> Double {
        var counts: [Double: Int] = [:]
        for score in scores { counts[score, default: 0] += 1 }
        let most = counts.values.max() ?? 0
        return Sums.mean(counts.filter { $0.value == most }.keys.sorted())
    }
}
