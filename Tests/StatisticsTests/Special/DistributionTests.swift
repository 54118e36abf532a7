import Statistics
import Testing

@Suite struct DistributionTests {
    private static let probabilities = [1e-300, 1e-30, 1e-9, 0.001, 0.025, 0.2, 0.5, 0.75, 0.975, 0.999, 1 - 1e-9]

    private func close(_ actual: Double, _ expected: Double, _ relative: Double = 1e-9) -> Bool {
        abs(actual - expected) <= relative * max(abs(expected), 1e-290)
    }

    @Test(arguments: probabilities)
    func `normal: the cdf of the quantile is the probability`(p: Double) {
        #expect(close(Normal.cdf(Normal.quantile(p)), p))
        #expect(Normal.cdf(1.3) == Normal.survival(-1.3))
    }

    @Test(arguments: probabilities, [0.3, 1, 2, 4.5, 30, 1000, 1e7])
    func `t: the cdf of the quantile is the probability`(p: Double, freedom: Double) {
        let t = StudentT(freedom)
        let x = t.quantile(p)
        if x.isFinite { #expect(close(t.cdf(x), p)) }
        #expect(abs(t.quantile(1 - 0.25) + t.quantile(0.25)) < 1e-12)
    }

    @Test(arguments: probabilities, [(0.5, 0.5), (1, 1), (0.01, 3), (40, 1200), (1e5, 3e5), (3, 1e6)])
    func `beta: the cdf of the quantile is the probability`(p: Double, shapes: (Double, Double)) {
        let beta = BetaDistribution(shapes.0, shapes.1)
        let x = beta.quantile(p)
        if x > 1e-300, x < 1 { #expect(close(beta.cdf(x), p, 1e-8)) }
        if x > 1e-12, x < 1 - 1e-9 { #expect(close(BetaDistribution(shapes.1, shapes.0).survival(1 - x), p, 1e-4)) }
    }

    @Test(arguments: probabilities, [0.2, 1, 2, 17, 400, 1e6])
    func `chi-squared: the cdf of the quantile is the probability`(p: Double, freedom: Double) {
        let x = ChiSquared(freedom).quantile(p)
        if x > 1e-300 { #expect(close(ChiSquared(freedom).cdf(x), p, 1e-8)) }
    }

    @Test func `cdfs never fall and stay between 0 and 1`() {
        let points = stride(from: -12.0, through: 60, by: 0.37).map { $0 }
        let functions: [(Double) -> Double] = [
            Normal.cdf, StudentT(3).cdf, StudentT(0.7).cdf, ChiSquared(5).cdf, FDistribution(3, 11).cdf, Kolmogorov.cdf,
            { BetaDistribution(2, 0.4).cdf($0 / 60) },
        ]
        for function in functions {
            let values = points.map(function)
            #expect(values.allSatisfy { $0 >= 0 && $0 <= 1 })
            #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 + 1e-15 })
        }
    }

    @Test(arguments: [(1, 0.3), (17, 0.9), (1000, 0.001), (100_000, 0.5)])
    func `binomial masses add up to the cdf`(trials: Int, rate: Double) {
        let binomial = BinomialDistribution(trials: trials, rate: rate)
        let middle = Int(Double(trials) * rate)
        let sum = (0...middle).reduce(0.0) { $0 + binomial.mass($1) }
        #expect(close(sum, binomial.cdf(middle), 1e-9))
        #expect(close(binomial.cdf(middle) + binomial.survival(middle), 1))
        #expect(binomial.quantile(binomial.cdf(middle) * (1 - 1e-12)) == middle)
    }

    @Test func `arguments outside the domain give NaN, never a trap`() {
        let values = [
            Normal.quantile(-0.1), Normal.quantile(.nan), StudentT(0).cdf(1), StudentT(-1).quantile(0.3), StudentT(5).cdf(.nan),
            BetaDistribution(0, 1).cdf(0.5), BetaDistribution(1, .nan).quantile(0.5), ChiSquared(-3).survival(1), ChiSquared(3).quantile(2),
            FDistribution(0, 3).survival(1), BinomialDistribution(trials: -1, rate: 0.5).mass(0),
            BinomialDistribution(trials: 3, rate: 1.5).cdf(1), digamma(-2), digamma(.nan), logBeta(-1, 2), Kolmogorov.survival(.nan),
        ]
        #expect(values.allSatisfy { $0.isNaN }, "\(values)")
        #expect(BetaDistribution(2, 3).cdf(-.infinity) == 0 && BetaDistribution(2, 3).cdf(.infinity) == 1)
        #expect(ChiSquared(4).survival(.infinity) == 0 && StudentT(2).cdf(.infinity) == 1 && StudentT(2).cdf(-.infinity) == 0)
    }

    @Test func `digamma rises by the reciprocal from one argument to the next`() {
        for x in [-3.7, 0.001, 0.4, 3, 11.5, 1e6] { #expect(close(digamma(x + 1), digamma(x) + 1 / x, 1e-9)) }
    }

    @Test func `the log beta function agrees with its gamma functions`() {
        for (a, b) in [(0.1, 0.2), (3, 900), (12, 13), (20, 4000.5)] {
            #expect(close(logBeta(a, b), logGamma(a) + logGamma(b) - logGamma(a + b), 1e-10))
        }
    }

    @Test func `quadrature is exact for polynomials`() {
        let rule = GaussLegendre(count: 12)
        let integral = rule.integrate(from: -1, to: 3) { x in 5 * x * x * x * x - 2 * x + 1 }
        #expect(close(integral, 243 + 1 - 9 + 1 + 3 + 1, 1e-12))
        #expect(close(GaussLegendre(count: 1).integrate(from: 0, to: 2) { $0 }, 2))
        #expect(close(GaussLegendre(count: 400).weights.reduce(0, +), 2, 1e-12))
    }
}
