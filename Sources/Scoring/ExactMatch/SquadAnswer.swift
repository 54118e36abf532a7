/// An answer as the SQuAD evaluation compares it: lower case, without ASCII punctuation, without the words "a", "an" and "the",
/// words separated by single spaces (Rajpurkar et al. 2016).
public struct SquadAnswer: Sendable, Hashable {
    let words: TokenList

    /// Normalises a text. O(length).
    public init(_ text: String) {
        var kept = lowercasedScalars(Array(text.utf8))
        kept.removeAll(where: isASCIIPunctuation)
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
