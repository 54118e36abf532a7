#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The difference of two independent means in pooled standard deviations (Cohen's d).
///
/// Throws `Undefined` below 2 values in a sample or when neither varies.
public func cohensD(_ first: [Double], _ second: [Double]) throws(Undefined) -> Double {
    let (one, other) = (try Moments(first), try Moments(second))
    guard one.count > 1, other.count > 1 else { throw Undefined("Cohen's d needs at least 2 values in each sample") }
    let pooled = (one.squares + other.squares) / Double(one.count + other.count - 2)
    guard pooled > 0 else { throw Undefined("neither sample varies, so the effect has no scale") }
    return (one.mean - other.mean) / pooled.squareRoot()
}

/// Cohen's d with the small-sample factor 1 − 3 / (4 (n₁ + n₂) − 9) (Hedges 1981).
public func hedgesG(_ first: [Double], _ second: [Double]) throws(Undefined) -> Double {
    try cohensD(first, second) * (1 - 3 / (4 * Double(first.count + second.count) - 9))
}

/// Cohen's h: the difference of two rates on the arcsine scale, where it is equally hard to detect everywhere.
public func cohensH(_ first: Double, _ second: Double) throws(Undefined) -> Double {
    guard first >= 0, first <= 1, second >= 0, second <= 1 else { throw Undefined("rates lie between 0 and 1, got \(first) and \(second)") }
    return 2 * (asin(first.squareRoot()) - asin(second.squareRoot()))
}
