#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The natural logarithm of |Γ(x)|; infinity at 0, at negative integers and at infinity.
public func logGamma(_ x: Double) -> Double {
    var sign: Int32 = 0
    return lgamma_r(x, &sign)
}

/// The natural logarithm of the beta function B(a, b) for positive a and b; NaN outside.
///
/// Keeps full relative accuracy where all three gamma functions are huge, by differences of Stirling's error terms.
public func logBeta(_ a: Double, _ b: Double) -> Double {
    guard a > 0, b > 0 else { return .nan }
    guard min(a, b) >= 10 else { return logGamma(a) + (logGamma(b) - logGamma(a + b)) }
    let sum = a + b
    let errors = stirlingError(a) + stirlingError(b) - stirlingError(sum)
    let powers = a * log(a / sum) + b * log(b / sum)
    return powers + 0.5 * log(2 * .pi * sum / (a * b)) + errors
}

/// log Γ(x + 1) − [(x + ½) log x − x + ½ log 2π]: what Stirling's formula misses (Loader 2000).
func stirlingError(_ x: Double) -> Double {
    guard x > 15 else {
        return logGamma(x + 1) - (x + 0.5) * log(x) + x - 0.918_938_533_204_672_8
    }
    let inverse = 1 / x
    let square = inverse * inverse
    let tail = 1.0 / 1680 - square * (1.0 / 1188 - square * (691.0 / 360_360 - square / 156))
    return inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * tail)))
}

/// The deviance x log(x / mean) + mean − x, without cancellation where both are close (Loader 2000).
func deviance(_ x: Double, mean: Double) -> Double {
    guard abs(x - mean) < 0.1 * (x + mean) else { return x * log(x / mean) + mean - x }
    let ratio = (x - mean) / (x + mean)
    var sum = (x - mean) * ratio
    guard abs(sum) >= Double.leastNormalMagnitude else { return sum }
    var term = 2 * x * ratio
    let square = ratio * ratio
    for step in 1..<1000 {
        term *= square
        let next = sum + term / Double(2 * step + 1)
        if next == sum { return next }
        sum = next
    }
    return sum
}
