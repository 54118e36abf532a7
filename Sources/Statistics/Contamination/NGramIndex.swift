/// The word n-grams of texts a model or a prompt may have seen, to be looked up in evaluation items.
///
/// GPT-3 (Brown et al. 2020) calls an item contaminated when it shares any 13-gram, PaLM (Chowdhery et al. 2022) when 70 % of its
/// 8-grams occur. The most useful corpus is one's own: prompts, few-shot examples, documents for retrieval. Words are compared as
/// lowercase without punctuation. Memory: 8 bytes per distinct n-gram, and the set's overhead.
public struct NGramIndex: Sendable {
    /// Words per n-gram.
    public let n: Int
    private var grams: Set<UInt64> = []

    /// An empty index. Throws `Undefined` unless n is at least 1.
    public init(n: Int = 13) throws {
        try requireCount(n, atLeast: 1, "words per n-gram")
        self.n = n
    }

    /// How many different n-grams it holds.
    public var count: Int { grams.count }

    /// Adds the n-grams of a text. O(words · n).
    public mutating func add(_ text: String) {
        let words = normalizedWords(text)
        guard words.count >= n else { return }
        for start in 0...(words.count - n) { grams.insert(shingleHash(words[start..<start + n])) }
    }

    /// How much of an item occurs in the index.
    public struct Overlap: Sendable, Hashable {
        /// N-grams of the item, repeated ones counted each time.
        public let grams: Int
        /// Of these, the ones that occur in the index.
        public let hits: Int
        /// The share of the item's words that lie in some hit.
        public let tokenCoverage: Double

        /// The share of n-grams that occur; 0 for an item shorter than n words.
        public var hitFraction: Double { grams == 0 ? 0 : Double(hits) / Double(grams) }
        /// Whether any n-gram occurs: the GPT-3 rule.
        public var isContaminated: Bool { hits > 0 }
    }

    /// The overlap of an item. O(words · n).
    public func overlap(of item: String) -> Overlap {
        let words = normalizedWords(item)
        guard words.count >= n else { return Overlap(grams: 0, hits: 0, tokenCoverage: 0) }
        var (hits, covered, coveredTo) = (0, 0, 0)
        for start in 0...(words.count - n) where grams.contains(shingleHash(words[start..<start + n])) {
            hits += 1
            covered += start + n - max(start, coveredTo)
            coveredTo = start + n
        }
        return Overlap(grams: words.count - n + 1, hits: hits, tokenCoverage: Double(covered) / Double(words.count))
    }
}
