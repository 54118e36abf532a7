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
        tokens = TokenList(bytes: [], ranges: [])
        var text = text
        text.withUTF8 { tokenize($0) }
        if stemming { stem() }
    }

    private mutating func tokenize(_ bytes: UnsafeBufferPointer<UInt8>) {
        tokens.ranges.reserveCapacity(bytes.count / 5 + 1)
        tokens.bytes = [UInt8](unsafeUninitializedCapacity: bytes.count) { kept, count in
            rougeLetters.withUnsafeBufferPointer { letters in count = keep(bytes, in: kept, letters) }
        }
    }

    /// Writes the letters of all tokens and returns how many there are.
    private mutating func keep(
        _ bytes: UnsafeBufferPointer<UInt8>, in kept: UnsafeMutableBufferPointer<UInt8>, _ letters: UnsafeBufferPointer<UInt8>
    ) -> Int {
        var (start, end) = (0, 0)
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            let letter = letters[Int(byte)]
            position += 1
            if letter > 0 {
                kept[end] = letter
                end += 1
            } else if byte >= 0x80, let (small, length, isLast) = Self.letterLike(bytes, at: position - 1) {
                kept[end] = small
                end += 1
                position += length - 1
                if isLast { endToken(&start, end) }
            } else {
                endToken(&start, end)
                if byte == UInt8(ascii: "\n") { endLine() }
            }
        }
        endToken(&start, end)
        endLine()
        return end
    }

    @inline(__always)
    private mutating func endToken(_ start: inout Int, _ end: Int) {
        guard end > start else { return }
        tokens.ranges.append(start..<end)
        start = end
    }

    private mutating func endLine() {
        if tokens.ranges.count > lineEnds.last ?? 0 { lineEnds.append(tokens.ranges.count) }
    }

    /// The Kelvin sign is k in lower case; the dotted capital I is i and a combining dot, which separates.
    private static func letterLike(
        _ bytes: UnsafeBufferPointer<UInt8>, at position: Int
    ) -> (small: UInt8, length: Int, isLast: Bool)? {
        switch bytes[position] {
        case 0xE2 where bytes[position...].starts(with: "\u{212A}".utf8): (UInt8(ascii: "k"), 3, false)
        case 0xC4 where bytes[position...].starts(with: "\u{0130}".utf8): (UInt8(ascii: "i"), 2, true)
        default: nil
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

/// The small letter or digit that each byte of ASCII becomes; 0 for everything else.
private let rougeLetters: [UInt8] = (UInt8.min...UInt8.max).map { isASCIIAlphanumeric($0) ? lowercasedASCII($0) : 0 }

/// The tokens that ROUGE compares, in order: runs of ASCII letters and digits of the lower-cased text, with those of more than three
/// letters stemmed on request.
public func rougeTokens(_ text: String, stemming: Bool = false) -> [String] {
    RougeTokens(text, stemming: stemming).tokens.strings
}
