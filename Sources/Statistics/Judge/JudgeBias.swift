#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// How far a judge's scores depend on what should not matter.
public enum JudgeBias {
    /// Verbosity bias: how much the judge's score minus people's grows per unit of log length.
    ///
    /// 0.1 means that an e-fold longer answer gets 0.1 more than it deserves. `clusters` names the item each answer belongs to. Throws
    /// `Undefined` as `ClusteredSlope`, and for lengths below 1.
    public static func verbosity(judge: [Double], human: [Double], lengths: [Int], clusters: [Int]) throws -> ClusteredSlope {
        try requireSameCount(judge.count, human.count, "the judge's and people's scores")
        guard lengths.allSatisfy({ $0 >= 1 }) else { throw Undefined("lengths must be at least 1") }
        return try ClusteredSlope(x: lengths.map { log(Double($0)) }, y: zip(judge, human).map { $0 - $1 }, clusters: clusters)
    }

    /// Self-preference: how much more the judge's score exceeds the reference for answers of its own model family than for others
    /// (difference in differences; Panickssery et al. 2024).
    ///
    /// The reference is people's scores; without them a panel of other judges, which a report must then say. The slope is the bias.
    public static func selfPreference(judge: [Double], reference: [Double], isOwnFamily: [Bool], clusters: [Int]) throws -> ClusteredSlope {
        try requireSameCount(judge.count, reference.count, "the judge's and the reference's scores")
        return try ClusteredSlope(x: isOwnFamily.map { $0 ? 1 : 0 }, y: zip(judge, reference).map { $0 - $1 }, clusters: clusters)
    }

    /// How much scores change when an answer is altered without changing its content (filler, format, authority), with the paired
    /// sign-flip test.
    public static func invariance(
        original: [Double], altered: [Double], seed: UInt64
    ) throws -> (meanChange: Double, pValue: Double) {
        try requireSameCount(original.count, altered.count, "original and altered scores")
        let changes = zip(altered, original).map { $0 - $1 }
        let test = try SignFlipTest(changes, seed: seed)
        return (Sums.mean(changes), test.pValue)
    }
}

/// How well a judge agrees with itself when it judges the same items several times.
public struct SelfConsistency: Sendable, Hashable {
    /// Krippendorff's alpha over the repeats; nil when all scores are equal.
    public let alpha: Double?
    /// The probability that two repeats of an item differ, averaged over items.
    public let flipRate: Double
    /// The mean variance within items: the judge's noise, σ² of the repeats.
    public let noiseVariance: Double

    /// The consistency of scores given as one list of repeats per item; 30 to 50 items of at least 2 repeats tell enough.
    ///
    /// Throws `Undefined` without an item of 2 repeats or for non-finite scores.
    public init(repeats: [[Double]], level: MeasurementLevel = .nominal) throws {
        let items = repeats.filter { $0.count >= 2 }
        try requireCount(items.count, atLeast: 1, "items with 2 repeats")
        for item in items { try requireFinite(item, "score") }
        let most = items.map(\.count).max() ?? 0
        let raters = (0..<most).map { place in items.map { $0.indices.contains(place) ? $0[place] : nil } }
        alpha = try? krippendorffAlpha(ratingsByRater: raters, level: level)
        flipRate = Sums.mean(items.map(Self.differing))
        noiseVariance = Sums.mean(items.map { Sums.variance($0) })
    }

    /// The share of pairs of repeats that differ.
    private static func differing(_ repeats: [Double]) -> Double {
        var counts: [Double: Int] = [:]
        for score in repeats { counts[score, default: 0] += 1 }
        let n = Double(repeats.count)
        return 1 - counts.values.reduce(0) { $0 + Double($1) * Double($1 - 1) } / (n * (n - 1))
    }
}
