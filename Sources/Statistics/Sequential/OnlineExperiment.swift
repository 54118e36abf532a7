#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What an online A/B test needs around its test: assignment, the check of the traffic split, and less variance.
public enum OnlineExperiment {
    /// The arm of a unit (user, conversation): always the same for the same salt, and unrelated between salts.
    ///
    /// The 64-bit FNV-1a hash of salt, a zero byte and unit, finished by SplitMix64. `shares` are relative sizes of the arms. Throws
    /// `Undefined` unless they are non-negative with a positive sum.
    public static func arm(of unit: String, salt: String, shares: [Double] = [1, 1]) throws -> Int {
        guard !shares.isEmpty, shares.allSatisfy({ $0 >= 0 && $0.isFinite }), case let total = Sums.sum(shares), total > 0 else {
            throw Undefined("the shares of the arms must not be negative, one of them positive")
        }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in salt.utf8 + [0] + unit.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        var finisher = SplitMix64(seed: hash)
        var point = Double(finisher.next() >> 11) * 0x1p-53 * total
        for (arm, share) in shares.enumerated() {
            if point < share { return arm }
            point -= share
        }
        return shares.lastIndex { $0 > 0 } ?? 0
    }

    /// The p-value of the traffic split being as planned (χ²): below 0.001 no verdict should be given, the assignment is broken.
    ///
    /// Throws `Undefined` for fewer than 2 arms, unequal lists, or no units.
    public static func sampleRatioMismatch(counts: [Int], shares: [Double]) throws -> Double {
        try requireSameCount(counts.count, shares.count, "counts and shares")
        try requireCount(counts.count, atLeast: 2, "arms")
        let (n, total) = (counts.reduce(0.0) { $0 + Double($1) }, Sums.sum(shares))
        guard counts.allSatisfy({ $0 >= 0 }), n > 0, shares.allSatisfy({ $0 > 0 && $0.isFinite }) else {
            throw Undefined("counts must not be negative and shares must be positive")
        }
        let statistic = Sums.sum(
            zip(counts, shares).map { count, share in
                let expected = n * share / total
                return (Double(count) - expected) * (Double(count) - expected) / expected
            })
        return ChiSquared(Double(counts.count - 1)).survival(statistic)
    }

    /// Outcomes with the part that a covariate from before the experiment explains taken out: y − θ (x − x̄), θ = cov / var
    /// (CUPED, Deng et al. 2013). The mean stays; pass all arms together.
    public static func adjusted(_ outcomes: [Double], by covariate: [Double]) throws -> [Double] {
        try requireSameCount(outcomes.count, covariate.count, "outcomes and covariate")
        try requireCount(outcomes.count, atLeast: 2, "units")
        try requireFinite(outcomes + covariate, "outcome or covariate")
        let spread = Sums.variance(covariate)
        let theta = spread > 0 ? Sums.covariance(outcomes, covariate) / spread : 0
        let mean = Sums.mean(covariate)
        return zip(outcomes, covariate).map { $0 - theta * ($1 - mean) }
    }

    /// A ratio of totals over units, such as passes per request per user, with its standard error by the delta method.
    ///
    /// Throws `Undefined` below 2 units or when the denominators add up to 0.
    public static func ratio(numerators: [Double], denominators: [Double]) throws -> (value: Double, standardError: Double) {
        try requireSameCount(numerators.count, denominators.count, "numerators and denominators")
        try requireCount(numerators.count, atLeast: 2, "units")
        try requireFinite(numerators + denominators, "numerator or denominator")
        let base = Sums.mean(denominators)
        guard base != 0 else { throw Undefined("the denominators add up to 0") }
        let value = Sums.mean(numerators) / base
        let residuals = zip(numerators, denominators).map { ($0 - value * $1) / base }
        return (value, (Sums.variance(residuals) / Double(residuals.count)).squareRoot())
    }
}
