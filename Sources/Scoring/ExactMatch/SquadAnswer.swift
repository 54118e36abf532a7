/// An answer as the SQuAD evaluation compares it: lower case, without ASCII punctuation, without the words "a", "an" and "the",
/// words separated by single spaces (Rajpurkar et al. 2016).
public struct SquadAnswer: Sendable, Hashable {
    let words: TokenList

    /// Normalises a text. O(length).
    public init(_ text: String) {
        let bytes = Array(text.utf8)
        if let plain = plainWords(bytes) {
            words = plain
            return
        }
        let kept = lowercasedScalars(bytes).filter { !isASCIIPunctuation($0) }
        words = TokenList(bytes: kept, ranges: wordsWithoutArticles(kept))
    }

    /// The normalised text.
    public var text: String { String(decoding: normalizedBytes, as: UTF8.self) }

    /// How many words are left.
    public var wordCount: Int { words.ranges.count }

    public static func == (left: SquadAnswer, right: SquadAnswer) -> Bool {
        guard left.wordCount == right.wordCount else { return false }
        return zip(left.words.ranges, right.words.ranges).allSatisfy { left.words.bytes[$0] == right.words.bytes[$1] }
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(normalizedBytes) }

    var normalizedBytes: [UInt8] { Array(words.ranges.map { words.bytes[$0] }.joined(separator: [0x20])) }
}

/// What a byte of plain text turns into: itself or a small letter, 0 for punctuation (which goes), 32 for white space, 255 for
/// everything that needs a closer look (other controls, non-ASCII).
private let plainBytes: [UInt8] = (0...255).map { value -> UInt8 in
    let byte = UInt8(truncatingIfNeeded: value)
    if byte < 0x80, isASCIIPunctuation(byte) { return 0 }
    if byte < 0x80, isPythonWhitespaceASCII(byte) { return 0x20 }
    return byte < 0x80 && isASCIIAlphanumeric(byte) ? lowercasedASCII(byte) : 0xFF
}

/// The normalised words of a text made of ASCII letters, digits, punctuation and white space, in one pass; nil for other texts.
private func plainWords(_ bytes: [UInt8]) -> TokenList? {
    var isPlain = true
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(bytes.count / 5 + 1)
    let kept = [UInt8](unsafeUninitializedCapacity: bytes.count) { output, count in
        var start = 0
        func endWord() {
            let length = count - start
            if length > 3 || (length > 0 && !isArticle(output, start, length)) { ranges.append(start..<count) }
            start = count
        }
        let table = plainBytes
        for byte in bytes {
            let plain = table[Int(byte)]
            if plain == 0 { continue }
            if plain == 0x20 {
                endWord()
            } else if plain == 0xFF {
                isPlain = false
                return
            } else {
                output[count] = plain
                count += 1
            }
        }
        endWord()
    }
    return isPlain ? TokenList(bytes: kept, ranges: ranges) : nil
}

@inline(__always)
private func isArticle(_ bytes: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ length: Int) -> Bool {
    switch length {
    case 1: bytes[start] == UInt8(ascii: "a")
    case 2: bytes[start] == UInt8(ascii: "a") && bytes[start + 1] == UInt8(ascii: "n")
    case 3: bytes[start] == UInt8(ascii: "t") && bytes[start + 1] == UInt8(ascii: "h") && bytes[start + 2] == UInt8(ascii: "e")
    default: false
    }
}

/// The words of a text with every whole word a, an or the treated as a space. Word boundaries are those of Unicode's `\w`, so an
/// article next to a dash or a symbol goes and splits what it touched.
private func wordsWithoutArticles(_ bytes: [UInt8]) -> [Range<Int>] {
    var words: [Range<Int>] = []
    words.reserveCapacity(bytes.count / 5 + 1)
    var start = -1
    var position = 0
    var followsWord = false
    while position < bytes.count {
        let scalar = decodeScalar(bytes, at: position)
        if !followsWord, let length = articleLength(bytes, at: position) {
            if start >= 0 { words.append(start..<position) }
            start = -1
            position += length
            followsWord = true
            continue
        }
        if isPythonWhitespace(scalar.value) {
            if start >= 0 { words.append(start..<position) }
            start = -1
            followsWord = false
        } else {
            if start < 0 { start = position }
            followsWord = isPythonWord(scalar.value)
        }
        position += scalar.length
    }
    if start >= 0 { words.append(start..<bytes.count) }
    return words
}

/// The length of the article that begins here and ends at a word boundary; nil when there is none.
private func articleLength(_ bytes: [UInt8], at position: Int) -> Int? {
    let length: Int
    switch bytes[position] {
    case UInt8(ascii: "a"): length = position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "n") ? 2 : 1
    case UInt8(ascii: "t"):
        guard position + 2 < bytes.count, bytes[position + 1] == UInt8(ascii: "h"), bytes[position + 2] == UInt8(ascii: "e")
        else { return nil }
        length = 3
    default: return nil
    }
    let end = position + length
    if end < bytes.count, isPythonWord(decodeScalar(bytes, at: end).value) { return nil }
    return length
}
