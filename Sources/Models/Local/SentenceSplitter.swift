/// Cuts a text into sentences: after `.`, `!`, `?` or their wide forms when white space follows, and at line ends.
enum SentenceSplitter {
    static func sentences(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        var sentences: [String] = []
        var start = 0
        var offset = 0
        while offset < bytes.count {
            let end = endOfSentence(bytes, offset)
            if end > offset {
                add(bytes[start..<end], to: &sentences)
                start = end
                offset = end
            } else {
                offset += 1
            }
        }
        add(bytes[start...], to: &sentences)
        return sentences
    }

    /// Where a sentence that ends at `offset` ends; `offset` itself when none does.
    private static func endOfSentence(_ bytes: [UInt8], _ offset: Int) -> Int {
        switch bytes[offset] {
        case 0x0A: return offset + 1
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
            var end = offset + 1
            while end < bytes.count, [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")")].contains(bytes[end]) { end += 1 }
            return end == bytes.count || bytes[end] <= 0x20 ? end : offset
        case 0xE3 where bytes[offset...].starts(with: [0xE3, 0x80, 0x82]): return offset + 3  // 。
        case 0xEF where bytes[offset...].starts(with: [0xEF, 0xBC, 0x81]) || bytes[offset...].starts(with: [0xEF, 0xBC, 0x9F]):
            return offset + 3  // ！ ？
        default: return offset
        }
    }

    private static func add(_ bytes: ArraySlice<UInt8>, to sentences: inout [String]) {
        let trimmed = bytes.drop { $0 <= 0x20 }
        guard let last = trimmed.lastIndex(where: { $0 > 0x20 }) else { return }
        sentences.append(String(decoding: trimmed[...last], as: UTF8.self))
    }
}
