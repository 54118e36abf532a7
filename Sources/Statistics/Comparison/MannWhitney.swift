/// The Mann–Whitney test of two independent samples.
public struct MannWhitney: Sendable, Hashable {
    /// U of the first sample: in how many pairs it is larger, ties counted half.
    public let statistic: Double
    /// How many values each sample has.
    public let counts: (first: Int, second: Int)
    private let ties: Double

    /// The test of two samples of finite values; throws `Undefined` when one is empty.
    public init(_ first: [Double], _ second: [Double]) throws(Undefined) {
        try requireFinite(first)
        try requireFinite(second)
        guard !first.isEmpty, !second.isEmpty else { throw Undefined("a sample is empty") }
        let ranks = MidRanks(first + second)
        let n = Double(first.count)
        statistic = ranks.ranks.prefix(first.count).reduce(0, +) - n * (n + 1) / 2
        counts = (first.count, second.count)
        ties = ranks.tieTerm
    }

    public static func == (left: Self, right: Self) -> Bool {
        left.statistic == right.statistic && left.counts == right.counts && left.ties == right.ties
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(statistic) }

    /// Cliff's δ: how much likelier the first is larger than smaller, −1…1.
    public var cliffsDelta: Double { 2 * statistic / (Double(counts.first) * Double(counts.second)) - 1 }

    /// The probability that a value of the first exceeds one of the second, ties counted half.
    public var probabilityOfSuperiority: Double { statistic / (Double(counts.first) * Double(counts.second)) }

    /// The two-sided p-value by the normal approximation with tie correction; 1 when all values are equal.
    public func approximatePValue(continuity: Bool = true) -> Double {
        let (m, n) = (Double(counts.first), Double(counts.second))
        let total = m + n
        let variance = m * n / 12 * ((total + 1) - ties / (total * (total - 1)))
        guard variance > 0 else { return 1 }
        let distance = max(statistic, m * n - statistic) - m * n / 2
        return min(1, 2 * Normal.survival((distance - (continuity ? 0.5 : 0)) / variance.squareRoot()))
    }

    /// The exact two-sided p-value; throws `Undefined` with ties or when the product of the counts exceeds 10,000.
    public func exactPValue() throws(Undefined) -> Double {
        guard ties == 0 else { throw Undefined("equal values have no exact distribution") }
        let product = counts.first.multipliedReportingOverflow(by: counts.second)
        guard !product.overflow, product.partialValue <= 10_000 else {
            throw Undefined("the exact distribution is kept to 10,000 pairs of values")
        }
        let smaller = min(Int(statistic), product.partialValue - Int(statistic))
        return min(1, 2 * Self.cdf(smaller, counts.first, counts.second))
    }

    /// P(U ≤ limit) by the recursion on which sample the largest value comes from.
    private static func cdf(_ limit: Int, _ m: Int, _ n: Int) -> Double {
        var rows = [[Double]](repeating: [1] + [Double](repeating: 0, count: limit), count: n + 1)
        for first in 1...m {
            rows[0] = [1] + [Double](repeating: 0, count: limit)
            for second in 1...n {
                let total = Double(first + second)
                var row = rows[second - 1]
                for u in 0...limit {
                    row[u] *= Double(second) / total
                    if u >= second { row[u] += rows[second][u - second] * Double(first) / total }
                }
                rows[second] = row
            }
        }
        return rows[n].reduce(0, +)
    }
}
