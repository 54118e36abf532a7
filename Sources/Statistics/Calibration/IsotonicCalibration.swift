/// A rising step-free map from a judge's score to the probability that a person agrees, by pooling adjacent violators.
///
/// Barlow et al. 1972; Zadrozny & Elkan 2002. Between fitted scores the map is linear, beyond them constant.
public struct IsotonicCalibration: Sendable, Hashable {
    /// Scores where the fitted value may change, ascending.
    let knots: [Double]
    /// The fitted value at each knot, rising.
    let values: [Double]

    /// Fits the map; O(n log n). Throws `Undefined` for empty or unequal lists or non-finite scores.
    public init(scores: [Double], outcomes: [Bool]) throws {
        try requireSameCount(scores.count, outcomes.count, "scores and outcomes")
        try requireCount(scores.count, atLeast: 1, "scored rows")
        try requireFinite(scores, "score")
        var blocks: [Block] = []
        for row in scores.indices.sorted(by: { scores[$0] < scores[$1] }) {
            let value = outcomes[row] ? 1.0 : 0
            if let last = blocks.last, last.upper == scores[row] {
                blocks[blocks.count - 1].add(value)
            } else {
                blocks.append(Block(lower: scores[row], upper: scores[row], sum: value, count: 1))
            }
        }
        var pooled: [Block] = []
        for block in blocks {
            pooled.append(block)
            while pooled.count > 1, let last = pooled.last, pooled[pooled.count - 2].mean >= last.mean {
                pooled.removeLast()
                pooled[pooled.count - 1].merge(last)
            }
        }
        var (knots, values) = ([Double](), [Double]())
        for block in pooled {
            for edge in block.lower < block.upper ? [block.lower, block.upper] : [block.lower] {
                knots.append(edge)
                values.append(block.mean)
            }
        }
        (self.knots, self.values) = (knots, values)
    }

    /// The probability for a score; nil for NaN.
    public func callAsFunction(_ score: Double) -> Double? {
        guard !score.isNaN, let first = values.first, let last = values.last else { return nil }
        var (low, high) = (0, knots.count)
        while low < high {
            let middle = (low + high) / 2
            if knots[middle] <= score { low = middle + 1 } else { high = middle }
        }
        if low == 0 { return first }
        if low == knots.count { return last }
        let share = (score - knots[low - 1]) / (knots[low] - knots[low - 1])
        return values[low - 1] + share * (values[low] - values[low - 1])
    }

    private struct Block {
        var lower, upper, sum, count: Double
        var mean: Double { sum / count }

        mutating func add(_ value: Double) {
            sum += value
            count += 1
        }

        mutating func merge(_ other: Block) {
            upper = other.upper
            sum += other.sum
            count += other.count
        }
    }
}
