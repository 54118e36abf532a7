/// An answer as the SQuAD evaluation compares it: lower case, without ASCII punctuation, without the words "a", "an" and "the",
/// words separated by single spaces (Rajpurkar et al. 2016).
public struct SquadAnswer: Sendable, Hashable {
    let words: TokenList

    /// Normalises a text. O(length).
    public init(_ text: String) {
        let kept = lowercasedWithoutPunctuation(text)
        words = TokenList(bytes: kept, ranges: kept.withUnsafeBufferPointer(wordsWithoutArticles))
    }

    /// The normalised text.
    public var text: String { String(decoding: normalizedBytes, as: UTF8.self) }

    /// How many words are left.
    public var wordCount: Int { words.ranges.count }

    public static func == (left: SquadAnswer, right: SquadAnswer) -> Bool {
        guard left.wordCount == right.wordCount else { return false }
        return left.words.bytes.withUnsafeBufferPointer { leftBytes in
            right.words.bytes.withUnsafeBufferPointer { rightBytes in
                left.words.ranges.indices.allSatisfy { areEqual(leftBytes, left.words.ranges[$0], rightBytes, right.words.ranges[$0]) }
            }
        }
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(normalizedBytes) }

    var normalizedBytes: [UInt8] { Array(words.ranges.map { words.bytes[$0] }.joined(separator: [0x20])) }
}

/// A text in lower case without ASCII punctuation.
private func lowercasedWithoutPunctuation(_ text: String) -> [UInt8] {
    if let kept = text.utf8.withContiguousStorageIfAvailable(lowercasedASCIIWithoutPunctuation), let kept { return kept }
    var kept = lowercasedScalars(Array(text.utf8))
    kept.removeAll(where: isASCIIPunctuation)
    return kept
}

/// Nil when something else than ASCII is in the text.
private func lowercasedASCIIWithoutPunctuation(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var seen: UInt8 = 0
    for byte in bytes { seen |= byte }
    guard seen < 0x80 else { return nil }
    return [UInt8](unsafeUninitializedCapacity: bytes.count) { kept, count in
        for byte in bytes {
            kept[count] = lowercasedASCII(byte)
            count &+= isASCIIPunctuation(byte) ? 0 : 1
        }
    }
}

/// The words of a text with every whole word a, an or the treated as a space. Word boundaries are those of Unicode's `\w`, so an
/// article next to a dash or a symbol goes and splits what it touched.
private func wordsWithoutArticles(_ bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var words: [Range<Int>] = []
    words.reserveCapacity(bytes.count / 5 + 1)
    var start = -1
    var position = 0
    var followsWord = false
    while position < bytes.count {
        if !followsWord, let length = articleLength(bytes, at: position) {
            if start >= 0 { words.append(start..<position) }
            start = -1
            position += length
            followsWord = true
            continue
        }
        let scalar = decodeScalar(bytes, at: position)
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
@inline(__always)
private func articleLength(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Int? {
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

/// Whether two parts of texts hold the same bytes.
@inline(__always)
func areEqual(
    _ left: UnsafeBufferPointer<UInt8>, _ leftPart: Range<Int>, _ right: UnsafeBufferPointer<UInt8>, _ rightPart: Range<Int>
) -> Bool {
    guard leftPart.count == rightPart.count else { return false }
    for offset in 0..<leftPart.count where left[leftPart.lowerBound &+ offset] != right[rightPart.lowerBound &+ offset] { return false }
    return true
}
