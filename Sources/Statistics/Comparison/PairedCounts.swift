/// Passes and fails of two systems on the same units: how often both, one or neither passed.
///
/// All differences are first minus second; for a gate give the candidate first.
public struct PairedCounts: Sendable, Hashable {
    /// Both passed.
    public let both: Int
    /// Only the first passed: what it fixed.
    public let onlyFirst: Int
    /// Only the second passed: what the first broke.
    public let onlySecond: Int
    /// Neither passed.
    public let neither: Int

    /// The counts of a table; throws `Undefined` when one is negative or all are 0.
    public init(both: Int, onlyFirst: Int, onlySecond: Int, neither: Int) throws(Undefined) {
        guard min(both, onlyFirst, onlySecond, neither) >= 0 else { throw Undefined("a count of pairs is negative") }
        guard max(both, onlyFirst, onlySecond, neither) > 0 else { throw Undefined("there are no pairs") }
        guard max(both, onlyFirst, onlySecond, neither) < 1 << 50 else { throw Undefined("a count of pairs is too large") }
        self.both = both
        self.onlyFirst = onlyFirst
        self.onlySecond = onlySecond
        self.neither = neither
    }

    /// The counts of two aligned lists.
    public init(_ first: [Bool], _ second: [Bool]) throws(Undefined) {
        guard first.count == second.count else { throw Undefined("\(first.count) values cannot be paired with \(second.count)") }
        var counts = [0, 0, 0, 0]
        for (one, other) in zip(first, second) { counts[(one ? 0 : 2) + (other ? 0 : 1)] += 1 }
        try self.init(both: counts[0], onlyFirst: counts[1], onlySecond: counts[2], neither: counts[3])
    }

    /// How many pairs there are.
    public var pairs: Int { both + onlyFirst + onlySecond + neither }

    /// How many pairs differ.
    public var discordant: Int { onlyFirst + onlySecond }

    /// The first's rate.
    public var firstRate: Double { Double(both + onlyFirst) / n }

    /// The second's rate.
    public var secondRate: Double { Double(both + onlySecond) / n }

    /// The difference of the rates.
    public var difference: Double { (b - c) / n }

    /// The standard error of the difference, with n − 1 in the denominator; throws `Undefined` below 2 pairs.
    public func standardError() throws(Undefined) -> Double {
        guard pairs > 1 else { throw Undefined("the standard error needs at least 2 pairs, got 1") }
        return (max(0, b + c - (b - c) * (b - c) / n) / (n - 1) / n).squareRoot()
    }

    /// The odds ratio of the discordant pairs; infinite when only the first ever wins, throws `Undefined` when no pair differs.
    public func oddsRatio() throws(Undefined) -> Double {
        guard discordant > 0 else { throw Undefined("no pair differs, so there is no odds ratio") }
        return b / c
    }

    /// The probability that the first is better, given the data and a flat Dirichlet prior; ties carry no information.
    public var probabilityFirstBetter: Double { BetaDistribution(b + 1, c + 1).survival(0.5) }

    var n: Double { Double(pairs) }
    var b: Double { Double(onlyFirst) }
    var c: Double { Double(onlySecond) }
}
