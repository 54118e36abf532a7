/// Numeric scores of two systems on the same units. All differences are first minus second; for a gate give the candidate first.
public struct PairedValues: Sendable, Hashable {
    /// The differences, in the order of the units.
    public let differences: [Double]
    /// Mean and spread of the first's scores.
    public let first: Moments
    /// Mean and spread of the second's scores.
    public let second: Moments
    /// Mean and spread of the differences.
    public let moments: Moments
    /// Pearson's correlation of the scores; nil when one side does not vary.
    public let correlation: Double?
    /// How far differences may lie apart by the rounding of the scores alone: 0.9 − 0.8 and 0.8 − 0.7 are one size.
    public let resolution: Double

    /// Two aligned lists; throws `Undefined` when they differ in length, are empty or hold a number that is not finite.
    public init(_ first: [Double], _ second: [Double]) throws(Undefined) {
        guard first.count == second.count else { throw Undefined("\(first.count) values cannot be paired with \(second.count)") }
        self.first = try Moments(first)
        self.second = try Moments(second)
        let resolution = 4 * max(first.reduce(0) { max($0, abs($1)) }, second.reduce(0) { max($0, abs($1)) }).ulp
        self.resolution = resolution
        differences = zip(first, second).map { abs($0 - $1) <= resolution ? 0 : $0 - $1 }
        moments = try Moments(differences)
        let (firstMean, secondMean) = (self.first.mean, self.second.mean)
        let products = ExactSum(zip(first, second).lazy.map { ($0 - firstMean) * ($1 - secondMean) }).value
        let scale = self.first.squares.squareRoot() * self.second.squares.squareRoot()
        correlation = scale > 0 && products.isFinite ? min(1, max(-1, products / scale)) : nil
    }

    /// The standard error that the difference would have without pairing; throws `Undefined` below 2 pairs.
    public func unpairedStandardError() throws(Undefined) -> Double {
        try ((first.variance() + second.variance()) / Double(differences.count)).squareRoot()
    }

    /// How many times more units an unpaired comparison would need; nil where the differences do not vary.
    public func pairingGain() throws(Undefined) -> Double? {
        let (unpaired, paired) = (try unpairedStandardError(), try moments.standardError())
        return paired > 0 ? (unpaired / paired) * (unpaired / paired) : nil
    }

    /// The mean difference in standard deviations of the differences (Cohen's d_z); throws `Undefined` when they do not vary.
    public func effectSize() throws(Undefined) -> Double {
        let deviation = try moments.standardDeviation()
        guard deviation > 0 else { throw Undefined("all differences are equal, so the effect has no scale") }
        return moments.mean / deviation
    }

    /// The paired t test; throws `Undefined` below 2 pairs or when all differences are equal.
    public func tTest() throws(Undefined) -> TestResult {
        let error = try moments.standardError()
        guard error > 0 else { throw Undefined("all differences are equal, so there is no t statistic") }
        let t = moments.mean / error
        return TestResult(statistic: t, pValue: StudentT(Double(moments.count - 1)).twoSided(t))
    }

    /// Student's interval of the mean difference.
    public func tInterval(level: Double = 0.95) throws(Undefined) -> Interval { try meanInterval(differences, level: level) }
}
