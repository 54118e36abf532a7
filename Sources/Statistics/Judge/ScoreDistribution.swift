#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A judge's score read from the probabilities of its score tokens instead of one sampled token (G-Eval, Liu et al. 2023).
public struct ScoreDistribution: Sendable, Hashable {
    /// The expected score.
    public let expected: Double
    /// The probability that fell on score tokens at all; below 0.9 sample several answers instead.
    public let mass: Double
    /// The variance of the score: the judge's uncertainty.
    public let variance: Double
    /// The most probable score; of equal ones the first given.
    public let mode: Double
    /// The entropy of the score in nats.
    public let entropy: Double

    /// The distribution from scores and the natural logarithms of their probabilities, which need not add up to 1.
    ///
    /// Throws `Undefined` for empty or unequal lists, non-finite scores, or no probability at all.
    public init(scores: [Double], logProbabilities: [Double]) throws {
        try requireSameCount(scores.count, logProbabilities.count, "scores and log-probabilities")
        try requireCount(scores.count, atLeast: 1, "scores")
        try requireFinite(scores, "score")
        guard let top = logProbabilities.max(), top.isFinite, !logProbabilities.contains(where: \.isNaN) else {
            throw Undefined("log-probabilities must be numbers, one of them finite")
        }
        let relative = logProbabilities.map { exp($0 - top) }
        let total = Sums.sum(relative)
        let shares = relative.map { $0 / total }
        let mean = Sums.sum(zip(shares, scores).map { $0 * $1 })
        expected = mean
        mass = total * exp(top)
        variance = Sums.sum(zip(shares, scores).map { $0 * ($1 - mean) * ($1 - mean) })
        entropy = max(0, -Sums.sum(shares.map { $0 > 0 ? $0 * log($0) : 0 }))
        mode = zip(scores, logProbabilities).first { $0.1 == top }?.0 ?? mean
    }

    /// The expected score on a scale from 0 to 1. Throws `Undefined` for a scale without extent.
    public func normalized(to scale: ClosedRange<Double>) throws -> Double {
        guard scale.upperBound > scale.lowerBound else { throw Undefined("the scale has no extent") }
        return (expected - scale.lowerBound) / (scale.upperBound - scale.lowerBound)
    }
}

/// One alternative token of a judge's answer, with what may follow it.
public struct TokenAlternative: Sendable, Hashable {
    /// The token's text.
    public var text: String
    /// The natural logarithm of its probability given what comes before.
    public var logProbability: Double
    /// What may follow; empty when it was not asked for.
    public var next: [TokenAlternative]

    /// An alternative.
    public init(text: String, logProbability: Double, next: [TokenAlternative] = []) {
        self.text = text
        self.logProbability = logProbability
        self.next = next
    }
}

extension ScoreDistribution {
    /// The distribution over the whole numbers of a scale, where a score may span several tokens ("1" then "0").
    ///
    /// Follows the alternatives as a prefix tree: digits join, anything else ends the number. A number that ends where the tree ends
    /// counts as it stands. Numbers outside the scale count as no score. Throws `Undefined` when no path is a score.
    public init(alternatives: [TokenAlternative], scale: ClosedRange<Int>) throws {
        var masses: [Int: Double] = [:]
        Self.walk(alternatives, digits: [], logProbability: 0, depth: 0) { number, mass in
            if scale.contains(number) { masses[number, default: 0] += mass }
        }
        let scores = masses.keys.sorted()
        guard !scores.isEmpty else { throw Undefined("no alternative token is a score from \(scale.lowerBound) to \(scale.upperBound)") }
        try self.init(scores: scores.map(Double.init), logProbabilities: scores.map { log(masses[$0] ?? 0) })
    }

    private static func walk(
        _ alternatives: [TokenAlternative], digits: [UInt8], logProbability: Double, depth: Int, _ found: (Int, Double) -> Void
    ) {
        for alternative in alternatives {
            let sum = logProbability + alternative.logProbability
            let bytes = alternative.text.utf8.drop { $0 == 32 || $0 == 9 || $0 == 10 }
            let own = digits.isEmpty || bytes.count == alternative.text.utf8.count ? Array(bytes.prefix { $0 >= 48 && $0 <= 57 }) : []
            let joined = digits + own
            let ends = own.count < bytes.count || own.isEmpty && !digits.isEmpty || alternative.next.isEmpty || depth >= 8
            if !joined.isEmpty, ends || joined.count > 9 {
                if let number = Int(String(decoding: joined, as: UTF8.self)) { found(number, exp(sum)) }
            } else if own.count == bytes.count, depth < 8 {
                walk(alternative.next, digits: joined, logProbability: sum, depth: depth + 1, found)
            }
        }
    }
}
