/// The bytes of a JSON string that stand for themselves: all but quotes, backslashes and control characters (RFC 8259, section 7).
enum PlainText {
    private static let eachByte: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// Where the plain text ends that begins at an offset, and whether all of it is ASCII; O(n), eight bytes at a time.
    static func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> (offset: Int, isASCII: Bool) {
        guard let base = bytes.baseAddress else { return (start, true) }
        var offset = start
        var seen: UInt64 = 0
        while offset + 8 <= bytes.count {
            let word = UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self)
            guard !hasSpecial(word) else { break }
            seen |= word
            offset += 8
        }
        while offset < bytes.count, !isSpecial(base[offset]) {
            seen |= UInt64(base[offset])
            offset += 1
        }
        return (offset, seen & highBits == 0)
    }

    private static func isSpecial(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x22 || byte == 0x5C }

    /// Whether one of eight bytes is special; exact, since a borrow reaches a byte only from one that is.
    private static func hasSpecial(_ word: UInt64) -> Bool {
        (hasLess(word, than: 0x20) | hasZero(word ^ 0x22 &* eachByte) | hasZero(word ^ 0x5C &* eachByte)) != 0
    }

    private static func hasLess(_ word: UInt64, than limit: UInt64) -> UInt64 { (word &- limit &* eachByte) & ~word & highBits }

    private static func hasZero(_ word: UInt64) -> UInt64 { hasLess(word, than: 1) }
}
