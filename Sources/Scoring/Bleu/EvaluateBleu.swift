#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// BLEU as Hugging Face `evaluate` computes it, which is MLflow's `bleu`: 13a tokens, the shortest reference's length, from 0 to 1.
public struct EvaluateBleu: Sendable, Hashable {
    /// The highest n-gram order.
    public var orders: Int
    /// Whether 1 is added to the matches and totals of every order (Lin and Och 2004).
    public var smooths: Bool

    /// BLEU-4 without smoothing by default.
    public init(orders: Int = 4, smooths: Bool = false) {
        self.orders = max(1, orders)
        self.smooths = smooths
    }

    /// The counts of one hypothesis. O(tokens · orders).
    public func counts(hypothesis: String, references: [String]) -> BleuCounts {
        var interner = TokenInterner(expecting: hypothesis.utf8.count / 4)
        let tokenizer = BleuTokenizer.mteval13a
        let tokens = interner.intern(tokenizer.tokenize(Array(hypothesis.utf8)))
        let wanted = references.map { interner.intern(tokenizer.tokenize(Array($0.utf8))) }
        return bleuCounts(tokens, wanted, vocabulary: interner.count, orders: orders) { $0.min() }
    }

    /// The score of counts, of one row or of a corpus. Nil where the library divides by zero: no token in the hypothesis or in the
    /// chosen references. (MLflow scores such rows 0.)
    public func score(_ counts: BleuCounts) -> Double? {
        guard let penalty = brevityPenalty(counts) else { return nil }
        let precisions = precisions(counts)
        guard precisions.allSatisfy({ $0 > 0 }) else { return 0 }
        let logarithms = precisions.reduce(0) { $0 + log($1) / Double(precisions.count) }
        return exp(logarithms) * penalty
    }

    /// The precision of every order, from 0 to 1.
    public func precisions(_ counts: BleuCounts) -> [Double] {
        zip(counts.matches, counts.totals).map { found, total in
            if smooths { return Double(found + 1) / Double(total + 1) }
            return total > 0 ? Double(found) / Double(total) : 0
        }
    }

    /// exp(1 - reference / hypothesis) for a hypothesis no longer than the reference, else 1; nil when either has no token.
    public func brevityPenalty(_ counts: BleuCounts) -> Double? {
        guard counts.hypothesisLength > 0, counts.referenceLength > 0 else { return nil }
        let ratio = Double(counts.hypothesisLength) / Double(counts.referenceLength)
        return ratio > 1 ? 1 : exp(1 - 1 / ratio)
    }
}
