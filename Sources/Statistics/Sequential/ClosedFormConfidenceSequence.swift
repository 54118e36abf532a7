#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A confidence sequence in closed form for the mean of observations in 0…1, in O(1) time and memory each.
///
/// Waudby-Smith & Ramdas 2024, predictable plug-in: empirical Bernstein adapts to the variance, Hoeffding does not. Wider than
/// `BettingConfidenceSequence`, and cheaper. The observations must come in random order.
public struct ClosedFormConfidenceSequence: Sendable, Hashable {
    /// What the bound is made from.
    public enum Bound: String, Sendable, Hashable {
        /// The variance seen so far.
        case empiricalBernstein = "empirical bernstein"
        /// The range alone.
        case hoeffding
    }

    /// The coverage at all times together.
    public let level: Double
    /// The bound.
    public let bound: Bound
    private var bet: PredictableBet
    private var weights = 0.0
    private var weighted = 0.0
    /// Σ ψ(λ) v for the observations and for one minus them.
    private var lowerPenalty = 0.0
    private var upperPenalty = 0.0

    /// An empty sequence. Throws `Undefined` for a level outside 0…1.
    public init(_ bound: Bound = .empiricalBernstein, level: Double = 0.95) throws {
        try requireLevel(level)
        (self.bound, self.level) = (bound, level)
        bet = PredictableBet(level: level)
    }

    /// How many observations came.
    public var count: Int { bet.count }

    /// Takes one observation; throws `Undefined` when it lies outside 0…1.
    public mutating func observe(_ x: Double) throws {
        try requireUnit(x)
        let t = Double(count + 1)
        let wager: Double
        switch bound {
        case .empiricalBernstein:
            wager = min(0.5, bet.next)
            let penalty = -log1p(-wager) - wager
            let (mean, opposite) = count == 0 ? (0, 0) : (bet.sum / Double(count), 1 - bet.sum / Double(count))
            lowerPenalty += penalty * (x - mean) * (x - mean)
            upperPenalty += penalty * (1 - x - opposite) * (1 - x - opposite)
        case .hoeffding:
            wager = min(1, (8 * bet.logOdds / (t * log(1 + t))).squareRoot())
            lowerPenalty += wager * wager / 8
            upperPenalty = lowerPenalty
        }
        weights += wager
        weighted += wager * x
        bet.observe(x)
    }

    /// The interval now, cut to 0…1.
    public var interval: Interval {
        guard count > 0 else { return Interval(lower: 0, upper: 1, level: level, method: bound.rawValue) }
        let lower = (weighted - bet.logOdds - lowerPenalty) / weights
        let upper = (weighted + bet.logOdds + upperPenalty) / weights
        return Interval(lower: min(1, max(0, lower)), upper: max(0, min(1, upper)), level: level, method: bound.rawValue)
    }
}
