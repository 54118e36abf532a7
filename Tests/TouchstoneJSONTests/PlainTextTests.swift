import Testing
import TouchstoneJSON

/// Strings are read and written eight bytes at a time, and short decimals without the system's conversion: both must not show.
@Suite struct PlainTextTests {
    private static let lengths = 0..<27

    @Test(arguments: ["\"", "\\", "\n", "\u{1}", "\u{1f}", " ", "!", "\u{7f}", "é", "語", "😀", "\u{fffd}"])
    func `a string survives whatever it holds anywhere`(piece: String) throws {
        for length in Self.lengths {
            for place in 0...length {
                let text = String(repeating: "a", count: place) + piece + String(repeating: "b", count: length - place)
                let written = JSONValue.string(text).encoded()
                #expect(try JSONValue(parsing: written) == .string(text))
                #expect(try JSONValue(parsing: [0x5B] + written + [0x2C] + written + [0x5D]) == [.string(text), .string(text)])
            }
        }
    }

    @Test(arguments: [0x00, 0x0A, 0x1F] as [UInt8])
    func `a control character is refused anywhere`(byte: UInt8) {
        for length in Self.lengths {
            for place in 0...length { #expect(throws: JSONParseError.self) { try JSONValue(parsing: Self.quoted([byte], place, length)) } }
        }
    }

    /// Three of these would be replaced by as many bytes as they have themselves.
    @Test(arguments: [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98], [0xE8, 0xAA, 0x28]] as [[UInt8]])
    func `bytes that are not UTF-8 are refused anywhere`(piece: [UInt8]) {
        for length in Self.lengths {
            for place in 0...length {
                let text = Self.quoted(piece, place, length)
                #expect(throws: JSONParseError.self) { try JSONValue(parsing: text) }
                #expect(throws: JSONParseError.self) { try JSONValue(parsing: [0x22, 0x5C, 0x6E] + text.dropFirst()) }
            }
        }
    }

    private static func quoted(_ piece: [UInt8], _ place: Int, _ length: Int) -> [UInt8] {
        [0x22] + [UInt8](repeating: 0x61, count: place) + piece + [UInt8](repeating: 0x62, count: length - place) + [0x22]
    }

    @Test func `a decimal reads as the double that is nearest`() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let digits = (0..<Int.random(in: 1...17, using: &generator)).map { _ in String(Int.random(in: 0...9, using: &generator)) }
                .joined()
            let text = "\(Bool.random() ? "-" : "")\(Int.random(in: 0...99, using: &generator)).\(digits)"
            let expected = try #require(Double(text))
            guard case .number(let value) = try JSONValue(parsing: text) else {
                Issue.record("\(text) is no number")
                continue
            }
            #expect(value.bitPattern == expected.bitPattern, "\(text)")
        }
    }

    @Test(arguments: ["0.0", "-0.0", "0.1", "-0.5", "123456789012345.6", "0.000000000000001", "9007199254740.993", "1.5e3", "-2.5E-3"])
    func `a decimal at the edge reads as the double that is nearest`(text: String) throws {
        let expected = try #require(Double(text))
        #expect(try JSONValue(parsing: text).doubleValue?.bitPattern == expected.bitPattern)
    }
}
