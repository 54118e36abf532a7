/// A pattern whose `\s` and `\S` mean what they mean in Python.
///
/// PCRE2's `\s` leaves out U+001C to U+001F, which Python counts as white space, and holds U+180E, which Python does not. Both are replaced
/// by sets that are spelt out; everything else stays as it is. O(bytes).
func pythonSpaces(in source: String, isExtended: Bool) -> String {
    let bytes = Array(source.utf8)
    guard containsSpaceEscape(bytes) else { return source }
    var rewriting = SpaceRewriting(bytes, isExtended: isExtended || setsExtended(bytes))
    return String(decoding: rewriting.rewritten(), as: UTF8.self)
}

/// Whether `\s` or `\S` occurs.
private func containsSpaceEscape(_ bytes: [UInt8]) -> Bool {
    bytes.indices.dropLast().contains { bytes[$0] == UInt8(ascii: "\\") && bytes[$0 + 1] | 0x20 == UInt8(ascii: "s") }
}

/// Whether `(?x` occurs, with or without other letters.
private func setsExtended(_ bytes: [UInt8]) -> Bool {
    for start in bytes.indices.dropLast(2) where bytes[start] == UInt8(ascii: "(") && bytes[start + 1] == UInt8(ascii: "?") {
        let letters = bytes[(start + 2)...].prefix { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
        if letters.contains(UInt8(ascii: "x")) { return true }
    }
    return false
}

/// Walks over a pattern, telling sets, comments and quoted text from the rest.
private struct SpaceRewriting {
    private let bytes: [UInt8]
    private let isExtended: Bool
    private var position = 0
    private var result: [UInt8] = []

    // Both begin and end with a property, so that a hyphen beside them makes no range, as it makes none beside the escape.
    private static let spaces = Array("\\p{Z}\\t-\\r\\x1C-\\x20\\x85\\p{Z}".utf8)
    private static let others = Array(
        ("\\p{L}\\x00-\\x08\\x0E-\\x1B\\x21-\\x84\\x86-\\x9F\\xA1-\u{167F}\u{1681}-\u{1FFF}\u{200B}-\u{2027}\u{202A}-\u{202E}\u{2030}-\u{205E}"
            + "\u{2060}-\u{2FFF}\u{3001}-\u{10FFFF}\\p{L}").utf8)

    init(_ bytes: [UInt8], isExtended: Bool) {
        (self.bytes, self.isExtended) = (bytes, isExtended)
        result.reserveCapacity(bytes.count + 64)
    }

    mutating func rewritten() -> [UInt8] {
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\\"): escape(inSet: false)
            case UInt8(ascii: "["): set()
            case UInt8(ascii: "(") where starts(with: "(?#"): copy(through: ")")
            case UInt8(ascii: "#") where isExtended: copy(through: "\n")
            default: copy(1)
            }
        }
        return result
    }

    private mutating func set() {
        copy(1)
        if next == UInt8(ascii: "^") { copy(1) }
        if next == UInt8(ascii: "]") { copy(1) }
        while let byte = next, byte != UInt8(ascii: "]") {
            if byte == UInt8(ascii: "\\") {
                escape(inSet: true)
            } else if starts(with: "[:") {
                copyName()
            } else {
                copy(1)
            }
        }
        copy(1)
    }

    private mutating func escape(inSet: Bool) {
        guard position + 1 < bytes.count else { return copy(1) }
        switch bytes[position + 1] {
        case UInt8(ascii: "s"): replace(inSet ? Self.spaces : Array("[".utf8) + Self.spaces + Array("]".utf8))
        case UInt8(ascii: "S"): replace(inSet ? Self.others : Array("[^".utf8) + Self.spaces + Array("]".utf8))
        case UInt8(ascii: "Q"): copy(through: "\\E")
        case UInt8(ascii: "c"): copy(3)
        default: copy(2)
        }
    }

    /// Copies a POSIX class such as `[:alpha:]`, or only its bracket when it is none.
    private mutating func copyName() {
        var end = position + 2
        while end < bytes.count, bytes[end] == UInt8(ascii: "^") || (bytes[end] | 0x20) >= UInt8(ascii: "a"), bytes[end] < 0x7B { end += 1 }
        let isName = end + 1 < bytes.count && bytes[end] == UInt8(ascii: ":") && bytes[end + 1] == UInt8(ascii: "]")
        copy(isName ? end + 2 - position : 1)
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func starts(with text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

    private mutating func replace(_ replacement: [UInt8]) {
        result += replacement
        position += 2
    }

    private mutating func copy(_ count: Int) {
        let end = min(bytes.count, position + count)
        result += bytes[position..<end]
        position = end
    }

    /// Copies up to and with a text, or all the rest without it.
    private mutating func copy(through text: String) {
        let wanted = Array(text.utf8)
        var end = position + 1
        while end < bytes.count, !bytes[end...].starts(with: wanted) { end += 1 }
        copy(end - position + wanted.count)
    }
}
