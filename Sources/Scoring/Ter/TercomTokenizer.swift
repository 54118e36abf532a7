/// How TER cuts a text into words: tercom's normalisation as sacrebleu does it, then white space.
struct TercomTokenizer: Sendable, Hashable {
    /// Whether case matters; texts are lower-cased otherwise.
    var isCaseSensitive = false
    /// Whether punctuation is split off and markup unescaped.
    var normalizes = false
    /// Whether punctuation is deleted.
    var removesPunctuation = false
    /// Whether the two above also know Chinese and Japanese characters and marks.
    var supportsAsian = false

    /// The words of a hypothesis.
    func words(_ text: String) -> TokenList { words(Array(text.utf8)) }

    /// The words of a reference, which sacrebleu cuts twice over; the second time splits a few more.
    func referenceWords(_ text: String) -> TokenList {
        let once = words(text)
        return normalizes ? words(Array(once.ranges.map { once.bytes[$0] }.joined(separator: [0x20]))) : once
    }

    private func words(_ text: [UInt8]) -> TokenList {
        var bytes = text
        bytes.removeLast(bytes.count - pythonRightStripped(bytes).upperBound)
        if !isCaseSensitive { bytes = lowercasedScalars(bytes) }
        if normalizes, !bytes.isEmpty {
            bytes = Self.normalized(bytes)
            if supportsAsian { bytes = separatingScalars(bytes, where: Self.isSeparatedAsian) }
        }
        if removesPunctuation {
            bytes.removeAll(where: Self.isRemoved)
            if supportsAsian { bytes = Self.removingAsianPunctuation(bytes) }
        }
        return .words(bytes)
    }

    private static func normalized(_ bytes: [UInt8]) -> [UInt8] {
        var text = TokenizerPasses.replacing("\n-", by: "", in: bytes)
        text = TokenizerPasses.replacing("\n", by: " ", in: text)
        text = BleuTokenizer.unescapingMarkup(text)
        text = TokenizerPasses.separatingPunctuation([0x20] + text + [0x20])
        text = TokenizerPasses.replacing("'s ", by: " 's ", in: text)
        return TokenizerPasses.separatingNumberMarks(text)
    }

    private static func isRemoved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "!"),
            UInt8(ascii: "\""), UInt8(ascii: "("), UInt8(ascii: ")"):
            true
        default: false
        }
    }

    private static func removingAsianPunctuation(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        for scalar in unicodeScalars(bytes) where !isAsianPunctuation(scalar) { appendUTF8(scalar, to: &output) }
        return output
    }

    /// Ideographs and their relatives; U+3200 to U+3F22 is sacrebleu's range for enclosed letters.
    private static func isSeparatedAsian(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x31C0...0x31EF, 0x2E80...0x2EFF, 0x3200...0x3F22, 0xF900...0xFAFF, 0xFE30...0xFE4F:
            true
        default: isAsianPunctuation(scalar)
        }
    }

    private static func isAsianPunctuation(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x3001, 0x3002, 0x3008...0x3011, 0x3014...0x301F, 0xFF61...0xFF65, 0x30FB, 0xFF0E, 0xFF0C, 0xFF1F, 0xFF1A, 0xFF1B, 0xFF01,
            0xFF02, 0xFF08, 0xFF09:
            true
        default: false
        }
    }
}
