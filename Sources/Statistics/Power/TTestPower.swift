/// Power and sample size of two-sided t tests.
public enum TTestPower {
    /// The power of a paired (or one-sample) t test.
    ///
    /// - Parameters:
    ///   - effect: The mean difference in standard deviations of the differences, d_z.
    ///   - pairs: How many pairs, above 1; need not be whole.
    ///   - alpha: The two-sided level.
    public static func paired(effect: Double, pairs: Double, alpha: Double = 0.05) throws(Undefined) -> Double {
        try check(effect: effect, alpha: alpha)
        guard pairs > 1, pairs.isFinite else { throw Undefined("power needs more than 1 pair, got \(pairs)") }
        return power(freedom: pairs - 1, noncentrality: effect * pairs.squareRoot(), alpha: alpha)
    }

    /// The power of a two-sample t test with equally large groups.
    ///
    /// - Parameters:
    ///   - effect: The difference of the means in pooled standard deviations, d.
    ///   - perGroup: How many units each group has, above 1.
    ///   - alpha: The two-sided level.
    public static func twoSample(effect: Double, perGroup: Double, alpha: Double = 0.05) throws(Undefined) -> Double {
        try check(effect: effect, alpha: alpha)
        guard perGroup > 1, perGroup.isFinite else { throw Undefined("power needs more than 1 unit per group, got \(perGroup)") }
        return power(freedom: 2 * perGroup - 2, noncentrality: effect * (perGroup / 2).squareRoot(), alpha: alpha)
    }

    /// How many pairs (not rounded) a paired t test needs; throws `Undefined` for an effect of 0 or more than 10¹² pairs.
    public static func pairs(effect: Double, alpha: Double = 0.05, power: Double = 0.8) throws(Undefined) -> Double {
        try size(effect: effect, alpha: alpha, power: power) { (try? paired(effect: effect, pairs: $0, alpha: alpha)) ?? 0 }
    }

    /// How many units per group (not rounded) a two-sample t test needs; throws `Undefined` as for pairs.
    public static func perGroup(effect: Double, alpha: Double = 0.05, power: Double = 0.8) throws(Undefined) -> Double {
        try size(effect: effect, alpha: alpha, power: power) { (try? twoSample(effect: effect, perGroup: $0, alpha: alpha)) ?? 0 }
    }

    private static func power(freedom: Double, noncentrality: Double, alpha: Double) -> Double {
        let critical = -StudentT(freedom).quantile(alpha / 2)
        let distribution = NoncentralT(freedom, noncentrality: noncentrality)
        return min(1, max(0, distribution.survival(critical) + distribution.cdf(-critical)))
    }

    private static func size(
        effect: Double, alpha: Double, power: Double, _ powerOf: (Double) -> Double
    ) throws(Undefined) -> Double {
        try check(effect: effect, alpha: alpha)
        guard effect != 0 else { throw Undefined("no number of units shows an effect of 0") }
        guard power > alpha, power < 1 else { throw Undefined("the power must lie between the level and 1, got \(power)") }
        var high = 4.0
        while powerOf(high) < power {
            high *= 2
            guard high < 1e12 else { throw Undefined("the effect is too small: more than 10¹² units") }
        }
        let low = high > 4 ? high / 2 : 1 + 1e-6
        guard let size = bracketedRoot(in: low...high, tolerance: 1e-9, { powerOf($0) - power }) else { return low }
        return size
    }

    private static func check(effect: Double, alpha: Double) throws(Undefined) {
        guard effect.isFinite else { throw Undefined("the effect must be a finite number") }
        guard alpha > 0, alpha < 1 else { throw Undefined("the level must lie between 0 and 1, got \(alpha)") }
    }
}
