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
        try RankedPairs(x, y).spearman(counts: [Int](repeating: 1, count: x.count))
    }

    /// Kendall's tau-b with its tie-corrected normal test, in O(n log n).
    ///
    /// Throws `Undefined` below 2 pairs, for lists of different lengths, non-finite numbers, or a list of equal values.
    public static func kendall(_ x: [Double], _ y: [Double]) throws -> Correlation {
        try RankedPairs(x, y).kendall(counts: [Int](repeating: 1, count: x.count))
    }

    /// Lin's concordance correlation (1989): how close pairs lie to the line y = x, with population moments.
    ///
    /// Throws `Undefined` for lists that are empty or differ in length, non-finite numbers, or when all values are one number.
    public static func concordance(_ x: [Double], _ y: [Double]) throws -> Double {
        try requireFinite(x + y, "correlated value")
        return try concordance(x, y, counts: [Int](repeating: 1, count: x.count))
    }

    /// The same of finite numbers whose pairs occur as often as their counts say. Throws `Undefined` unless there is a count for each pair.
    package static func concordance(_ x: [Double], _ y: [Double], counts: [Int]) throws -> Double {
        try requireSameCount(x.count, y.count, "correlated lists")
        try requireSameCount(x.count, counts.count, "pairs and their counts")
        let total = counts.reduce(0, +)
        try requireCount(total, atLeast: 2, "pairs")
        let n = Double(total)
        let (a, b) = (Sums.sum(counts) { x[$0] } / n, Sums.sum(counts) { y[$0] } / n)
        let first = Sums.sum(counts) { (x[$0] - a) * (x[$0] - a) } / n
        let second = Sums.sum(counts) { (y[$0] - b) * (y[$0] - b) } / n
        let spread = first + second + (a - b) * (a - b)
        guard spread > 0 else { throw Undefined("all values are one number") }
        return 2 * (Sums.sum(counts) { (x[$0] - a) * (y[$0] - b) } / n) / spread
    }

    private static func coefficient(_ x: [Double], _ y: [Double]) throws -> Double {
        try requireSameCount(x.count, y.count, "correlated lists")
        try requireCount(x.count, atLeast: 3, "pairs")
        try requireFinite(x + y, "correlated value")
        return try coefficient(Sums.squares(x), Sums.squares(y), Sums.covariance(x, y), x.count)
    }

    /// The coefficient of the sums of squares of so many pairs and their covariance.
    static func coefficient(_ first: Double, _ second: Double, _ covariance: Double, _ count: Int) throws -> Double {
        guard first > 0, second > 0 else { throw Undefined("a correlation needs variance in both lists") }
        return min(1, max(-1, covariance * Double(count - 1) / (first.squareRoot() * second.squareRoot())))
    }

    static func tTest(_ r: Double, _ n: Double) -> Double {
        abs(r) == 1 ? 0 : StudentT(n - 2).twoSided(r * ((n - 2) / ((1 - r) * (1 + r))).squareRoot())
    }

    private static func fisher(_ r: Double, _ n: Double, _ level: Double) -> Interval? {
        guard n > 3 else { return nil }
        let half = -Normal.quantile((1 - level) / 2) / (n - 3).squareRoot()
        let center = atanh(r)
        return Interval(lower: tanh(center - half), upper: tanh(center + half), level: level, method: "fisher z")
    }
}
