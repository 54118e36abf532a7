#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A correlation coefficient with the test of no association.
public struct Correlation: Sendable, Hashable {
    /// The coefficient, from −1 to 1.
    public let value: Double
    /// The two-sided p-value of no association.
    public let pValue: Double
    /// The interval where the method has one.
    public let interval: Interval?

    /// Pearson's correlation with the t test and Fisher's interval (none below 4 pairs).
    ///
    /// Throws `Undefined` below 3 pairs, for lists of different lengths, non-finite numbers, or a list without variance.
    public static func pearson(_ x: [Double], _ y: [Double], level: Double = 0.95) throws -> Correlation {
        try requireLevel(level)
        let r = try coefficient(x, y)
        let n = Double(x.count)
        return Correlation(value: r, pValue: tTest(r, n), interval: fisher(r, n, level))
    }

    /// Spearman's rank correlation, ties by mid-ranks, with the t test.
    ///
    /// Throws `Undefined` as `pearson` does.
    public static func spearman(_ x: [Double], _ y: [Double]) throws -> Correlation {
        try requireFinite(x + y, "correlated value")
        let r = try coefficient(MidRanks(x).ranks, MidRanks(y).ranks)
        return Correlation(value: r, pValue: tTest(r, Double(x.count)), interval: nil)
    }

    /// Lin's concordance correlation (1989): how close pairs lie to the line y = x, with population moments.
    ///
    /// Throws `Undefined` for lists that are empty or differ in length, non-finite numbers, or when all values are one number.
    public static func concordance(_ x: [Double], _ y: [Double]) throws -> Double {
        try requireSameCount(x.count, y.count, "correlated lists")
        try requireCount(x.count, atLeast: 2, "pairs")
        try requireFinite(x + y, "correlated value")
        let shift = Sums.mean(x) - Sums.mean(y)
        let spread = Sums.variance(x, ddof: 0) + Sums.variance(y, ddof: 0) + shift * shift
        guard spread > 0 else { throw Undefined("all values are one number") }
        return 2 * Sums.covariance(x, y, ddof: 0) / spread
    }

    private static func coefficient(_ x: [Double], _ y: [Double]) throws -> Double {
        try requireSameCount(x.count, y.count, "correlated lists")
        try requireCount(x.count, atLeast: 3, "pairs")
        try requireFinite(x + y, "correlated value")
        let (first, second) = (Sums.squares(x), Sums.squares(y))
        guard first > 0, second > 0 else { throw Undefined("a correlation needs variance in both lists") }
        let product = Sums.covariance(x, y) * Double(x.count - 1)
        return min(1, max(-1, product / (first.squareRoot() * second.squareRoot())))
    }

    private static func tTest(_ r: Double, _ n: Double) -> Double {
        abs(r) == 1 ? 0 : StudentT(n - 2).twoSided(r * ((n - 2) / ((1 - r) * (1 + r))).squareRoot())
    }

    private static func fisher(_ r: Double, _ n: Double, _ level: Double) -> Interval? {
        guard n > 3 else { return nil }
        let half = -Normal.quantile((1 - level) / 2) / (n - 3).squareRoot()
        let center = atanh(r)
        return Interval(lower: tanh(center - half), upper: tanh(center + half), level: level, method: "fisher z")
    }
}
