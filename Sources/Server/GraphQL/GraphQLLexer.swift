/// Cuts a request in GraphQL into its words.
struct GraphQLLexer {
    enum Token: Sendable, Hashable {
        case name(String)
        case number(String)
        case text(String)
        /// `{`, `(`, `$` and so on; three dots are one.
        case mark(UInt8)
        case spread
        case end
    }

    private let bytes: [UInt8]
    private var place = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    private func byte(_ offset: Int = 0) -> UInt8? { place + offset < bytes.count ? bytes[place + offset] : nil }

    /// The next word; ``Token/end`` after the last.
    mutating func next() throws(GraphQLError) -> Token {
        skipIgnored()
        guard let first = byte() else { return .end }
        if Self.isNameStart(first) { return .name(take { Self.isNameStart($0) || Self.isDigit($0) }) }
        if Self.isDigit(first) || first == UInt8(ascii: "-") {
            return .number(take { Self.isDigit($0) || "+-.eE".utf8.contains($0) })
        }
        if first == UInt8(ascii: "\"") { return .text(try text()) }
        if first == UInt8(ascii: "."), byte(1) == first, byte(2) == first {
            place += 3
            return .spread
        }
        guard "!$&():=@[]{|}".utf8.contains(first) else {
            throw GraphQLError("Syntax Error: Unexpected character at byte \(place) of the query.")
        }
        place += 1
        return .mark(first)
    }

    private mutating func take(_ belongs: (UInt8) -> Bool) -> String {
        let start = place
        while let next = byte(), belongs(next) { place += 1 }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    /// Skips spaces, line ends, commas, comments and the mark of the byte order.
    private mutating func skipIgnored() {
        while let next = byte() {
            if next == UInt8(ascii: "#") {
                while let comment = byte(), comment != UInt8(ascii: "\n") { place += 1 }
            } else if " \t\r\n,".utf8.contains(next) {
                place += 1
            } else if next == 0xEF, byte(1) == 0xBB, byte(2) == 0xBF {
                place += 3
            } else {
                return
            }
        }
    }

    private static func isNameStart(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) && byte >= UInt8(ascii: "A") || byte == UInt8(ascii: "_")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}

extension GraphQLLexer {
    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"), UInt8(ascii: "/"): UInt8(ascii: "/"),
        UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9,
    ]

    /// A text in quotes, or as it stands between three of them.
    private mutating func text() throws(GraphQLError) -> String {
        let quote = UInt8(ascii: "\"")
        if byte(1) == quote, byte(2) == quote { return try block(quote) }
        place += 1
        var text: [UInt8] = []
        while let next = byte(), next != UInt8(ascii: "\n") {
            place += 1
            if next == quote { return String(decoding: text, as: UTF8.self) }
            guard next == UInt8(ascii: "\\") else {
                text.append(next)
                continue
            }
            guard let escape = byte() else { break }
            place += 1
            if let plain = Self.escapes[escape] {
                text.append(plain)
            } else {
                guard escape == UInt8(ascii: "u"), let scalar = scalar() else { break }
                text.append(contentsOf: String(Character(scalar)).utf8)
            }
        }
        throw GraphQLError("Syntax Error: Unterminated string.")
    }

    /// The character of four hexadecimal digits; halves of pairs are none.
    private mutating func scalar() -> Unicode.Scalar? {
        guard place + 4 <= bytes.count else { return nil }
        let number = UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
        place += 4
        return number.flatMap(Unicode.Scalar.init)
    }

    private mutating func block(_ quote: UInt8) throws(GraphQLError) -> String {
        place += 3
        let start = place
        while place < bytes.count {
            if byte() == quote, byte(1) == quote, byte(2) == quote {
                defer { place += 3 }
                return String(decoding: bytes[start..<place], as: UTF8.self)
            }
            place += 1
        }
        throw GraphQLError("Syntax Error: Unterminated string.")
    }
}
