#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The regularised lower incomplete gamma function P(a, x), a > 0, x ≥ 0; NaN outside.
public func regularizedGammaP(_ a: Double, _ x: Double) -> Double { gammaTails(a, x).lower }

/// The regularised upper incomplete gamma function Q(a, x) = 1 − P(a, x), accurate in the far tail; NaN outside.
public func regularizedGammaQ(_ a: Double, _ x: Double) -> Double { gammaTails(a, x).upper }

/// Both tails of the gamma distribution with shape a and scale 1: a series below a + 1, a continued fraction above.
func gammaTails(_ a: Double, _ x: Double) -> Tails {
    guard a > 0, a.isFinite, x >= 0 else { return .undefined }
    if x == 0 { return Tails(lower: 0, upper: 1) }
    if x == .infinity { return Tails(lower: 1, upper: 0) }
    let prefix = gammaPower(a, x)
    if x < a + 1 {
        let lower = min(1, prefix * gammaSeries(a, x))
        return Tails(lower: lower, upper: 1 - lower)
    }
    let upper = min(1, prefix * a * gammaFraction(a, x))
    return Tails(lower: 1 - upper, upper: upper)
}

/// x^a e^−x / Γ(a + 1).
func gammaPower(_ a: Double, _ x: Double) -> Double {
    guard a >= 10 else { return exp(a * log(x) - x - logGamma(a + 1)) }
    return exp(-stirlingError(a) - deviance(a, mean: x)) / (2 * .pi * a).squareRoot()
}

private func gammaSeries(_ a: Double, _ x: Double) -> Double {
    var (sum, term) = (1.0, 1.0)
    for step in 1...1_000_000 {
        term *= x / (a + Double(step))
        sum += term
        if term < sum * 1e-17 { break }
    }
    return sum
}

private func gammaFraction(_ a: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / (abs(b) < tiny ? tiny : b)
    var product = d
    for step in 1...1_000_000 {
        let m = Double(step)
        let factor = -m * (m - a)
        b += 2
        d = factor * d + b
        d = 1 / (abs(d) < tiny ? tiny : d)
        c = b + factor / c
        if abs(c) < tiny { c = tiny }
        let change = d * c
        product *= change
        if abs(change - 1) < 1e-16 { break }
    }
    return product
}
