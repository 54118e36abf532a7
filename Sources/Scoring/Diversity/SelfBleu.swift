#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// How alike several texts are: the mean BLEU of each against all others (Zhu et al. 2018). High means little diversity.
public enum SelfBleu {
    /// The mean of NLTK's BLEU-4 with its smoothing method 1 over words between white space, from 0 to 1; nil for fewer than two texts.
    public static func nltk(_ texts: [String]) -> Double? {
        let counts = counts(texts) { .words(Array($0.utf8)) }
        return mean(counts.map { smoothedScore($0, epsilon: 0.1) })
    }

    /// The mean of sacrebleu's sentence BLEU, from 0 to 100; nil for fewer than two texts.
    public static func sacrebleu(_ texts: [String]) -> Double? {
        let counts = counts(texts) { text in
            let bytes = Array(text.utf8)
            return BleuTokenizer.mteval13a.tokenize(Array(bytes[pythonRightStripped(bytes)]))
        }
        return mean(counts.map { $0.score(usesEffectiveOrder: true) })
    }

    private static func mean(_ scores: [Double]) -> Double? {
        scores.count < 2 ? nil : scores.reduce(0, +) / Double(scores.count)
    }

    /// BLEU counts of each text with all others as references. O(tokens of all texts · orders), not quadratic in the texts.
    private static func counts(_ texts: [String], tokenize: (String) -> TokenList) -> [BleuCounts] {
        var interner = TokenInterner()
        let tokens = texts.map { interner.intern(tokenize($0)) }
        var matches = [[Int]](repeating: [], count: tokens.count)
        var numbered = tokens
        for order in 1...4 {
            if order > 1 { numbered = extendedNGrams(numbered, from: tokens, order: order) }
            for (place, count) in matchesWithOthers(numbered).enumerated() { matches[place].append(count) }
        }
        let lengths = tokens.map(\.count).sorted()
        return zip(tokens, matches).map { tokens, matches in
            BleuCounts(
                matches: matches, totals: (1...4).map { nGramCount(tokens.count, order: $0) }, hypothesisLength: tokens.count,
                referenceLength: closestOther(lengths, to: tokens.count))
        }
    }

    /// The length among `lengths` (sorted, one occurrence of `length` left out) that is nearest, the shorter on ties.
    private static func closestOther(_ lengths: [Int], to length: Int) -> Int {
        var others = lengths
        if let own = others.firstIndex(of: length) { others.remove(at: own) }
        return others.min { (abs($0 - length), $0) < (abs($1 - length), $1) } ?? 0
    }

    private static func smoothedScore(_ counts: BleuCounts, epsilon: Double) -> Double {
        guard let unigrams = counts.matches.first, unigrams > 0 else { return 0 }
        let logarithms = zip(counts.matches, counts.totals).reduce(0.0) { sum, pair in
            let found = pair.0 == 0 ? epsilon : Double(pair.0)
            return sum + log(found / Double(max(1, pair.1))) / Double(counts.matches.count)
        }
        return counts.brevityPenalty * exp(logarithms)
    }
}

/// For each sequence how many of its numbers occur in another, each at most as often as in the one other that has most of it.
private func matchesWithOthers(_ sequences: [[Int32]]) -> [Int] {
    struct Most {
        var first = 0
        var second = 0
        var owner = -1
    }
    var most: [Int32: Most] = [:]
    let counted = sequences.map { numbers in
        numbers.reduce(into: [Int32: Int]()) { counts, number in counts[number, default: 0] += 1 }
    }
    for (owner, counts) in counted.enumerated() {
        for (number, count) in counts {
            var known = most[number] ?? Most()
            if count > known.first {
                known = Most(first: count, second: known.first, owner: owner)
            } else {
                known.second = max(known.second, count)
            }
            most[number] = known
        }
    }
    return counted.enumerated().map { owner, counts in
        counts.reduce(0) { sum, entry in
            guard let known = most[entry.key] else { return sum }
            return sum + min(entry.value, known.owner == owner ? known.second : known.first)
        }
    }
}
