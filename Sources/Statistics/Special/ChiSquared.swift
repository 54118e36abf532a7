#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The chi-squared distribution; every function gives NaN unless the degrees of freedom are positive.
public struct ChiSquared: Sendable, Hashable {
    /// Degrees of freedom, not necessarily whole.
    public let degreesOfFreedom: Double

    /// The distribution with the given degrees of freedom.
    public init(_ degreesOfFreedom: Double) { self.degreesOfFreedom = degreesOfFreedom }

    /// P(X ≤ x).
    public func cdf(_ x: Double) -> Double { gammaTails(degreesOfFreedom / 2, max(0, x) / 2).lower }

    /// P(X > x), accurate in the tail.
    public func survival(_ x: Double) -> Double { gammaTails(degreesOfFreedom / 2, max(0, x) / 2).upper }

    /// The x with P(X ≤ x) = p; NaN when p lies outside 0…1.
    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1, degreesOfFreedom > 0, degreesOfFreedom.isFinite else { return .nan }
        if p == 0 { return 0 }
        if p == 1 { return .infinity }
        let shape = degreesOfFreedom / 2
        let logarithm = increasingRoot(in: -740...700, start: log(shape)) { logarithm in
            let x = exp(logarithm)
            let tails = gammaTails(shape, x)
            let slope = shape * gammaPower(shape, x)
            if p <= 0.5 {
                guard tails.lower > 0 else { return (-1, 0) }
                return (log(tails.lower / p), slope / tails.lower)
            }
            guard tails.upper > 0 else { return (1, 0) }
            return (log((1 - p) / tails.upper), slope / tails.upper)
        }
        return 2 * exp(logarithm)
    }
}
