/// How BLEU cuts a text into tokens; the names are sacrebleu's.
public enum BleuTokenizer: String, Sendable, Hashable, CaseIterable {
    /// mteval-v13a: punctuation is split off, but periods, commas and dashes stay inside numbers. The default.
    case mteval13a = "13a"
    /// mteval-v14: punctuation and symbols of all scripts are split off.
    case international = "intl"
    /// Chinese characters stand alone, the rest is cut as by 13a.
    case chinese = "zh"
    /// Every scalar is a token.
    case characters = "char"
    /// White space only.
    case none = "none"

    /// The tokens of a text, as strings.
    public func tokens(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return tokenize(Array(bytes[pythonRightStripped(bytes)])).strings
    }

    func tokenize(_ bytes: [UInt8]) -> TokenList {
        switch self {
        case .mteval13a: Self.mteval13a(bytes)
        case .international: .words(internationallySeparated(bytes))
        case .chinese: Self.chinese(bytes)
        case .characters: characterTokens(bytes)
        case .none: .words(bytes)
        }
    }

    private static func mteval13a(_ bytes: [UInt8]) -> TokenList {
        var text = bytes
        if mayNeedRewriting(bytes) {
            text = TokenizerPasses.replacing("<skipped>", by: "", in: text)
            text = TokenizerPasses.replacing("-\n", by: "", in: text)
            text = TokenizerPasses.replacing("\n", by: " ", in: text)
            text = unescapingMarkup(text)
        }
        return TokenList(bytes: text, ranges: mtevalTokens(text, edgesAreSpaces: true))
    }

    /// Whether the text has a character with which something begins or ends that is rewritten before tokens are cut.
    private static func mayNeedRewriting(_ bytes: [UInt8]) -> Bool {
        var found = false
        for byte in bytes { found = found || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "&") }
        return found
    }

    /// `&quot;`, `&amp;`, `&lt;` and `&gt;` become what they stand for, in that order.
    static func unescapingMarkup(_ bytes: [UInt8]) -> [UInt8] {
        var text = TokenizerPasses.replacing("&quot;", by: "\"", in: bytes)
        text = TokenizerPasses.replacing("&amp;", by: "&", in: text)
        text = TokenizerPasses.replacing("&lt;", by: "<", in: text)
        return TokenizerPasses.replacing("&gt;", by: ">", in: text)
    }

    private static func chinese(_ bytes: [UInt8]) -> TokenList {
        let separated = separatingScalars(Array(bytes[pythonStripped(bytes)]), where: isChinese)
        return TokenList(bytes: separated, ranges: mtevalTokens(separated, edgesAreSpaces: false))
    }

    /// sacrebleu's ranges. Its two ranges beyond the basic plane act as U+2001 to U+2A6D and U+2F81 to U+2FA1, so dashes, curly
    /// quotes, arrows and mathematical signs stand alone too, and rare ideographs do not; the same happens here.
    private static func isChinese(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x3400...0x4DB5, 0x4E00...0x9FBB, 0xF900...0xFA2D, 0xFA30...0xFA6A, 0xFA70...0xFAD9, 0x2001...0x2A6D, 0x2F00...0x2FDF,
            0xFF00...0xFFEF, 0x2E80...0x2EFF, 0x3000...0x303F, 0x31C0...0x31EF, 0x2FF0...0x2FFF, 0x3100...0x312F, 0x31A0...0x31BF,
            0xFE10...0xFE1F, 0xFE30...0xFE4F, 0x3200...0x33FF:
            true
        default: false
        }
    }
}

/// Puts a space on either side of every scalar that fits.
func separatingScalars(_ bytes: [UInt8], where fits: (UInt32) -> Bool) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count * 2)
    var position = 0
    while position < bytes.count {
        let scalar = decodeScalar(bytes, at: position)
        let encoded = bytes[position..<(position + scalar.length)]
        if fits(scalar.value) {
            output.append(0x20)
            output.append(contentsOf: encoded)
            output.append(0x20)
        } else {
            output.append(contentsOf: encoded)
        }
        position += scalar.length
    }
    return output
}

private func characterTokens(_ bytes: [UInt8]) -> TokenList {
    var tokens = TokenList(bytes: bytes, ranges: [])
    tokens.ranges.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
        let scalar = decodeScalar(bytes, at: position)
        if !isPythonWhitespace(scalar.value) { tokens.ranges.append(position..<(position + scalar.length)) }
        position += scalar.length
    }
    return tokens
}
