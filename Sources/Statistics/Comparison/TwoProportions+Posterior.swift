extension TwoProportions {
    /// The probability that the first's rate is higher, given the data and uniform priors.
    ///
    /// ∫ f₁ F₂ by Gauss–Legendre quadrature over all but 10⁻¹⁵ of the first's posterior on either side.
    public var probabilityFirstHigher: Double {
        let one = BetaDistribution(k1 + 1, n1 - k1 + 1)
        let other = BetaDistribution(k2 + 1, n2 - k2 + 1)
        let (low, high) = (one.quantile(1e-15), one.quantile(1 - 1e-15))
        let product = Self.rule.integrate(from: low, to: high) { one.density($0) * other.cdf($0) }
        return min(1, max(0, product))
    }

    private static let rule = GaussLegendre(count: 200)
}
