/// Wilcoxon's signed-rank test: zeros dropped, equal sizes share their rank.
public struct WilcoxonSignedRank: Sendable, Hashable {
    /// The smaller of the two rank sums.
    public let statistic: Double
    /// How many differences are not zero.
    public let count: Int
    private let ties: Double
    private let positiveSum: Double
    private let hasTies: Bool

    /// The test of the given differences; throws `Undefined` when one is not finite or all are zero.
    ///
    /// Sizes no further apart than `resolution` are equal: ``PairedValues/resolution`` for differences of decimal scores.
    public init(_ differences: [Double], resolution: Double = 0) throws(Undefined) {
        try requireFinite(differences, "difference")
        let nonzero = differences.filter { $0 != 0 }
        guard !nonzero.isEmpty else { throw Undefined("all differences are zero") }
        let ranks = MidRanks(nonzero.map(abs), resolution: resolution)
        let n = Double(nonzero.count)
        positiveSum = zip(nonzero, ranks.ranks).reduce(0) { $1.0 > 0 ? $0 + $1.1 : $0 }
        statistic = min(positiveSum, n * (n + 1) / 2 - positiveSum)
        count = nonzero.count
        ties = ranks.tieTerm
        hasTies = ranks.groups.contains { $0 > 1 }
    }

    /// The two-sided p-value by the normal approximation with tie correction.
    public func approximatePValue(continuity: Bool = true) -> Double {
        let n = Double(count)
        let variance = n * (n + 1) * (2 * n + 1) / 24 - ties / 48
        guard variance > 0 else { return 1 }
        let distance = abs(positiveSum - n * (n + 1) / 4)
        let z = (distance - (continuity && distance > 0 ? 0.5 : 0)) / variance.squareRoot()
        return continuity && z < 0 ? min(1, 2 * Normal.survival(z)) : Normal.twoSided(z)
    }

    /// The exact two-sided p-value; throws `Undefined` when sizes are equal or there are more than 200 differences.
    public func exactPValue() throws(Undefined) -> Double {
        guard !hasTies else { throw Undefined("differences of equal size have no exact distribution") }
        guard count <= 200 else { throw Undefined("the exact distribution is kept to 200 differences, got \(count)") }
        var shares = [1.0]
        for rank in 1...count {
            var next = [Double](repeating: 0, count: shares.count + rank)
            for (sum, share) in shares.enumerated() {
                next[sum] += share / 2
                next[sum + rank] += share / 2
            }
            shares = next
        }
        return min(1, 2 * shares.prefix(Int(statistic) + 1).reduce(0, +))
    }
}
