#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Distances between the frequencies of categories in a reference period and now.
public struct CategoricalDrift: Sendable, Hashable {
    /// How often each category occurred in the reference.
    let reference: [Double]
    /// How often each occurs now.
    let current: [Double]

    /// The distances of two lists of counts over the same categories; categories that never occur are left out.
    ///
    /// Throws `Undefined` for unequal lists, negative counts, or a period without occurrences.
    public init(reference: [Int], current: [Int]) throws {
        try requireSameCount(reference.count, current.count, "the counts of the two periods")
        guard (reference + current).allSatisfy({ $0 >= 0 && $0 < 1 << 50 }) else { throw Undefined("counts must not be negative") }
        let used = reference.indices.filter { reference[$0] > 0 || current[$0] > 0 }
        self.reference = used.map { Double(reference[$0]) }
        self.current = used.map { Double(current[$0]) }
        guard self.reference.contains(where: { $0 > 0 }), self.current.contains(where: { $0 > 0 }) else {
            throw Undefined("both periods need at least 1 occurrence")
        }
    }

    /// Half the sum of absolute differences of the shares (total variation), 0…1.
    public var totalVariation: Double { Sums.sum(zip(shares.p, shares.q).map { abs($0 - $1) }) / 2 }

    /// The Jensen–Shannon divergence in bits, 0…1.
    public var jensenShannonDivergence: Double { jensenShannon(shares.p, shares.q) }

    /// The Jensen–Shannon distance: the root of the divergence, a metric in 0…1.
    public var jensenShannonDistance: Double { jensenShannonDivergence.squareRoot() }

    /// A test of equal frequencies.
    public struct Test: Sendable, Hashable {
        /// The statistic.
        public let statistic: Double
        /// Its degrees of freedom.
        public let degreesOfFreedom: Int
        /// The p-value.
        public let pValue: Double
    }

    /// Pearson's χ² test, without continuity correction. Throws `Undefined` when only one category occurs.
    public func chiSquaredTest() throws -> Test {
        try test { observed, expected in (observed - expected) * (observed - expected) / expected }
    }

    /// The likelihood-ratio (G) test. Throws `Undefined` when only one category occurs.
    public func likelihoodRatioTest() throws -> Test {
        try test { observed, expected in observed > 0 ? 2 * observed * log(observed / expected) : 0 }
    }

    /// Cramér's V: the effect size of χ², 0…1. Throws `Undefined` when only one category occurs.
    public func cramersV() throws -> Double {
        let total = Sums.sum(reference) + Sums.sum(current)
        return try (chiSquaredTest().statistic / total).squareRoot()
    }

    private func test(_ term: (Double, Double) -> Double) throws -> Test {
        try requireCount(reference.count, atLeast: 2, "categories that occur")
        let (n, m) = (Sums.sum(reference), Sums.sum(current))
        let terms = zip(reference, current).flatMap { old, new in
            let rate = (old + new) / (n + m)
            return [term(old, n * rate), term(new, m * rate)]
        }
        let statistic = max(0, Sums.sum(terms))
        let degrees = reference.count - 1
        return Test(statistic: statistic, degreesOfFreedom: degrees, pValue: ChiSquared(Double(degrees)).survival(statistic))
    }

    private var shares: (p: [Double], q: [Double]) {
        let (n, m) = (Sums.sum(reference), Sums.sum(current))
        return (reference.map { $0 / n }, current.map { $0 / m })
    }
}

/// The Jensen–Shannon divergence of two distributions in bits.
func jensenShannon(_ p: [Double], _ q: [Double]) -> Double {
    let terms = zip(p, q).map { p, q in
        let middle = (p + q) / 2
        return (p > 0 ? p * log2(p / middle) : 0) + (q > 0 ? q * log2(q / middle) : 0)
    }
    return min(1, max(0, Sums.sum(terms) / 2))
}
