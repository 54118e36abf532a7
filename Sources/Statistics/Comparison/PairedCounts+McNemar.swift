/// A test statistic with its two-sided p-value.
public struct TestResult: Sendable, Hashable {
    /// The statistic, on the test's own scale.
    public let statistic: Double
    /// The p-value, 0…1.
    public let pValue: Double

    /// A result.
    public init(statistic: Double, pValue: Double) {
        self.statistic = statistic
        self.pValue = pValue
    }
}

extension PairedCounts {
    /// The exact McNemar p-value (binomial on the discordant pairs): the one gates use; 1 when no pair differs.
    public var mcNemarExact: Double {
        guard discordant > 0 else { return 1 }
        return min(1, 2 * discordantTail.cdf(min(onlyFirst, onlySecond)))
    }

    /// The mid-p McNemar p-value (Fagerland, Lydersen & Laake 2013): close to its level where the exact test is too careful.
    public var mcNemarMidP: Double {
        guard discordant > 0 else { return 1 }
        let smaller = min(onlyFirst, onlySecond)
        return min(1, 2 * discordantTail.cdf(smaller) - discordantTail.mass(smaller))
    }

    /// McNemar's χ² test, for comparison with other tools; throws `Undefined` when no pair differs.
    public func mcNemarChiSquared(continuity: Bool) throws(Undefined) -> TestResult {
        guard discordant > 0 else { throw Undefined("no pair differs, so there is no McNemar statistic") }
        let distance = abs(b - c) - (continuity ? 1 : 0)
        let statistic = distance * distance / (b + c)
        return TestResult(statistic: statistic, pValue: ChiSquared(1).survival(statistic))
    }

    private var discordantTail: BinomialDistribution { BinomialDistribution(trials: discordant, rate: 0.5) }
}
