#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The number of successes in independent trials; every function gives NaN for a negative count of trials or a rate outside 0…1.
public struct BinomialDistribution: Sendable, Hashable {
    /// How many trials.
    public let trials: Int
    /// The rate of success.
    public let rate: Double

    /// The distribution of the given number of trials.
    public init(trials: Int, rate: Double) {
        self.trials = trials
        self.rate = rate
    }

    private var isValid: Bool { trials >= 0 && rate >= 0 && rate <= 1 }

    /// P(X = k), by Loader's saddle-point expansion (2000).
    public func mass(_ k: Int) -> Double {
        guard isValid else { return .nan }
        guard k >= 0, k <= trials else { return 0 }
        if rate == 0 { return k == 0 ? 1 : 0 }
        if rate == 1 { return k == trials ? 1 : 0 }
        let n = Double(trials)
        if k == 0 { return exp(n * log1p(-rate)) }
        if k == trials { return exp(n * log(rate)) }
        let (x, y) = (Double(k), Double(trials - k))
        let errors = stirlingError(n) - stirlingError(x) - stirlingError(y)
        let exponent = errors - deviance(x, mean: n * rate) - deviance(y, mean: n * (1 - rate))
        return exp(exponent) * (n / (2 * .pi * x * y)).squareRoot()
    }

    /// P(X ≤ k), accurate in the lower tail.
    public func cdf(_ k: Int) -> Double { tails(k).lower }

    /// P(X > k), accurate in the upper tail.
    public func survival(_ k: Int) -> Double { tails(k).upper }

    private func tails(_ k: Int) -> Tails {
        guard isValid else { return .undefined }
        if k < 0 { return Tails(lower: 0, upper: 1) }
        if k >= trials { return Tails(lower: 1, upper: 0) }
        return betaTails(1 - rate, rate, Double(trials - k), Double(k) + 1)
    }

    /// The smallest k with P(X ≤ k) ≥ p; nil when p lies outside 0…1.
    public func quantile(_ p: Double) -> Int? {
        guard isValid, p >= 0, p <= 1 else { return nil }
        var (low, high) = (0, trials)
        while low < high {
            let middle = low + (high - low) / 2
            if cdf(middle) >= p { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
