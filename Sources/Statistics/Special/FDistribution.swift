/// Fisher's F distribution; every function gives NaN unless both degrees of freedom are positive.
public struct FDistribution: Sendable, Hashable {
    /// Degrees of freedom of the numerator.
    public let numerator: Double
    /// Degrees of freedom of the denominator.
    public let denominator: Double

    /// The distribution with the given degrees of freedom.
    public init(_ numerator: Double, _ denominator: Double) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// P(X ≤ x).
    public func cdf(_ x: Double) -> Double { tails(x).upper }

    /// P(X > x), accurate in the tail.
    public func survival(_ x: Double) -> Double { tails(x).lower }

    /// The tails of d2 / (d2 + d1 x), which falls as x grows.
    private func tails(_ x: Double) -> Tails {
        if x <= 0 { return Tails(lower: 1, upper: 0) }
        if x == .infinity { return Tails(lower: 0, upper: 1) }
        let sum = denominator + numerator * x
        return betaTails(denominator / sum, numerator * x / sum, denominator / 2, numerator / 2)
    }
}
