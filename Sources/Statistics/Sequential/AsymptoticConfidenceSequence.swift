#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A confidence sequence for the mean of unbounded observations that is valid for large samples (Waudby-Smith et al. 2024).
///
/// O(1) time and memory per observation. Only to be acted on from some 50 observations on, when `isReady`.
public struct AsymptoticConfidenceSequence: Sendable, Hashable {
    /// The coverage at all times together.
    public let level: Double
    /// The mixing parameter, chosen for the narrowest interval around the planned size.
    public let rho: Double
    /// How many observations came.
    public private(set) var count = 0
    private var mean = 0.0
    private var squares = 0.0

    /// A sequence narrowest at about `plannedCount` observations. Throws `Undefined` for a level outside 0…1, a count below 1, or a
    /// level at or below 0.
    public init(plannedCount: Int = 100, level: Double = 0.95) throws {
        try requireLevel(level)
        try requireCount(plannedCount, atLeast: 1, "planned observations")
        let alpha = 1 - level
        let odds = -2 * log(alpha)
        let square = odds + log(odds) + 1
        guard square > 0 else { throw Undefined("the level \(level) is too low for this sequence") }
        (self.level, rho) = (level, (square / Double(plannedCount)).squareRoot())
    }

    /// Whether there are enough observations to rely on the limit theorem.
    public var isReady: Bool { count >= 50 }

    /// Takes one observation; throws `Undefined` when it is not finite.
    public mutating func observe(_ x: Double) throws {
        guard x.isFinite else { throw Undefined("observations must be finite numbers") }
        count += 1
        let deviation = x - mean
        mean += deviation / Double(count)
        squares += deviation * (x - mean)
    }

    /// The interval now; infinite before the first observation.
    public var interval: Interval {
        guard count > 0 else { return Interval(lower: -.infinity, upper: .infinity, level: level, method: "asymptotic") }
        let n = Double(count)
        let scaled = squares * rho * rho + 1
        let alpha = 1 - level
        let half = (scaled / (n * n * rho * rho) * log(scaled / (alpha * alpha))).squareRoot()
        return Interval(lower: mean - half, upper: mean + half, level: level, method: "asymptotic confidence sequence")
    }
}
