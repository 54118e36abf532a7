/// The pass over a text's bytes that fills ``ReadabilityCounts``.
struct ReadabilityScan {
    /// The current word: what is left of it, in lower case as far as it is ASCII.
    private let word: UnsafeMutableBufferPointer<UInt8>
    private let syllables: SyllableCounter
    private let familiar: FamiliarWords
    private var counts: ReadabilityCounts
    private var wordLength = 0
    private var wordLetters = 0
    private var wordIsASCII = true
    private var inToken = false
    private var sentence = SentenceCount()
    private var firstHundred: (weight: Int, sentences: Int)?
    private var weight = 0

    init(word: UnsafeMutableBufferPointer<UInt8>, syllables: SyllableCounter, familiar: FamiliarWords) {
        (self.word, self.syllables, self.familiar) = (word, syllables, familiar)
        counts = ReadabilityCounts()
    }

    /// The counts of a text; `known` remembers the syllables of its words.
    mutating func counts(of bytes: UnsafeBufferPointer<UInt8>, _ known: inout WordMemo.Words) -> ReadabilityCounts {
        readabilityByteKinds.withUnsafeBufferPointer { kinds in
            var position = 0
            while position < bytes.count {
                let byte = bytes[position]
                switch kinds[Int(byte)] {
                case .letter: addLetter(lowercasedASCII(byte))
                case .space: endToken(&known)
                case .apostrophe:
                    addOther()
                    if isContraction(bytes, position + 1) { keep(byte) }
                case .terminator:
                    addOther()
                    sentence.end()
                case .other: addOther()
                case .lead: position += addScalar(bytes, position, &known) - 1
                }
                position += 1
            }
        }
        endToken(&known)
        finish(isEmpty: bytes.isEmpty)
        return counts
    }

    @inline(__always)
    private mutating func addOther() {
        counts.characters += 1
        inToken = true
    }

    @inline(__always)
    private mutating func keep(_ byte: UInt8) {
        word[wordLength] = byte
        wordLength += 1
    }

    @inline(__always)
    private mutating func addLetter(_ byte: UInt8) {
        addOther()
        keep(byte)
        wordLetters += 1
        sentence.addLetter()
    }

    /// Adds a scalar beyond ASCII and returns how many bytes it takes.
    private mutating func addScalar(
        _ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ known: inout WordMemo.Words
    ) -> Int {
        let first = UInt32(bytes[position])
        let length = min(first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4, bytes.count - position)
        var scalar = first & (0xFF >> (UInt32(length) + 1))
        for offset in 1..<max(1, length) { scalar = scalar << 6 | UInt32(bytes[position + offset] & 0x3F) }
        if isPythonWhitespace(scalar) {
            endToken(&known)
        } else if isPythonWord(scalar) {
            addOther()
            for offset in 0..<length { keep(bytes[position + offset]) }
            wordLetters += 1
            wordIsASCII = false
            sentence.addLetter()
        } else {
            addOther()
        }
        return length
    }

    private mutating func endToken(_ known: inout WordMemo.Words) {
        guard inToken else { return }
        inToken = false
        counts.tokens += 1
        sentence.endToken()
        if wordLength > 0 { endWord(&known) }
    }

    private mutating func endWord(_ known: inout WordMemo.Words) {
        counts.words += 1
        counts.letters += wordLetters
        if wordLetters > 6 { counts.longWords += 1 }
        if wordLetters <= 3 { counts.miniWords += 1 }
        if wordIsASCII {
            countSyllables(UnsafeBufferPointer(rebasing: word[..<wordLength]), &known)
        } else {
            lowercasedScalars(Array(word[..<wordLength])).withUnsafeBufferPointer { countSyllables($0, &known) }
        }
        if counts.words == 100 { firstHundred = (weight, sentence.countIfEnded) }
        (wordLength, wordLetters, wordIsASCII) = (0, 0, true)
    }

    private mutating func countSyllables(_ letters: UnsafeBufferPointer<UInt8>, _ known: inout WordMemo.Words) {
        let count = known.value(of: letters) { syllables.syllables(inWord: letters, isASCII: wordIsASCII) }
        counts.syllables += count
        if count == 1 { counts.monosyllables += 1 }
        if count >= 3 { counts.polysyllables += 1 }
        weight += count >= 3 ? 3 : count > 0 ? 1 : 0
        guard count >= 3 || familiar.isWhole, !familiar.contains(letters) else { return }
        countUnfamiliar(wordIsASCII ? count : syllablesWithoutDots(letters, count))
    }

    private mutating func countUnfamiliar(_ count: Int) {
        if count >= 3 { counts.unfamiliarPolysyllables += 1 }
        guard familiar.isWhole else { return }
        counts.unfamiliarWords += 1
        if count >= 2 { counts.unfamiliarDisyllables += 1 }
    }

    /// The syllables of a word without the dots that a capital dotted i leaves in lower case: textstat drops them before it decides
    /// whether a word is hard, but not when it counts syllables.
    private func syllablesWithoutDots(_ letters: UnsafeBufferPointer<UInt8>, _ count: Int) -> Int {
        var scalars = unicodeScalars(Array(letters))
        guard scalars.contains(0x0307) else { return count }
        scalars.removeAll { $0 == 0x0307 }
        var bytes: [UInt8] = []
        for scalar in scalars { appendUTF8(scalar, to: &bytes) }
        return bytes.withUnsafeBufferPointer { syllables.syllables(inWord: $0, isASCII: isASCII(bytes)) }
    }

    private mutating func finish(isEmpty: Bool) {
        let sentences = sentence.countIfEnded
        counts.sentences = isEmpty ? 0 : sentences
        let all = (weight, counts.tokens == 0 ? 0 : sentences)
        (counts.linsearWeight, counts.linsearSentences) = counts.tokens > 100 ? firstHundred ?? all : all
    }
}

/// Whether a contraction's ending follows an apostrophe: t, s, d, ve, ll or re, in small letters.
func isContraction(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
    guard position < bytes.count else { return false }
    let next = position + 1 < bytes.count ? bytes[position + 1] : 0
    return switch bytes[position] {
    case UInt8(ascii: "t"), UInt8(ascii: "s"), UInt8(ascii: "d"): true
    case UInt8(ascii: "v"), UInt8(ascii: "r"): next == UInt8(ascii: "e")
    case UInt8(ascii: "l"): next == UInt8(ascii: "l")
    default: false
    }
}

/// What a byte is to readability counts.
enum ReadabilityByteKind: UInt8 {
    case other, letter, space, terminator, apostrophe, lead
}

private let readabilityByteKinds: [ReadabilityByteKind] = (UInt8.min...UInt8.max).map { byte in
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): .terminator
    case UInt8(ascii: "'"): .apostrophe
    case UInt8(ascii: "_"): .letter
    case 0x80...: .lead
    default: isASCIIAlphanumeric(byte) ? .letter : isPythonWhitespaceASCII(byte) ? .space : .other
    }
}
