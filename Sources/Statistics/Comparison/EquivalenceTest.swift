/// Two one-sided tests that a difference lies inside a margin declared beforehand (Schuirmann 1987).
///
/// Absence of a significant difference shows nothing; equivalence must be shown.
public struct EquivalenceTest: Sendable, Hashable {
    /// The margin: differences in −margin…margin do not matter.
    public let margin: Double
    /// The one-sided p-value that the difference is above −margin: small means not inferior.
    public let abovePValue: Double
    /// The one-sided p-value that the difference is below margin: small means not superior.
    public let belowPValue: Double

    /// The p-value of equivalence: the larger of both.
    public var pValue: Double { max(abovePValue, belowPValue) }

    /// The tests of an estimate with its standard error and degrees of freedom (infinite for the normal distribution).
    public init(estimate: Double, standardError: Double, degreesOfFreedom: Double = .infinity, margin: Double) throws(Undefined) {
        guard estimate.isFinite, standardError > 0, standardError.isFinite else {
            throw Undefined("equivalence needs a difference with a standard error above 0")
        }
        guard degreesOfFreedom > 0 else { throw Undefined("equivalence needs degrees of freedom above 0") }
        let t = StudentT(degreesOfFreedom)
        try self.init(margin: margin) { shift in
            let statistic = (estimate - shift) / standardError
            return (below: t.cdf(statistic), above: t.survival(statistic))
        }
    }

    /// The tests of the difference of two rates on the same units, by Tango's score statistic.
    public init(_ counts: PairedCounts, margin: Double) throws(Undefined) {
        try self.init(margin: margin) { shift in
            let statistic = counts.scoreStatistic(at: min(1, max(-1, shift)))
            return (below: Normal.cdf(statistic), above: Normal.survival(statistic))
        }
    }

    /// The tests of the difference of two independent rates, by Miettinen and Nurminen's score statistic.
    public init(_ proportions: TwoProportions, margin: Double) throws(Undefined) {
        try self.init(margin: margin) { shift in
            let statistic = proportions.scoreStatistic(at: min(1, max(-1, shift)))
            return (below: Normal.cdf(statistic), above: Normal.survival(statistic))
        }
    }

    private init(margin: Double, _ tails: (Double) -> (below: Double, above: Double)) throws(Undefined) {
        guard margin > 0, margin.isFinite else { throw Undefined("the margin of equivalence must be above 0, got \(margin)") }
        self.margin = margin
        abovePValue = tails(-margin).above
        belowPValue = tails(margin).below
    }
}
