#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Student's t distribution; every function gives NaN unless the degrees of freedom are positive.
public struct StudentT: Sendable, Hashable {
    /// Degrees of freedom, not necessarily whole; infinite stands for the normal distribution.
    public let degreesOfFreedom: Double

    /// The distribution with the given degrees of freedom.
    public init(_ degreesOfFreedom: Double) { self.degreesOfFreedom = degreesOfFreedom }

    /// P(|T| ≥ |t|), accurate in the tails.
    public func twoSided(_ t: Double) -> Double {
        if degreesOfFreedom == .infinity { return Normal.twoSided(t) }
        guard degreesOfFreedom > 0, !t.isNaN else { return .nan }
        if t.isInfinite { return 0 }
        let square = t * t
        let sum = degreesOfFreedom + square
        guard sum.isFinite else { return 0 }
        return betaTails(degreesOfFreedom / sum, square / sum, degreesOfFreedom / 2, 0.5).lower
    }

    /// P(T ≤ t).
    public func cdf(_ t: Double) -> Double {
        let half = twoSided(t) / 2
        return t <= 0 ? half : 1 - half
    }

    /// P(T > t).
    public func survival(_ t: Double) -> Double { cdf(-t) }

    /// The t with P(T ≤ t) = p; infinite at 0 and 1, NaN outside.
    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1, degreesOfFreedom > 0 else { return .nan }
        if p == 0.5 { return 0 }
        if p == 0 || p == 1 { return p == 0 ? -.infinity : .infinity }
        guard degreesOfFreedom < 1e15 else { return Normal.quantile(p) }
        let both = 2 * min(p, 1 - p)
        let logit = betaLogit(lower: both, upper: abs(1 - 2 * p), degreesOfFreedom / 2, 0.5)
        let size = logit < -708 ? Double.infinity : degreesOfFreedom.squareRoot() * exp(-logit / 2)
        return p < 0.5 ? -size : size
    }
}
