/// The tokens that ROUGE compares: maximal runs of ASCII letters and digits of the lower-cased text, perhaps stemmed.
///
/// Everything else separates and vanishes, so a text without ASCII letters or digits has no tokens at all. Of other scripts only the
/// Kelvin sign and the dotted capital I become ASCII in lower case.
struct RougeTokens: Sendable {
    /// The tokens.
    private(set) var tokens: TokenList
    /// For each line that has tokens, how many tokens have been read at its end.
    private(set) var lineEnds: [Int] = []

    init(_ text: String, stemming: Bool) {
        let bytes = Array(text.utf8)
        tokens = TokenList(bytes: [], ranges: [])
        tokens.bytes.reserveCapacity(bytes.count)
        tokens.ranges.reserveCapacity(bytes.count / 5 + 1)
        tokenize(bytes)
        if stemming { stem() }
    }

    private mutating func tokenize(_ bytes: [UInt8]) {
        var start = 0
        var position = 0
        while position < bytes.count {
            let letter = lowercasedASCII(bytes[position])
            if isASCIIAlphanumeric(letter) {
                tokens.bytes.append(letter)
                position += 1
                continue
            }
            if letter >= 0x80, let (small, length, ends) = Self.letterLike(bytes, at: position) {
                tokens.bytes.append(small)
                if ends { endToken(&start) }
                position += length
                continue
            }
            endToken(&start)
            if letter == UInt8(ascii: "\n") { endLine() }
            position += 1
        }
        endToken(&start)
        endLine()
    }

    private mutating func endToken(_ start: inout Int) {
        guard tokens.bytes.count > start else { return }
        tokens.ranges.append(start..<tokens.bytes.count)
        start = tokens.bytes.count
    }

    private mutating func endLine() {
        if tokens.ranges.count > lineEnds.last ?? 0 { lineEnds.append(tokens.ranges.count) }
    }

    /// The Kelvin sign is k in lower case; the dotted capital I is i and a combining dot, which separates.
    private static func letterLike(_ bytes: [UInt8], at position: Int) -> (small: UInt8, length: Int, ends: Bool)? {
        if bytes[position] != 0xE2 && bytes[position] != 0xC4 { return nil }
        let scalar = decodeScalar(bytes, at: position)
        switch scalar.value {
        case 0x212A: return (UInt8(ascii: "k"), scalar.length, false)
        case 0x0130: return (UInt8(ascii: "i"), scalar.length, true)
        default: return nil
        }
    }

    private mutating func stem() {
        var stemmed = TokenList(bytes: [], ranges: [])
        stemmed.bytes.reserveCapacity(tokens.bytes.count)
        stemmed.ranges.reserveCapacity(tokens.ranges.count)
        for range in tokens.ranges {
            var word = Array(tokens.bytes[range])
            if word.count > 3 { PorterStemmer.stem(&word) }
            stemmed.ranges.append(stemmed.bytes.count..<(stemmed.bytes.count + word.count))
            stemmed.bytes.append(contentsOf: word)
        }
        tokens = stemmed
    }
}

/// The tokens that ROUGE compares, in order: runs of ASCII letters and digits of the lower-cased text, with those of more than three
/// letters stemmed on request.
public func rougeTokens(_ text: String, stemming: Bool = false) -> [String] {
    RougeTokens(text, stemming: stemming).tokens.strings
}
