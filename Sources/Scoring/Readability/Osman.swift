/// The OSMAN readability of Arabic (El-Haj, Rayson 2016) as textstat 0.7.13 computes it: about 0 (hardest) to 100 (easiest), without
/// bounds; 0 without words.
///
/// textstat takes vowel marks out of words before it counts in them, so that words with many of them never count as complex, and
/// estimates short syllables from the letters that are left; the same happens here. O(n).
public func osman(_ text: String) -> Double {
    let counts = ReadabilityCounts(text, syllables: SyllableCounter())
    guard counts.words > 0 else { return 0 }
    let words = Double(counts.words)
    var (letters, stressed) = (0, 0)
    for scalar in text.unicodeScalars {
        if (0x064B...0x064D).contains(scalar.value) || scalar.value == 0x0651 { stressed += 1 }
        if isCounted(scalar.value) { letters += 1 }
    }
    let marks = arabicWords(text)
    let syllables = Double(letters - 2 + 2 * stressed)
    let rates = Double(marks.long) / words + syllables / words + Double(marks.eloquent) / words
    return 200.791 - 1.015 * counts.wordsPerSentence - 24.181 * rates
}

/// Whether textstat's estimate of short syllables counts a scalar: all but the alef, the alef maksura, white space and `?.!,*`.
private func isCounted(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0627, 0x0649, 0x3F, 0x2E, 0x21, 0x2C, 0x2A: false
    default: !isPythonWhitespace(scalar)
    }
}

/// The words of more than five letters, and those of the eloquent style (faṣīḥ): more than seven letters beside alefs, and a letter or
/// pair of letters that everyday Arabic avoids.
private func arabicWords(_ text: String) -> (long: Int, eloquent: Int) {
    var (long, eloquent, length, counted) = (0, 0, 0, 0)
    var isEloquent = false
    var last: UInt32 = 0
    func end() {
        if length > 5 { long += 1 }
        if counted - 2 > 5, isEloquent { eloquent += 1 }
        (length, counted, isEloquent, last) = (0, 0, false, 0)
    }
    for scalar in text.unicodeScalars.lazy.map(\.value) {
        if isPythonWhitespace(scalar) { end() }
        guard isPythonWord(scalar) else { continue }
        length += 1
        if isCounted(scalar) { counted += 1 }
        switch scalar {
        case 0x0621, 0x0624, 0x0626, 0x0630, 0x0638: isEloquent = true
        case 0x0627, 0x0646: isEloquent = isEloquent || last == 0x0648
        default: break
        }
        last = scalar
    }
    end()
    return (long, eloquent)
}
