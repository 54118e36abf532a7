/// Texts in which `%XX` stands for a byte (RFC 3986).
enum PercentEncodedText {
    /// The text with each `%XX` replaced once; bytes that are no UTF-8 become U+FFFD. A `%` without two digits stays.
    static func decoded(_ text: String) -> String {
        decoded(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) } ?? text
    }

    /// The bytes with each `%XX` replaced; nil when there is none.
    static func decoded(_ bytes: [UInt8]) -> [UInt8]? {
        var decoded: [UInt8] = []
        var changed = false
        var offset = 0
        while offset < bytes.count {
            if bytes[offset] == UInt8(ascii: "%"), offset + 2 < bytes.count,
                let high = digit(bytes[offset + 1]), let low = digit(bytes[offset + 2])
            {
                decoded.append(high << 4 | low)
                offset += 3
                changed = true
            } else {
                decoded.append(bytes[offset])
                offset += 1
            }
        }
        return changed ? decoded : nil
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 0x30
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - 0x57
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - 0x37
        default: nil
        }
    }
}
