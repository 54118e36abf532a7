/// Counts the syllables of English words: by pronunciation where the word is known, else by hyphenation, else by groups of vowels.
///
/// Without a pronouncing dictionary counts differ from textstat's; ``source`` says which means were there.
public struct SyllableCounter: Sendable {
    private let pronunciations: PronunciationDictionary?
    private let patterns: HyphenationPatterns?
    /// The syllables of words met lately; nil when looking them up costs no more than remembering.
    private let memo: WordMemo?

    /// A counter with the given means, either of which may be missing.
    public init(pronunciations: PronunciationDictionary? = nil, patterns: HyphenationPatterns? = nil) {
        (self.pronunciations, self.patterns) = (pronunciations, patterns)
        memo = pronunciations == nil && patterns == nil ? nil : WordMemo()
    }

    /// Whether syllables are counted as textstat counts them: with both a pronouncing dictionary and hyphenation patterns.
    public var isComplete: Bool { pronunciations != nil && patterns != nil }

    /// How syllables are counted, in words.
    public var source: String {
        switch (pronunciations != nil, patterns != nil) {
        case (true, true): "pronouncing dictionary, then hyphenation patterns"
        case (true, false): "pronouncing dictionary, then groups of vowels (no hyphenation patterns were found)"
        case (false, true): "hyphenation patterns (no pronouncing dictionary was found)"
        case (false, false): "groups of vowels (neither a pronouncing dictionary nor hyphenation patterns were found)"
        }
    }

    /// The syllables of a text, over its words as ``ReadabilityCounts`` cuts them.
    public func syllables(in text: String) -> Int { ReadabilityCounts(text, syllables: self).syllables }

    /// Runs a body with the words whose syllables are remembered.
    func remembering<Result: Sendable>(_ body: (inout WordMemo.Words) -> Result) -> Result {
        if let memo { return memo.borrow(body) }
        var none = WordMemo.Words(isUsed: false)
        return body(&none)
    }

    /// The syllables of one lower-case word without punctuation.
    func syllables(inWord word: UnsafeBufferPointer<UInt8>, isASCII: Bool) -> Int {
        if let known = pronunciations?.counts.value(of: UnsafeRawBufferPointer(word)) { return Int(known) }
        guard let patterns else { return vowelGroups(word) }
        return 1 + (isASCII ? patterns.breakCount(inASCII: word) : patterns.breakCount(in: unicodeScalars(Array(word))))
    }
}

/// The groups of neighbouring vowels in a word, at least 1; a silent e at the end is no group unless it follows a consonant and l.
private func vowelGroups(_ word: UnsafeBufferPointer<UInt8>) -> Int {
    func isVowel(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"), UInt8(ascii: "y"): true
        default: false
        }
    }
    var groups = 0
    var inGroup = false
    for byte in word {
        let vowel = isVowel(byte)
        if vowel && !inGroup { groups += 1 }
        inGroup = vowel
    }
    let length = word.count
    if length > 2, word[length - 1] == UInt8(ascii: "e"), !isVowel(word[length - 2]) {
        let isLE = word[length - 2] == UInt8(ascii: "l") && !isVowel(word[length - 3])
        if !isLE { groups -= 1 }
    }
    return max(1, groups)
}
