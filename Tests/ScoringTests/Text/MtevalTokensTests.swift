import Testing

@testable import Scoring

/// The one pass cuts the same tokens as mteval's passes, which write the spaced text down.
@Suite struct MtevalTokensTests {
    private static let pieces = ["1", "a", ".", ",", "-", " ", "$", "\u{2003}", "é"].map { Array($0.utf8) }

    private func spaced(_ text: [UInt8]) -> [String] {
        TokenList.words(TokenizerPasses.separatingNumberMarks(TokenizerPasses.separatingPunctuation(text))).strings
    }

    private func cut(_ text: [UInt8], edgesAreSpaces: Bool) -> [String] {
        TokenList(bytes: text, ranges: mtevalTokens(text, edgesAreSpaces: edgesAreSpaces)).strings
    }

    @Test func `every text of up to five characters that matter`() {
        var texts: [[UInt8]] = [[]]
        for _ in 0..<5 {
            texts = texts.flatMap { text in Self.pieces.map { text + $0 } }
            let wrong = texts.filter {
                cut($0, edgesAreSpaces: true) != spaced([0x20] + $0 + [0x20]) || cut($0, edgesAreSpaces: false) != spaced($0)
            }
            #expect(wrong.isEmpty, "\(wrong.prefix(5).map { String(decoding: $0, as: UTF8.self) })")
        }
    }

    @Test func `long runs of marks`() {
        for length in 0..<12 {
            for (before, after) in [("1", "2"), ("a", "2"), ("1", "b"), ("", "2"), ("1", ""), ("", "")] {
                let text = Array((before + String(repeating: ".,", count: length) + after).utf8)
                for part in [text, Array(text.dropLast())] {
                    #expect(cut(part, edgesAreSpaces: true) == spaced([0x20] + part + [0x20]))
                    #expect(cut(part, edgesAreSpaces: false) == spaced(part))
                }
            }
        }
    }

    @Test(arguments: TextSamples.all)
    func `texts of every kind`(text: String) {
        let bytes = Array(text.utf8)
        #expect(cut(bytes, edgesAreSpaces: true) == spaced([0x20] + bytes + [0x20]))
    }
}
