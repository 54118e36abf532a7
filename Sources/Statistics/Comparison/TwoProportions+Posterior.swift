extension TwoProportions {
    /// The probability that the first's rate is higher, given the data and uniform priors.
    ///
    /// ∫ f₁ F₂ by Gauss–Legendre quadrature on eight standard deviations around the first's posterior mean.
    public var probabilityFirstHigher: Double {
        let one = BetaDistribution(k1 + 1, n1 - k1 + 1)
        let other = BetaDistribution(k2 + 1, n2 - k2 + 1)
        let mean = one.a / (one.a + one.b)
        let deviation = (mean * (1 - mean) / (one.a + one.b + 1)).squareRoot()
        let (low, high) = (max(0, mean - 8 * deviation), min(1, mean + 8 * deviation))
        let product = Self.rule.integrate(from: low, to: high) { one.density($0) * other.cdf($0) }
        return min(1, max(0, product))
    }

    private static let rule = GaussLegendre(count: 200)
}
