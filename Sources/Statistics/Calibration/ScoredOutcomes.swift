#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Scores meant as probabilities, with what came true: how well the scores are calibrated and how well they rank.
public struct ScoredOutcomes: Sendable, Hashable {
    /// The probabilities given to "true", each in 0…1.
    public let scores: [Double]
    /// What came true.
    public let outcomes: [Bool]

    /// Scores and outcomes, row by row. Throws `Undefined` for empty or unequal lists and scores outside 0…1.
    public init(scores: [Double], outcomes: [Bool]) throws {
        try requireSameCount(scores.count, outcomes.count, "scores and outcomes")
        try requireCount(scores.count, atLeast: 1, "scored rows")
        guard scores.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { throw Undefined("scores must be probabilities in 0...1") }
        (self.scores, self.outcomes) = (scores, outcomes)
    }

    /// The mean squared error (Brier 1950); 0 is best, 0.25 what always saying ½ gives.
    public var brier: Double {
        Sums.mean(zip(scores, outcomes).map { ($0 - ($1 ? 1 : 0)) * ($0 - ($1 ? 1 : 0)) })
    }

    /// The mean negative log-likelihood in nats, scores kept 2⁻⁵² away from 0 and 1.
    public var logLoss: Double {
        let edge = Double.ulpOfOne
        return Sums.mean(zip(scores, outcomes).map { -log($1 ? min(max($0, edge), 1 - edge) : 1 - min(max($0, edge), 1 - edge)) })
    }

    /// The area under the ROC curve: the probability that a true row scores above a false one, ties half. O(n log n).
    ///
    /// Throws `Undefined` unless both outcomes occur.
    public func areaUnderROC() throws -> Double {
        let (positives, negatives) = try bothClasses()
        let ranks = MidRanks(scores).ranks
        let sum = Sums.sum(zip(ranks, outcomes).lazy.filter(\.1).map(\.0))
        return (sum - positives * (positives + 1) / 2) / (positives * negatives)
    }

    /// The area under the precision–recall curve as a sum of steps, one per distinct score. Throws `Undefined` when nothing came true.
    public func averagePrecision() throws -> Double {
        let positives = Double(outcomes.count { $0 })
        guard positives > 0 else { throw Undefined("average precision needs a row that came true") }
        let order = scores.indices.sorted { scores[$0] > scores[$1] }
        var (area, hits, seen, recall, start) = (0.0, 0.0, 0.0, 0.0, 0)
        while start < order.count {
            var end = start
            while end < order.count, scores[order[end]] == scores[order[start]] {
                hits += outcomes[order[end]] ? 1 : 0
                seen += 1
                end += 1
            }
            area += (hits / positives - recall) * hits / seen
            (recall, start) = (hits / positives, end)
        }
        return area
    }

    func bothClasses() throws -> (positives: Double, negatives: Double) {
        let positives = outcomes.count { $0 }
        guard positives > 0, positives < outcomes.count else { throw Undefined("rows of both outcomes are needed") }
        return (Double(positives), Double(outcomes.count - positives))
    }
}
