/// Translation edit rate (Snover et al. 2006): edits and block shifts per reference word, agreeing with sacrebleu 2.6.
public struct TranslationEditRate: Sendable, Hashable {
    private let tokenizer: TercomTokenizer

    /// TER with tercom's settings; by default texts are lower-cased and cut at white space only.
    ///
    /// - Parameters:
    ///   - isCaseSensitive: whether case matters.
    ///   - normalizes: whether punctuation is split off and XML entities are unescaped.
    ///   - removesPunctuation: whether punctuation is deleted.
    ///   - supportsAsian: whether those two also apply to Chinese and Japanese characters and marks.
    public init(
        isCaseSensitive: Bool = false, normalizes: Bool = false, removesPunctuation: Bool = false, supportsAsian: Bool = false
    ) {
        tokenizer = TercomTokenizer(
            isCaseSensitive: isCaseSensitive, normalizes: normalizes, removesPunctuation: removesPunctuation,
            supportsAsian: supportsAsian)
    }

    /// The edits of one hypothesis to the closest of its references, and the references' mean length.
    public func counts(hypothesis: String, references: [String]) -> TerCounts {
        guard !references.isEmpty else { return TerCounts(edits: 0, referenceLength: 0) }
        var interner = TokenInterner()
        let given = interner.intern(tokenizer.words(hypothesis))
        let wanted = references.map { interner.intern(tokenizer.referenceWords($0)) }
        return TerCounts(
            edits: wanted.map { translationEdits(hypothesis: given, reference: $0) }.min() ?? 0,
            referenceLength: Double(wanted.reduce(0) { $0 + $1.count }) / Double(wanted.count))
    }
}

/// What TER needs to know of one text or of a corpus; counts of rows add up.
public struct TerCounts: Sendable, Hashable {
    /// Insertions, deletions, substitutions and shifts.
    public var edits: Int
    /// Words of the reference, the mean over several.
    public var referenceLength: Double

    /// Counts as given.
    public init(edits: Int, referenceLength: Double) {
        self.edits = edits
        self.referenceLength = referenceLength
    }

    /// Counts of two parts of a corpus together.
    public static func + (left: TerCounts, right: TerCounts) -> TerCounts {
        TerCounts(edits: left.edits + right.edits, referenceLength: left.referenceLength + right.referenceLength)
    }

    /// 100 times edits per reference word, from 0 up. Without reference words: 100 if there is any edit, else 0.
    public var score: Double {
        if referenceLength > 0 { return 100 * (Double(edits) / referenceLength) }
        return edits > 0 ? 100 : 0
    }
}
