#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// BLEU of one n-gram order alone, over words split at white space, without smoothing, from 0 to 1: NLTK's `sentence_bleu` with all
/// weight on that order, as HELM's bleu_1 and bleu_4 use it. 0 without a match.
public func wordBleu(hypothesis: String, references: [String], order: Int) -> Double {
    let order = max(1, order)
    var interner = TokenInterner(expecting: hypothesis.utf8.count / 4)
    let tokens = interner.intern(TokenList.words(Array(hypothesis.utf8)))
    let wanted = references.map { interner.intern(TokenList.words(Array($0.utf8))) }
    let counts = bleuCounts(tokens, wanted, vocabulary: interner.count, orders: order) { lengths in
        lengths.min { (abs($0 - tokens.count), $0) < (abs($1 - tokens.count), $1) }
    }
    guard counts.matches[order - 1] > 0 else { return 0 }
    return counts.brevityPenalty * Double(counts.matches[order - 1]) / Double(counts.totals[order - 1])
}
