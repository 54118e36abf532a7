/// chrF and chrF++ of a hypothesis against references (Popović 2015, 2017), agreeing with sacrebleu 2.6.
public struct ChrF: Sendable, Hashable {
    /// The highest order of character n-grams.
    public var characterOrders: Int
    /// The highest order of word n-grams: 0 for chrF, 2 for chrF++.
    public var wordOrders: Int
    /// How much recall outweighs precision.
    public var beta: Double
    /// Whether texts are lower-cased first.
    public var lowercases: Bool
    /// Whether white space counts as characters; it is removed otherwise.
    public var keepsWhitespace: Bool
    /// Whether orders without a match count a tiny bit instead of nothing, as in chrF++.py, NLTK and Moses.
    public var smooths: Bool

    /// chrF2 over character n-grams up to 6 by default.
    public init(
        characterOrders: Int = 6, wordOrders: Int = 0, beta: Double = 2, lowercases: Bool = false, keepsWhitespace: Bool = false,
        smooths: Bool = false
    ) {
        self.characterOrders = max(0, characterOrders)
        self.wordOrders = max(0, wordOrders)
        self.beta = beta
        self.lowercases = lowercases
        self.keepsWhitespace = keepsWhitespace
        self.smooths = smooths
    }

    /// chrF++: chrF with word n-grams up to 2.
    public static let plusPlus = ChrF(wordOrders: 2)

    /// The counts of one hypothesis against the reference that gives the highest score, the first on ties. O(length · orders).
    public func counts(hypothesis: String, references: [String]) -> ChrFCounts {
        var characters = ScalarInterner()
        var words = TokenInterner()
        let given = prepare(hypothesis, &characters, &words)
        let wanted = references.map { prepare($0, &characters, &words) }
        var best = ChrFCounts.zero(orders: characterOrders + wordOrders)
        var bestScore = -1.0
        for reference in wanted {
            var counts = ChrFCounts.zero(orders: 0)
            counts.append(given.characters, reference.characters, vocabulary: characters.count, orders: characterOrders)
            counts.append(given.words, reference.words, vocabulary: words.count, orders: wordOrders)
            let score = score(counts)
            if score > bestScore { (best, bestScore) = (counts, score) }
        }
        return best
    }

    /// The score of one hypothesis, from 0 to 100.
    public func score(hypothesis: String, references: [String]) -> Double {
        score(counts(hypothesis: hypothesis, references: references))
    }

    /// The score of counts, of one row or of a corpus, from 0 to 100.
    public func score(_ counts: ChrFCounts) -> Double {
        let tiny = 1e-16
        let factor = beta * beta
        var smoothed = 0.0
        var (precisions, recalls, orders) = (0.0, 0.0, 0)
        for (offset, matches) in counts.matches.enumerated() {
            let (given, wanted) = (counts.hypothesis[offset], counts.reference[offset])
            let precision = given > 0 ? Double(matches) / Double(given) : tiny
            let recall = wanted > 0 ? Double(matches) / Double(wanted) : tiny
            let denominator = factor * precision + recall
            smoothed += denominator > 0 ? (1 + factor) * precision * recall / denominator : tiny
            guard given > 0, wanted > 0 else { continue }
            precisions += precision
            recalls += recall
            orders += 1
        }
        if smooths { return counts.matches.isEmpty ? 0 : 100 * smoothed / Double(counts.matches.count) }
        guard orders > 0, precisions + recalls > 0 else { return 0 }
        let (precision, recall) = (precisions / Double(orders), recalls / Double(orders))
        return 100 * (1 + factor) * precision * recall / (factor * precision + recall)
    }

    private func prepare(
        _ text: String, _ characters: inout ScalarInterner, _ words: inout TokenInterner
    ) -> (characters: [Int32], words: [Int32]) {
        let utf8 = Array(text.utf8)
        let bytes = lowercases ? lowercasedScalars(utf8) : utf8
        let letters = characters.intern(bytes, skippingWhitespace: !keepsWhitespace)
        return (letters, wordOrders > 0 ? words.intern(wordsWithoutOuterPunctuation(bytes)) : [])
    }
}

/// Words with the last character split off where it is ASCII punctuation, or else the first where that is.
private func wordsWithoutOuterPunctuation(_ bytes: [UInt8]) -> TokenList {
    var tokens = TokenList(bytes: bytes, ranges: [])
    for word in pythonWhitespaceSplit(bytes) {
        if word.count > 1, isASCIIPunctuation(bytes[word.upperBound - 1]) {
            tokens.ranges.append(word.lowerBound..<(word.upperBound - 1))
            tokens.ranges.append((word.upperBound - 1)..<word.upperBound)
        } else if word.count > 1, isASCIIPunctuation(bytes[word.lowerBound]) {
            tokens.ranges.append(word.lowerBound..<(word.lowerBound + 1))
            tokens.ranges.append((word.lowerBound + 1)..<word.upperBound)
        } else {
            tokens.ranges.append(word)
        }
    }
    return tokens
}
