import Testing

@testable import Scoring

@Suite struct UnicodeTests {
    private func words(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return pythonWhitespaceSplit(bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    @Test func `words are cut at every white space of Python, and nowhere else`() {
        #expect(words("") == [])
        #expect(words(" \t\n") == [])
        #expect(words("  a\u{1C}b\u{85}c\u{3000}d\u{200B}e\u{00A0}f ") == ["a", "b", "c", "d\u{200B}e", "f"])
        #expect(words("एक\u{2028}два") == ["एक", "два"])
    }

    @Test(arguments: ["", " ", "a", "  a b\u{3000}", "\u{2003}日本\u{205F}", "é\u{85}"])
    func `stripping leaves the words and what is between them`(text: String) {
        let bytes = Array(text.utf8)
        let stripped = pythonStripped(bytes)
        #expect(pythonWhitespaceSplit(bytes, in: stripped) == pythonWhitespaceSplit(bytes))
        #expect(stripped.isEmpty || pythonWhitespaceSplit(bytes).first?.lowerBound == stripped.lowerBound)
        #expect(stripped.isEmpty || pythonWhitespaceSplit(bytes).last?.upperBound == stripped.upperBound)
    }

    static let lowered = [
        ("Straße ẞ", "straße ß"), ("\u{212A}elvin \u{212B}", "kelvin å"), ("İ", "i\u{307}"), ("ΑΣ", "ας"), ("ΑΣΑ Σ", "ασα σ"),
        ("ΑΣ.", "ας."), ("ΑΣ'Α", "ασ'α"), ("日本ABC", "日本abc"), ("Ⓐ Ⅷ Ж Ǆ Ⴀ Ꭰ 𐐀", "ⓐ ⅷ ж ǆ ⴀ ꭰ 𐐨"),
    ]

    @Test(arguments: lowered)
    func `lower-casing follows the full mapping`(text: String, expected: String) {
        #expect(String(decoding: lowercasedScalars(Array(text.utf8)), as: UTF8.self) == expected)
    }

    @Test func `blocks that skip the look-up have no capitals`() {
        for value in UInt32(0x80)..<0x40000 {
            guard let scalar = Unicode.Scalar(value), scalar.value != 0x3A3 else { continue }
            var bytes: [UInt8] = []
            appendUTF8(value, to: &bytes)
            #expect(lowercasedScalars(bytes) == Array(scalar.properties.lowercaseMapping.utf8))
        }
    }

    @Test func `scalars come back from their bytes`() {
        let text = "aé日😀\u{10FFFF}"
        #expect(unicodeScalars(Array(text.utf8)) == text.unicodeScalars.map(\.value))
        #expect(unicodeScalars([0x61, 0xFF, 0xC3, 0xE2, 0x82]) == [0x61, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD])
    }

    @Test func `word characters are Python's`() {
        for scalar in "aZ0_éß日カ한٣½Ⅷ²ª".unicodeScalars { #expect(isPythonWord(scalar.value), "\(scalar)") }
        for scalar in " -'’\u{301}।😀。\u{200D}".unicodeScalars { #expect(!isPythonWord(scalar.value), "\(scalar)") }
        #expect(isPythonDigit(0x0663) && !isPythonDigit(0x00B2))
    }
}
