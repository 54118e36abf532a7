/// How often a dataset has been used to choose between systems, and what that does to the evidence it can still give.
public struct ComparisonLedger: Sendable, Hashable {
    /// Comparisons so far.
    public private(set) var comparisons: Int
    /// The score shown in public: the best so far, moved by real improvements only.
    public private(set) var publicScore: Double?

    /// A ledger that has seen so many comparisons.
    public init(comparisons: Int = 0, publicScore: Double? = nil) {
        (self.comparisons, self.publicScore) = (max(0, comparisons), publicScore)
    }

    /// The |z| that a comparison needs so that all so far together err with probability alpha (Bonferroni).
    public func requiredZ(alpha: Double = 0.05) throws -> Double {
        try requireAlpha(alpha)
        return -Normal.quantile(alpha / 2 / Double(max(1, comparisons)))
    }

    /// Enters a comparison and tells the public score: it moves when the score exceeds it by more than the standard error (the Ladder,
    /// Blum & Hardt 2015), so that noise cannot be climbed. Throws `Undefined` for numbers that are not finite or a negative error.
    public mutating func enter(score: Double, standardError: Double) throws -> Double {
        guard score.isFinite, standardError >= 0, standardError.isFinite else {
            throw Undefined("score and standard error must be finite numbers")
        }
        comparisons += 1
        if let best = publicScore, score <= best + standardError { return best }
        publicScore = score
        return score
    }
}
