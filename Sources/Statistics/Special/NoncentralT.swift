#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The noncentral t distribution: of (Z + δ) / √(χ²_ν / ν), the power of t tests.
public struct NoncentralT: Sendable {
    /// Degrees of freedom ν, above 0.
    public let degreesOfFreedom: Double
    /// Noncentrality δ.
    public let noncentrality: Double

    /// The distribution with the given degrees of freedom and noncentrality.
    public init(_ degreesOfFreedom: Double, noncentrality: Double) {
        self.degreesOfFreedom = degreesOfFreedom
        self.noncentrality = noncentrality
    }

    /// P(T ≤ t), to about 1e-12 absolute: Φ(t s − δ) integrated over the density of s = √(χ²_ν / ν).
    public func cdf(_ t: Double) -> Double { integrate { Normal.cdf(t * $0 - noncentrality) } }

    /// P(T > t).
    public func survival(_ t: Double) -> Double { integrate { Normal.survival(t * $0 - noncentrality) } }

    private func integrate(_ tail: (Double) -> Double) -> Double {
        guard degreesOfFreedom > 0, degreesOfFreedom.isFinite, noncentrality.isFinite else { return .nan }
        let deviation = 1 / (2 * degreesOfFreedom).squareRoot()
        let (low, high) = (max(0, 1 - 9 * deviation), 1 + 12 * deviation)
        let (step, pieces) = ((high - low) / 4, 0..<4)
        return pieces.reduce(0.0) { sum, piece in
            let start = low + step * Double(piece)
            return sum + Self.rule.integrate(from: start, to: start + step) { density($0) * tail($0) }
        }
    }

    private func density(_ s: Double) -> Double {
        let shape = degreesOfFreedom / 2
        return s > 0 ? 2 * shape / s * gammaPower(shape, shape * s * s) : 0
    }

    private static let rule = GaussLegendre(count: 100)
}
