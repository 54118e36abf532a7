/// Welch's t test of two independent samples, with Satterthwaite's degrees of freedom.
public struct WelchTest: Sendable, Hashable {
    /// The difference of the means, first minus second.
    public let difference: Double
    /// Its standard error.
    public let standardError: Double
    /// The degrees of freedom.
    public let degreesOfFreedom: Double

    /// The test of two samples of at least 2 finite values each; throws `Undefined` otherwise or when neither varies.
    public init(_ first: [Double], _ second: [Double]) throws(Undefined) {
        let (one, other) = (try Moments(first), try Moments(second))
        try self.init(
            difference: one.mean - other.mean, errors: (one.standardError(), other.standardError()),
            degreesOfFreedom: (Double(one.count - 1), Double(other.count - 1)))
    }

    /// The test from two estimates' standard errors and degrees of freedom, for clustered samples; throws `Undefined` when both are 0.
    public init(difference: Double, errors: (Double, Double), degreesOfFreedom: (Double, Double)) throws(Undefined) {
        let (one, other) = (errors.0 * errors.0, errors.1 * errors.1)
        guard one + other > 0 else { throw Undefined("neither sample varies, so there is no t statistic") }
        self.difference = difference
        standardError = (one + other).squareRoot()
        let (a, b) = (one / (one + other), other / (one + other))
        self.degreesOfFreedom = 1 / (a * a / degreesOfFreedom.0 + b * b / degreesOfFreedom.1)
    }

    /// The t statistic.
    public var statistic: Double { difference / standardError }

    /// The two-sided p-value.
    public var pValue: Double { StudentT(degreesOfFreedom).twoSided(statistic) }

    /// The interval of the difference.
    public func interval(level: Double = 0.95) throws(Undefined) -> Interval {
        try requireLevel(level)
        let half = -StudentT(degreesOfFreedom).quantile((1 - level) / 2) * standardError
        return Interval(lower: difference - half, upper: difference + half, level: level, method: "welch t")
    }
}
