#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The mixture sequential probability ratio test of a zero mean of normal observations with known variance (Johari et al. 2017).
///
/// For online A/B tests on differences between users. O(1) time and memory per observation; the p-value may be looked at after each.
public struct MixtureSequentialTest: Sendable, Hashable {
    /// The variance σ² of an observation.
    public let variance: Double
    /// The variance τ² of the effects the mixture expects.
    public let effectVariance: Double
    /// How many observations came.
    public private(set) var count = 0
    /// ln Λ now.
    public private(set) var logRatio = 0.0
    /// The largest ln Λ so far, at least 0.
    private var highest = 0.0
    private var sum = 0.0

    /// A test; throws `Undefined` unless both variances are positive and finite.
    public init(variance: Double, effectVariance: Double) throws {
        guard variance > 0, effectVariance > 0, variance.isFinite, effectVariance.isFinite else {
            throw Undefined("variances must be positive, got \(variance) and \(effectVariance)")
        }
        (self.variance, self.effectVariance) = (variance, effectVariance)
    }

    /// Takes one observation; throws `Undefined` when it is not finite.
    public mutating func observe(_ x: Double) throws {
        guard x.isFinite else { throw Undefined("observations must be finite numbers") }
        count += 1
        sum += x
        let spread = variance + Double(count) * effectVariance
        logRatio = 0.5 * log(variance / spread) + effectVariance * sum * sum / (2 * variance * spread)
        highest = max(highest, logRatio)
    }

    /// The always-valid p-value: 1 / max Λ.
    public var pValue: Double { exp(-highest) }

    /// The interval of the mean now; infinite before the first observation.
    public func interval(level: Double = 0.95) throws -> Interval {
        try requireLevel(level)
        guard count > 0 else { return Interval(lower: -.infinity, upper: .infinity, level: level, method: "msprt") }
        let (n, alpha) = (Double(count), 1 - level)
        let spread = variance + n * effectVariance
        let half = (variance * spread / (n * n * effectVariance) * log(spread / (variance * alpha * alpha))).squareRoot()
        return Interval(lower: sum / n - half, upper: sum / n + half, level: level, method: "msprt")
    }
}
