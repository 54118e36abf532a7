#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A test of two systems on pass or fail pairs that may be looked at after every pair: the default for comparing runs early.
///
/// An e-process on the pairs in which one passes and the other fails, betting with a Beta(a, a) prior; Ville's inequality makes stopping
/// at E ≥ 1/α keep the error rate α at every look. Pairs must come in random order. O(1) per pair.
public struct DiscordantPairsTest: Sendable, Hashable {
    /// Which difference counts as evidence.
    public enum Alternative: String, Sendable, Hashable {
        /// Either system better.
        case different
        /// The first system better.
        case firstBetter
    }

    /// The prior's parameter a.
    public let prior: Double
    /// The alternative.
    public let alternative: Alternative
    /// Pairs only the first system passed.
    public private(set) var wins = 0
    /// Pairs only the second system passed.
    public private(set) var losses = 0
    /// All pairs seen.
    public private(set) var pairs = 0
    /// The largest ln E so far, at least 0.
    private var highest = 0.0

    /// A test; throws `Undefined` unless the prior is positive and finite.
    public init(prior: Double = 1, alternative: Alternative = .different) throws {
        guard prior > 0, prior.isFinite else { throw Undefined("the prior must be positive, got \(prior)") }
        (self.prior, self.alternative) = (prior, alternative)
    }

    /// A test that has seen the given discordant pairs; its p-value knows of their end only.
    public init(wins: Int, losses: Int, prior: Double = 1, alternative: Alternative = .different) throws {
        try self.init(prior: prior, alternative: alternative)
        guard wins >= 0, losses >= 0, wins <= 1 << 40, losses <= 1 << 40 else { throw Undefined("counts of pairs must not be negative") }
        (self.wins, self.losses, pairs) = (wins, losses, wins + losses)
        highest = max(0, logEvidence)
    }

    /// Takes one pair.
    public mutating func observe(firstPassed: Bool, secondPassed: Bool) {
        pairs += 1
        guard firstPassed != secondPassed else { return }
        if firstPassed { wins += 1 } else { losses += 1 }
        highest = max(highest, logEvidence)
    }

    /// ln E: the evidence against no difference.
    public var logEvidence: Double {
        let (b, c) = (Double(wins), Double(losses))
        let evidence = logBeta(prior + b, prior + c) - logBeta(prior, prior) + (b + c) * log(2)
        guard alternative == .firstBetter else { return evidence }
        return evidence + log(2 * BetaDistribution(prior + b, prior + c).survival(0.5))
    }

    /// E itself; infinite beyond the range of a `Double`.
    public var evidence: Double { exp(logEvidence) }

    /// The always-valid p-value: 1 / max E, at most 1.
    public var pValue: Double { exp(-highest) }

    /// Whether the error rate α allows to stop and call a difference.
    public func isDecided(alpha: Double = 0.05) -> Bool { highest >= -log(alpha) }
}
