#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A statistic recomputed on many resamples of the data, and the intervals that follow (Efron 1987; DiCiccio & Efron 1996).
///
/// Units are drawn by their places: under one seed, units in another order give other resamples, and figures that differ by the chance
/// of drawing. The number of cores changes nothing.
public struct BootstrapDistribution: Sendable {
    /// The statistic of the data themselves.
    public let estimate: Double
    /// The statistic of each resample, ascending.
    public let replicates: [Double]
    /// The statistic without each unit (or cluster) in turn; empty when BCa is not wanted.
    public let jackknife: [Double]

    /// A distribution from replicates made elsewhere; throws `Undefined` below 2 of them or when a number is not finite.
    public init(estimate: Double, replicates: [Double], jackknife: [Double] = []) throws(Undefined) {
        guard estimate.isFinite else { throw Undefined("the statistic of the data is not a finite number") }
        guard replicates.count > 1 else { throw Undefined("a bootstrap needs at least 2 resamples, got \(replicates.count)") }
        try requireFinite(replicates, "the statistic of resample")
        try requireFinite(jackknife, "the statistic without unit")
        self.estimate = estimate
        self.replicates = replicates.sorted()
        self.jackknife = jackknife
    }

    /// The standard deviation of the replicates.
    public var standardError: Double {
        ((try? Moments(replicates).variance()) ?? 0).squareRoot()
    }

    /// The quantiles of the replicates.
    public func percentileInterval(level: Double = 0.95) throws(Undefined) -> Interval {
        try requireLevel(level)
        return interval((1 - level) / 2, (1 + level) / 2, level, "bootstrap percentile")
    }

    /// The quantiles reflected at the estimate.
    public func basicInterval(level: Double = 0.95) throws(Undefined) -> Interval {
        let percentile = try percentileInterval(level: level)
        return Interval(
            lower: 2 * estimate - percentile.upper, upper: 2 * estimate - percentile.lower, level: level, method: "bootstrap basic")
    }

    /// The bias-corrected and accelerated interval: the default for means of few or skewed values and for all other statistics.
    ///
    /// Falls back to the percentile interval, and says so in `method`, where every replicate lies on one side of the estimate or
    /// leaving units out changes nothing.
    public func acceleratedInterval(level: Double = 0.95) throws(Undefined) -> Interval {
        try requireLevel(level)
        guard let shares = adjustedShares(level: level) else { return try percentileInterval(level: level) }
        return interval(shares.lower, shares.upper, level, "bootstrap BCa")
    }

    /// BCa's z₀: how far the estimate lies from the median of the replicates; nil when infinite.
    ///
    /// Replicates equal to the estimate count half, as in SciPy.
    public var biasCorrection: Double? {
        let below = replicates.partitionPoint { $0 >= estimate }
        let notAbove = replicates.partitionPoint { $0 > estimate }
        let share = Double(below + notAbove) / Double(2 * replicates.count)
        let correction = Normal.quantile(share)
        return correction.isFinite ? correction : nil
    }

    /// BCa's a: a sixth of the skewness of the jackknife values; nil without a jackknife or when it does not vary.
    public var acceleration: Double? {
        guard jackknife.count > 1 else { return nil }
        let mean = CompensatedSum(jackknife).value / Double(jackknife.count)
        let squares = CompensatedSum(jackknife.lazy.map { (mean - $0) * (mean - $0) }).value
        let cubes = CompensatedSum(jackknife.lazy.map { (mean - $0) * (mean - $0) * (mean - $0) }).value
        let result = cubes / (6 * squares * squares.squareRoot())
        return result.isFinite ? result : nil
    }

    /// The shares of replicates that BCa takes in place of (1 ∓ level) / 2; nil where it falls back to the percentile interval.
    public func adjustedShares(level: Double) -> (lower: Double, upper: Double)? {
        guard let correction = biasCorrection, let acceleration else { return nil }
        func adjusted(_ share: Double) -> Double {
            let shifted = correction + Normal.quantile(share)
            return Normal.cdf(correction + shifted / (1 - acceleration * shifted))
        }
        let (lower, upper) = (adjusted((1 - level) / 2), adjusted((1 + level) / 2))
        return lower < upper ? (lower, upper) : nil
    }

    private func interval(_ low: Double, _ high: Double, _ level: Double, _ method: String) -> Interval {
        Interval(
            lower: quantile(sorted: replicates, low), upper: quantile(sorted: replicates, high), level: level, method: method)
    }
}

extension Array {
    /// The place of the first element that satisfies a condition which, once true, stays true; the count when none does.
    func partitionPoint(_ condition: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = low + (high - low) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
