/// Sample sizes of comparisons of rates.
public enum ProportionPower {
    /// How many pairs (not rounded) a McNemar test needs (Connor 1987).
    ///
    /// - Parameters:
    ///   - discordance: The share of pairs that differ, 0…1.
    ///   - difference: The difference of the rates; its size is at most the discordance.
    public static func mcNemarPairs(
        discordance: Double, difference: Double, alpha: Double = 0.05, power: Double = 0.8
    ) throws(Undefined) -> Double {
        guard discordance > 0, discordance <= 1, abs(difference) <= discordance else {
            throw Undefined("a difference of \(difference) cannot come from a discordance of \(discordance)")
        }
        let (zAlpha, zBeta) = try quantiles(alpha, power, difference)
        let root = zAlpha * discordance.squareRoot() + zBeta * (discordance - difference * difference).squareRoot()
        return root * root / (difference * difference)
    }

    /// How many units per group (not rounded) a z test of two independent rates needs, with pooled variance under the null hypothesis.
    public static func perGroup(_ first: Double, _ second: Double, alpha: Double = 0.05, power: Double = 0.8) throws(Undefined) -> Double {
        guard first >= 0, first <= 1, second >= 0, second <= 1 else {
            throw Undefined("rates lie between 0 and 1, got \(first) and \(second)")
        }
        let difference = first - second
        let (zAlpha, zBeta) = try quantiles(alpha, power, difference)
        let pooled = (first + second) / 2
        let root =
            zAlpha * (2 * pooled * (1 - pooled)).squareRoot() + zBeta * (first * (1 - first) + second * (1 - second)).squareRoot()
        return root * root / (difference * difference)
    }

    /// How many units per group (not rounded) are needed on the arcsine scale, counting both tails.
    public static func perGroupArcsine(
        _ first: Double, _ second: Double, alpha: Double = 0.05, power: Double = 0.8
    ) throws(Undefined) -> Double {
        let effect = abs(try cohensH(first, second))
        let (zAlpha, zBeta) = try quantiles(alpha, power, effect)
        let oneTail = (zAlpha + zBeta) * (zAlpha + zBeta)
        guard power > alpha else { throw Undefined("the power must lie above the level") }
        let squared = bracketedRoot(in: oneTail / 16...oneTail, tolerance: 1e-13) { squared in
            let shift = squared.squareRoot()
            return Normal.survival(zAlpha - shift) + Normal.cdf(-zAlpha - shift) - power
        }
        return 2 * (squared ?? oneTail) / (effect * effect)
    }

    private static func quantiles(_ alpha: Double, _ power: Double, _ difference: Double) throws(Undefined) -> (Double, Double) {
        guard alpha > 0, alpha < 1, power > 0, power < 1 else { throw Undefined("level and power must lie between 0 and 1") }
        guard difference != 0 else { throw Undefined("no number of units shows a difference of 0") }
        return (-Normal.quantile(alpha / 2), Normal.quantile(power))
    }
}
