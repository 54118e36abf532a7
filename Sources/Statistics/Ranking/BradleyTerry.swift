#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Strengths of models from who beat whom (Bradley & Terry 1952): P(i beats j) = σ(θᵢ − θⱼ), with Σ θ = 0.
public struct BradleyTerry: Sendable, Hashable {
    /// How often each model (row) beat each other (column); a tie is half a win each.
    public let wins: [[Double]]
    /// The strengths, on the logit scale, with mean 0.
    public let strengths: [Double]
    /// The covariance of the strengths (pseudo-inverse of the Fisher information).
    public let covariance: [[Double]]
    /// Whether a ridge of 0.01 was added because some group of models never lost to the rest; say so beside the figures.
    public let isRegularized: Bool

    /// The ridge of the regularised fit.
    public static let ridge = 0.01

    /// The maximum-likelihood strengths by Newton's method.
    ///
    /// Throws `Undefined` below 2 models, for a table that is not square, negative or not finite, and without any comparison.
    /// O(models³) per step, about ten steps.
    public init(wins: [[Double]]) throws(Undefined) {
        let count = wins.count
        guard count > 1 else { throw Undefined("a ranking needs at least 2 models, got \(count)") }
        guard wins.allSatisfy({ $0.count == count }) else { throw Undefined("the table of wins is not square") }
        guard wins.joined().allSatisfy({ $0 >= 0 && $0 < 1e15 }) else { throw Undefined("a count of wins is negative or not finite") }
        var table = wins
        for model in 0..<count { table[model][model] = 0 }
        guard table.joined().contains(where: { $0 > 0 }) else { throw Undefined("no two models were compared") }
        let isConnected = Self.isStronglyConnected(table)
        self.wins = table
        isRegularized = !isConnected
        strengths = try Self.fit(table, ridge: isConnected ? 0 : Self.ridge)
        covariance = try Self.covariance(table, strengths, ridge: isConnected ? 0 : Self.ridge)
    }

    /// The standard error of each centred strength; of little use for comparing two models.
    public var standardErrors: [Double] { covariance.indices.map { max(0, covariance[$0][$0]).squareRoot() } }

    /// The standard error of the difference of two models' strengths: never combine two separate ones.
    public func differenceStandardError(_ one: Int, _ other: Int) -> Double {
        max(0, covariance[one][one] + covariance[other][other] - 2 * covariance[one][other]).squareRoot()
    }

    /// The strengths on the Elo scale around 1000.
    public var eloRatings: [Double] { strengths.map { 1000 + $0 * 400 / log(10) } }

    /// The standard errors on the Elo scale.
    public var eloStandardErrors: [Double] { standardErrors.map { $0 * 400 / log(10) } }

    /// The log likelihood at the strengths.
    public var logLikelihood: Double {
        var sum = CompensatedSum()
        for (i, row) in wins.enumerated() {
            for (j, count) in row.enumerated() where count > 0 { sum.add(-count * log1p(exp(strengths[j] - strengths[i]))) }
        }
        return sum.value
    }

    /// The mean over opponents of each model's share of wins; nil for a model that met nobody.
    public var meanWinRates: [Double?] {
        wins.indices.map { i in
            let shares: [Double] = wins.indices.compactMap { j in
                let games = wins[i][j] + wins[j][i]
                return i == j || games == 0 ? nil : wins[i][j] / games
            }
            return shares.isEmpty ? nil : shares.reduce(0, +) / Double(shares.count)
        }
    }

    /// The ranks each model may have: 1 + how many are significantly better, up to M − how many are significantly worse (Holm over all pairs).
    public func rankIntervals(level: Double = 0.95) throws(Undefined) -> [ClosedRange<Int>] {
        try requireLevel(level)
        let pairs = wins.indices.flatMap { i in wins.indices.filter { $0 > i }.map { (i, $0) } }
        let adjusted = try Multiplicity.holm.adjust(
            pairs.map { i, j in
                let error = differenceStandardError(i, j)
                return error > 0 ? Normal.twoSided((strengths[i] - strengths[j]) / error) : 1
            })
        var (better, worse) = ([Int](repeating: 0, count: wins.count), [Int](repeating: 0, count: wins.count))
        for ((i, j), p) in zip(pairs, adjusted) where p < 1 - level {
            let (upper, lower) = strengths[i] > strengths[j] ? (i, j) : (j, i)
            better[lower] += 1
            worse[upper] += 1
        }
        return wins.indices.map { (1 + better[$0])...max(1 + better[$0], wins.count - worse[$0]) }
    }
}
