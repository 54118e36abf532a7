/// ROUGE of a prediction against references (Lin 2004), agreeing with `rouge_score` 0.1.2.
///
/// Prepare a pair once, then ask for any of its scores: tokens are cut and numbered on preparation. A text without ASCII letters and
/// digits (Chinese, Arabic, emoji) has no tokens and scores 0; see ``predictionHasTokens``.
public struct Rouge: Sendable {
    private let prediction: RougeText
    private let references: [RougeText]
    private let vocabulary: Int

    /// Prepares a prediction and its references. O(length).
    ///
    /// - Parameter stemming: whether tokens of more than three letters are stemmed by ``PorterStemmer``.
    public init(prediction: String, references: [String], stemming: Bool = false) {
        var interner = TokenInterner(expecting: prediction.utf8.count / 4)
        self.prediction = RougeText(RougeTokens(prediction, stemming: stemming), &interner)
        self.references = references.map { RougeText(RougeTokens($0, stemming: stemming), &interner) }
        vocabulary = interner.count
    }

    /// Whether the prediction has anything ROUGE can see.
    public var predictionHasTokens: Bool { !prediction.tokens.isEmpty }
    /// Whether any reference has.
    public var referencesHaveTokens: Bool { references.contains { !$0.tokens.isEmpty } }

    /// ROUGE-N: overlap of n-grams, counted with multiplicity. Of several references the one with the highest F, the first on ties.
    /// 0 for texts shorter than n tokens, and without references.
    public func nGrams(_ order: Int) -> RougeScore { best(nGramScores(upTo: order).map { $0[max(0, order - 1)] }) }

    /// ROUGE-L: the longest common subsequence of the whole texts. O(tokens² / 64).
    public var longestSubsequence: RougeScore { best(references.map(longestSubsequence)) }

    /// ROUGE-Lsum: per line of the reference the union of its longest common subsequences with every line of the prediction. Lines
    /// end at "\n" only. Texts of one line give ``longestSubsequence``.
    public var summarySubsequence: RougeScore {
        best(references.map { summarySubsequence($0, longestSubsequence: nil) })
    }

    /// ROUGE-1, ROUGE-2, ROUGE-L and ROUGE-Lsum, computed together.
    public var standard: RougeScores {
        let overlaps = nGramScores(upTo: 2)
        let subsequences = references.map(longestSubsequence)
        let summaries = zip(references, subsequences).map { summarySubsequence($0, longestSubsequence: $1) }
        return RougeScores(
            rouge1: best(overlaps.map { $0[0] }), rouge2: best(overlaps.map { $0[1] }), rougeL: best(subsequences),
            rougeLsum: best(summaries))
    }

    private func best(_ scores: [RougeScore]) -> RougeScore {
        var best = scores.first ?? RougeScore(hits: 0, predicted: 0, wanted: 0)
        for score in scores.dropFirst() where score.fmeasure > best.fmeasure { best = score }
        return best
    }

    private func nGramScores(upTo orders: Int) -> [[RougeScore]] {
        let orders = max(1, orders)
        return references.map { reference in
            let matches = clippedMatches(of: prediction.tokens, in: [reference.tokens], vocabulary: vocabulary, orders: orders)
            return matches.enumerated().map { offset, hits in
                RougeScore(
                    hits: hits, predicted: nGramCount(prediction.tokens.count, order: offset + 1),
                    wanted: nGramCount(reference.tokens.count, order: offset + 1))
            }
        }
    }

    private func longestSubsequence(_ reference: RougeText) -> RougeScore {
        let length = longestCommonSubsequence(reference.tokens, prediction.tokens, vocabulary: vocabulary)
        return RougeScore(hits: length, predicted: prediction.tokens.count, wanted: reference.tokens.count)
    }

    private func summarySubsequence(_ reference: RougeText, longestSubsequence known: RougeScore?) -> RougeScore {
        if reference.lines.count <= 1, prediction.lines.count <= 1 { return known ?? longestSubsequence(reference) }
        let hits = summaryHits(reference: reference, prediction: prediction, vocabulary: vocabulary)
        return RougeScore(hits: hits, predicted: prediction.tokens.count, wanted: reference.tokens.count)
    }
}

/// The four scores most people mean by ROUGE.
public struct RougeScores: Sendable, Hashable {
    /// Single tokens.
    public let rouge1: RougeScore
    /// Pairs of tokens.
    public let rouge2: RougeScore
    /// Longest common subsequence of the whole texts.
    public let rougeL: RougeScore
    /// Longest common subsequences line by line.
    public let rougeLsum: RougeScore
}
