#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension RiskRatio {
    /// The ratio of k1 of n1 over k2 of n2; nil unless both rates are positive.
    init?(_ first: Int, of firstTotal: Int, against second: Int, of secondTotal: Int, level: Double = 0.95) {
        guard first > 0, second > 0, firstTotal > 0, secondTotal > 0 else { return nil }
        let (k1, n1, k2, n2) = (Double(first), Double(firstTotal), Double(second), Double(secondTotal))
        value = k1 / n1 / (k2 / n2)
        let half = -Normal.quantile((1 - level) / 2) * max(0, 1 / k1 - 1 / n1 + 1 / k2 - 1 / n2).squareRoot()
        interval = Interval(lower: value * exp(-half), upper: value * exp(half), level: level, method: "katz")
    }
}
