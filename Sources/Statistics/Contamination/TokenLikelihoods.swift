#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// How unsurprising a text is to a model, for asking whether the model was trained on it.
///
/// No value means anything by itself: compare suspected items with control items written after the model's cutoff.
public struct TokenLikelihoods: Sendable, Hashable {
    /// The log-probability of each token, in nats.
    public let logProbabilities: [Double]

    /// Likelihoods; throws `Undefined` for no tokens or log-probabilities that are not finite.
    public init(logProbabilities: [Double]) throws {
        try requireCount(logProbabilities.count, atLeast: 1, "tokens")
        try requireFinite(logProbabilities, "log-probability")
        self.logProbabilities = logProbabilities
    }

    /// The mean log-probability.
    public var mean: Double { Sums.mean(logProbabilities) }

    /// exp of minus the mean.
    public var perplexity: Double { exp(-mean) }

    /// How many tokens the lowest share is made of: at least 1.
    public func tokensUsed(share: Double) -> Int { max(1, Int(share * Double(logProbabilities.count))) }

    /// Min-k % (Shi et al. 2023): the mean of the lowest share of log-probabilities. Throws `Undefined` for a share outside 0…1.
    public func minimumShare(_ share: Double = 0.2) throws -> Double { try lowest(logProbabilities, share) }

    /// Min-k %++ (Zhang et al. 2024): the same of log-probabilities standardised by the mean and deviation of log-probability over the
    /// vocabulary at each token. Throws `Undefined` also for lists of another length or deviations that are not positive.
    public func standardizedMinimumShare(_ share: Double = 0.2, means: [Double], deviations: [Double]) throws -> Double {
        try requireSameCount(means.count, logProbabilities.count, "tokens and vocabulary means")
        try requireSameCount(deviations.count, logProbabilities.count, "tokens and vocabulary deviations")
        try requireFinite(means, "vocabulary mean")
        guard deviations.allSatisfy({ $0 > 0 && $0.isFinite }) else { throw Undefined("vocabulary deviations must be positive") }
        return try lowest(logProbabilities.indices.map { (logProbabilities[$0] - means[$0]) / deviations[$0] }, share)
    }

    private func lowest(_ values: [Double], _ share: Double) throws -> Double {
        guard share > 0, share <= 1 else { throw Undefined("the share of tokens must lie above 0 and at most at 1, got \(share)") }
        return Sums.mean(values.sorted().prefix(tokensUsed(share: share)))
    }
}
