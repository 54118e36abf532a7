/// What readability formulas count of a text, as textstat 0.7.13 counts it, in one pass over its bytes.
///
/// Words are separated by white space and lose their punctuation first, hyphens included, so that "well-known" is one word; an
/// apostrophe stays only before t, s, d, ve, ll and re. Sentences end with `.`, `!` or `?`, not with a line; those of up to two words
/// do not count, but any text that is not empty has at least one.
public struct ReadabilityCounts: Sendable, Hashable {
    /// Sentences of more than two words, at least 1 unless the text is empty.
    public internal(set) var sentences = 0
    /// Words, without those that are only punctuation.
    public internal(set) var words = 0
    /// Runs without white space, those of punctuation included.
    public internal(set) var tokens = 0
    /// Unicode scalars that are no white space.
    public internal(set) var characters = 0
    /// Letters, digits and underscores.
    public internal(set) var letters = 0
    /// Syllables of all words.
    public internal(set) var syllables = 0
    /// Words of three or more syllables.
    public internal(set) var polysyllables = 0
    /// Words of one syllable.
    public internal(set) var monosyllables = 0
    /// Words of more than six letters.
    public internal(set) var longWords = 0
    /// Words of up to three letters.
    public internal(set) var miniWords = 0
    /// Words of three or more syllables that are not familiar.
    public internal(set) var unfamiliarPolysyllables = 0
    /// Words of two or more syllables that are not familiar; 0 without a whole list of familiar words.
    public internal(set) var unfamiliarDisyllables = 0
    /// Words that are not familiar; 0 without a whole list of familiar words.
    public internal(set) var unfamiliarWords = 0
    /// What the Linsear Write formula counts: the words of the first hundred, weighted 1 below three syllables and else 3.
    public internal(set) var linsearWeight = 0
    /// The sentences that hold the first hundred words.
    public internal(set) var linsearSentences = 0

    /// The counts of an empty text.
    init() {}

    /// Counts a text. Give a whole list of familiar words for the formulas that ask for it. O(n).
    public init(_ text: String, syllables: SyllableCounter, familiar: FamiliarWords = .long) {
        var text = text
        self = text.withUTF8 { bytes in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count + 1) { word in
                syllables.remembering { known in
                    var scan = ReadabilityScan(word: word, syllables: syllables, familiar: familiar)
                    return scan.counts(of: bytes, &known)
                }
            }
        }
    }
}
