#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A win rate as if both answers were equally long: logit P(win) = θ + φ tanh(Δlength / sd(Δlength)) (Dubois et al. 2024, AlpacaEval-LC).
public struct LengthControlledWinRate: Sendable, Hashable {
    /// The win rate at equal length, 0…1.
    public let rate: Double
    /// The plain win rate.
    public let plainRate: Double
    /// φ: how much length buys; positive where the longer answer tends to win.
    public let lengthEffect: Double

    /// The rates of judged pairs.
    ///
    /// - Parameters:
    ///   - wins: 1 when the model won, 0 when it lost, ½ for a tie; a judge's probability will do.
    ///   - lengthDifferences: The model's length minus the other's, aligned with `wins`.
    /// - Throws: `Undefined` below 2 pairs, for lists of different length or values outside their range, and when all wins are equal.
    public init(wins: [Double], lengthDifferences: [Double]) throws(Undefined) {
        guard wins.count == lengthDifferences.count else { throw Undefined("\(wins.count) wins for \(lengthDifferences.count) lengths") }
        guard wins.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { throw Undefined("a win lies outside 0…1") }
        let deviation = try Moments(lengthDifferences).standardDeviation()
        let moments = try Moments(wins)
        guard moments.mean > 0, moments.mean < 1 else { throw Undefined("the model won all or no pairs") }
        let terms = lengthDifferences.map { deviation > 0 ? tanh($0 / deviation) : 0 }
        let (theta, phi) = Self.fit(wins, terms)
        plainRate = moments.mean
        lengthEffect = phi
        rate = 1 / (1 + exp(-theta))
    }

    /// Newton's method with a faint ridge on φ, which keeps separable data finite.
    private static func fit(_ wins: [Double], _ terms: [Double]) -> (theta: Double, phi: Double) {
        let ridge = 1e-3
        var (theta, phi) = (0.0, 0.0)
        for _ in 0..<100 {
            let rates = terms.map { 1 / (1 + exp(-theta - phi * $0)) }
            func sum(_ part: (_ win: Double, _ term: Double, _ rate: Double) -> Double) -> Double {
                ExactSum(wins.indices.map { part(wins[$0], terms[$0], rates[$0]) }).value
            }
            let (g0, g1) = (sum { $0 - $2 } - ridge * theta, sum { ($0 - $2) * $1 } - ridge * phi)
            let (h00, h01) = (sum { $2 * (1 - $2) } + ridge, sum { $2 * (1 - $2) * $1 })
            let h11 = sum { $2 * (1 - $2) * $1 * $1 } + ridge
            let determinant = h00 * h11 - h01 * h01
            guard determinant > 0 else { break }
            let (d0, d1) = ((h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant)
            theta += max(-2, min(2, d0))
            phi += max(-2, min(2, d1))
            if max(abs(d0), abs(d1)) < 1e-12 { break }
        }
        return (theta, phi)
    }
}
