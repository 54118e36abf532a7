#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The error rate left for the looks of a recurring check, such as a daily canary.
///
/// Look d gets α_d = 6 α / (π² d²); these add up to α, so that all looks together alarm falsely with at most that probability, whatever
/// their dependence. Start a new ledger when the reference is renewed. With a fresh reference at every look, `evidence` may be used too.
public struct LookLedger: Sendable, Hashable {
    /// The error rate of all looks together.
    public let alpha: Double
    /// Looks so far.
    public private(set) var looks = 0
    /// The product of e-values ½ p^(−½) as a logarithm.
    private var logEvidence = 0.0

    /// A ledger; throws `Undefined` unless alpha lies between 0 and 1.
    public init(alpha: Double = 0.05) throws {
        try requireAlpha(alpha)
        self.alpha = alpha
    }

    /// The error rate of a look, counted from 1.
    public func alpha(ofLook look: Int) -> Double {
        look >= 1 ? 6 * alpha / (.pi * .pi * Double(look) * Double(look)) : 0
    }

    /// Enters the p-value of the next look and tells whether it is an alarm; throws `Undefined` for a p-value outside 0…1.
    public mutating func enter(pValue: Double) throws -> Bool {
        guard pValue >= 0, pValue <= 1 else { throw Undefined("a p-value lies between 0 and 1, got \(pValue)") }
        looks += 1
        logEvidence += log(0.5) - 0.5 * log(max(pValue, .leastNormalMagnitude))
        return pValue <= alpha(ofLook: looks)
    }

    /// The product of the looks' e-values, an alarm at 1/α; valid only if each look compared with a fresh reference.
    public var evidence: Double { exp(logEvidence) }
}
