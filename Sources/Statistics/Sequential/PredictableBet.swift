#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The bet on the next observation that the observations before it justify: √(2 ln(2/α) / (t ln(1 + t) σ̂²)).
///
/// Waudby-Smith & Ramdas 2024, section 4: mean and variance start from one imagined observation at ½ with variance ¼.
struct PredictableBet: Sendable, Hashable {
    /// ln(2/α).
    let logOdds: Double
    private(set) var count = 0
    private(set) var sum = 0.0
    private var squares = 0.25

    init(level: Double) { logOdds = log(2 / (1 - level)) }

    /// The bet on the next observation.
    var next: Double {
        let t = Double(count + 1)
        return (2 * logOdds / (t * log(1 + t) * (squares / t))).squareRoot()
    }

    mutating func observe(_ x: Double) {
        count += 1
        sum += x
        let mean = (0.5 + sum) / Double(count + 1)
        squares += (x - mean) * (x - mean)
    }
}

/// Throws unless an observation lies in 0…1.
func requireUnit(_ x: Double) throws(Undefined) {
    guard x >= 0, x <= 1 else { throw Undefined("observations must lie in 0...1, got \(x)") }
}
