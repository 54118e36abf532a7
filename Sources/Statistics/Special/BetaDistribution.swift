#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The beta distribution with positive shapes a and b; every function gives NaN for other shapes.
public struct BetaDistribution: Sendable, Hashable {
    /// The first shape.
    public let a: Double
    /// The second shape.
    public let b: Double

    /// The distribution with the given shapes.
    public init(_ a: Double, _ b: Double) {
        self.a = a
        self.b = b
    }

    /// The density at x.
    public func density(_ x: Double) -> Double {
        guard x > 0, x < 1 else { return 0 }
        return betaPower(x, 1 - x, a, b) / (x * (1 - x))
    }

    /// P(X ≤ x).
    public func cdf(_ x: Double) -> Double { betaTails(min(max(x, 0), 1), min(max(1 - x, 0), 1), a, b).lower }

    /// P(X > x).
    public func survival(_ x: Double) -> Double { betaTails(min(max(x, 0), 1), min(max(1 - x, 0), 1), a, b).upper }

    /// The x with P(X ≤ x) = p; NaN when p lies outside 0…1.
    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1, a > 0, b > 0 else { return .nan }
        if p == 0 { return 0 }
        if p == 1 { return 1 }
        return 1 / (1 + exp(-betaLogit(lower: p, upper: 1 - p, a, b)))
    }
}

/// log(x / (1 − x)) of the point whose tails are `lower` and `upper`, which must sum to 1.
///
/// Solved on the logit scale for the logarithm of the smaller tail, so that both ends of the unit interval keep their digits.
func betaLogit(lower: Double, upper: Double, _ a: Double, _ b: Double) -> Double {
    let mean = log(a / b)
    return increasingRoot(in: -709...709, start: mean) { logit in
        let (x, y) = (1 / (1 + exp(-logit)), 1 / (1 + exp(logit)))
        let tails = betaTails(x, y, a, b)
        let slope = betaPower(x, y, a, b)
        if lower <= upper {
            guard tails.lower > 0 else { return (-1, 0) }
            return (log(tails.lower / lower), slope / tails.lower)
        }
        guard tails.upper > 0 else { return (1, 0) }
        return (log(upper / tails.upper), slope / tails.upper)
    }
}
