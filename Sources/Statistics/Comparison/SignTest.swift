/// The sign test: how often differences are positive and negative, zeros dropped.
public struct SignTest: Sendable, Hashable {
    /// How many differences are positive.
    public let positive: Int
    /// How many differences are negative.
    public let negative: Int
    /// The exact two-sided p-value; 1 when no difference is left.
    public let pValue: Double

    /// The test of the given differences; throws `Undefined` when one is not finite.
    public init(_ differences: [Double]) throws(Undefined) {
        try requireFinite(differences, "difference")
        let (positive, negative) = (differences.count { $0 > 0 }, differences.count { $0 < 0 })
        let tail = BinomialDistribution(trials: positive + negative, rate: 0.5).cdf(min(positive, negative))
        self.positive = positive
        self.negative = negative
        pValue = min(1, 2 * tail)
    }
}

/// The two-sided exact p-value that passes come at a given rate: all outcomes at most as likely as the one seen.
public func binomialTest(successes: Int, of trials: Int, rate: Double) throws(Undefined) -> Double {
    guard trials >= 0, successes >= 0, successes <= trials else {
        throw Undefined("\(successes) successes of \(trials) trials make no rate")
    }
    guard rate >= 0, rate <= 1 else { throw Undefined("a rate lies between 0 and 1, got \(rate)") }
    let binomial = BinomialDistribution(trials: trials, rate: rate)
    let limit = binomial.mass(successes) * (1 + 1e-7)
    let mode = min(trials, max(0, Int(Double(trials + 1) * rate)))
    if successes == mode { return 1 }
    if successes < mode {
        let other = (0...(trials - mode)).map { $0 }.partitionPoint { binomial.mass(mode + $0) <= limit } + mode
        return min(1, binomial.cdf(successes) + (other <= trials ? binomial.survival(other - 1) : 0))
    }
    let below = (0...mode).map { $0 }.partitionPoint { binomial.mass($0) > limit }
    return min(1, binomial.survival(successes - 1) + (below > 0 ? binomial.cdf(below - 1) : 0))
}
