#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The logarithmic derivative ψ(x) of the gamma function; NaN at zero, at negative integers and where x is not finite.
public func digamma(_ x: Double) -> Double {
    guard x.isFinite, !(x <= 0 && x == x.rounded()) else { return x == .infinity ? .infinity : .nan }
    if x < 0 { return digamma(1 - x) - .pi / tan(.pi * x) }
    var (shifted, sum) = (x, 0.0)
    while shifted < 12 {
        sum -= 1 / shifted
        shifted += 1
    }
    let square = 1 / (shifted * shifted)
    let tail = 1.0 / 132 - square * (691.0 / 32760 - square / 12)
    let series = square * (1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252 - square * (1.0 / 240 - square * tail))))
    return sum + log(shifted) - 0.5 / shifted - series
}
