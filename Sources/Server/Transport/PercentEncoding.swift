/// Percent-encoding as URLs and forms have it (RFC 3986, and `+` for a space in queries).
enum PercentEncoding {
    /// The text with each `%XX` replaced once; bytes that are no UTF-8 become U+FFFD. A `%` without two digits stays.
    static func decoded(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String {
        let bytes = Array(text.utf8)
        guard bytes.contains(where: { $0 == UInt8(ascii: "%") || plusIsSpace && $0 == UInt8(ascii: "+") }) else { return String(text) }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var offset = 0
        while offset < bytes.count {
            if bytes[offset] == UInt8(ascii: "%"), offset + 2 < bytes.count,
                let high = digit(bytes[offset + 1]), let low = digit(bytes[offset + 2])
            {
                decoded.append(high << 4 | low)
                offset += 3
            } else {
                decoded.append(plusIsSpace && bytes[offset] == UInt8(ascii: "+") ? UInt8(ascii: " ") : bytes[offset])
                offset += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
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
