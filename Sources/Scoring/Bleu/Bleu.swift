/// BLEU of a hypothesis against references, agreeing with sacrebleu 2.6.
public struct Bleu: Sendable, Hashable {
    /// How texts are cut into tokens.
    public var tokenizer: BleuTokenizer
    /// Whether texts are lower-cased first.
    public var lowercases: Bool
    /// The highest n-gram order.
    public var orders: Int

    /// BLEU with the given tokens and orders; by default cased BLEU-4 over 13a tokens.
    public init(tokenizer: BleuTokenizer = .mteval13a, lowercases: Bool = false, orders: Int = 4) {
        self.tokenizer = tokenizer
        self.lowercases = lowercases
        self.orders = max(1, orders)
    }

    /// The counts of one hypothesis. The reference length is the one closest to the hypothesis, the shorter on ties.
    /// O(tokens · orders).
    public func counts(hypothesis: String, references: [String]) -> BleuCounts {
        var interner = TokenInterner(expecting: hypothesis.utf8.count / 4)
        let tokens = interner.intern(tokenize(hypothesis))
        let wanted = references.map { interner.intern(tokenize($0)) }
        return bleuCounts(tokens, wanted, vocabulary: interner.count, orders: orders) { lengths in
            lengths.min { (abs($0 - tokens.count), $0) < (abs($1 - tokens.count), $1) }
        }
    }

    /// The score of one hypothesis, from 0 to 100, with the effective order as sacrebleu's `sentence_bleu` uses it.
    public func sentenceScore(
        hypothesis: String, references: [String], smoothing: BleuSmoothing = .exponential, usesEffectiveOrder: Bool = true
    ) -> Double {
        counts(hypothesis: hypothesis, references: references)
            .score(smoothing: smoothing, usesEffectiveOrder: usesEffectiveOrder)
    }

    /// The score of a corpus, from 0 to 100: one list of references for each hypothesis.
    public func corpusScore(
        hypotheses: [String], references: [[String]], smoothing: BleuSmoothing = .exponential, usesEffectiveOrder: Bool = false
    ) -> Double {
        zip(hypotheses, references)
            .reduce(.zero(orders: orders)) { $0 + counts(hypothesis: $1.0, references: $1.1) }
            .score(smoothing: smoothing, usesEffectiveOrder: usesEffectiveOrder)
    }

    private func tokenize(_ text: String) -> TokenList {
        var bytes = Array(text.utf8)
        if lowercases { bytes = lowercasedScalars(bytes) }
        bytes.removeLast(bytes.count - pythonRightStripped(bytes).upperBound)
        return tokenizer.tokenize(bytes)
    }
}

/// Counts of numbered tokens; `referenceLength` chooses among the lengths of the references.
func bleuCounts(
    _ hypothesis: [Int32], _ references: [[Int32]], vocabulary: Int, orders: Int, referenceLength: ([Int]) -> Int?
) -> BleuCounts {
    BleuCounts(
        matches: clippedMatches(of: hypothesis, in: references, vocabulary: vocabulary, orders: orders),
        totals: (1...max(1, orders)).map { nGramCount(hypothesis.count, order: $0) },
        hypothesisLength: hypothesis.count,
        referenceLength: referenceLength(references.map(\.count)) ?? 0)
}
