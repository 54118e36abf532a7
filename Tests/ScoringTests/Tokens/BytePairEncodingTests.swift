import Foundation
import Scoring
import Testing
import TouchstoneJSON

@Suite struct BytePairEncodingTests {
    /// All single bytes, then "ab", "abc" and "aa".
    private static let vocabulary: [UInt8] = {
        var lines = (0...255).map { Data([UInt8($0)]).base64EncodedString() + " \($0)" }
        for (rank, text) in ["ab", "bc", "abc", "aa"].enumerated() {
            lines.append(Data(text.utf8).base64EncodedString() + " \(256 + rank)")
        }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }()

    private func encoding(_ pattern: TokenPattern = .cl100k) throws -> BytePairEncoding {
        try BytePairEncoding(tiktoken: Self.vocabulary, pattern: pattern)
    }

    @Test func `the lowest rank merges first, the leftmost among equals`() throws {
        #expect(try encoding().encode("abc") == [258])
        #expect(try encoding().encode("xabcx") == [120, 258, 120])
        #expect(try encoding().encode("aaa") == [259, 97])
        #expect(try encoding().encode("bcbc") == [257, 257])
    }

    @Test(arguments: ReadabilityTests.texts + ["<|endoftext|>", "a\r\n\r\n b", "x  \n  y   ", "I'LL we'ſ 'S"])
    func `pieces cover the text and tokens are as many as counted`(text: String) throws {
        for pattern in [TokenPattern.cl100k, .o200k] {
            #expect(pattern.pieces(of: text).joined().utf8.elementsEqual(text.utf8))
            let encoding = try encoding(pattern)
            #expect(encoding.encode(text).count == encoding.count(text))
            #expect(encoding.count(text) <= text.utf8.count)
            #expect(encoding.encode(text).allSatisfy { $0 >= 0 })
        }
    }

    @Test func `a count does not depend on what was counted before, by whom or at the same time`() async throws {
        let encoding = try encoding()
        var chance = SystemRandomNumberGenerator()
        // More words than are remembered, some longer than any that is.
        let words = (0..<50_000).map { _ in
            String(
                decoding: (0..<Int.random(in: 1...18, using: &chance)).map { _ in "abcé".utf8.randomElement(using: &chance) ?? 97 },
                as: UTF8.self)
        }
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 { group.addTask { words.allSatisfy { encoding.count($0) == encoding.encode($0).count } } }
            for await agrees in group { #expect(agrees) }
        }
    }

    @Test func `special tokens are ordinary text`() {
        #expect(TokenPattern.cl100k.pieces(of: "<|endoftext|>") == ["<|", "endoftext", "|>"])
    }

    @Test func `the two patterns differ where they should`() {
        #expect(TokenPattern.cl100k.pieces(of: "camelCase don't") == ["camelCase", " don", "'t"])
        #expect(TokenPattern.o200k.pieces(of: "camelCase don't") == ["camel", "Case", " don't"])
        #expect(TokenPattern.cl100k.pieces(of: "a\n  ") == ["a", "\n  "])
        #expect(TokenPattern.o200k.pieces(of: "a\n  ") == ["a", "\n", "  "])
    }

    @Test func `endless words are merged in bounded time`() throws {
        #expect(try encoding().count(String(repeating: "a", count: 100_000)) == 50_000)
        #expect(try encoding().count(String(repeating: "abc", count: 33_333)) == 33_333)
        #expect(try encoding(.o200k).count(String(repeating: "é\u{301}", count: 25_000)) == 100_000)
        #expect(TokenPattern.o200k.pieces(of: String(repeating: " ", count: 100_000)).count == 1)
    }

    @Test(arguments: ["", "YQ==", "YQ== x", "YQ== -1", "Y*== 1", " 1", "YQ== 99999999999"])
    func `damaged vocabularies are refused`(file: String) {
        #expect(throws: DictionaryError.self) { try BytePairEncoding(tiktoken: Array(file.utf8), pattern: .cl100k) }
    }

    @Test func `a missing vocabulary says how to get it`() {
        let folder = DictionaryFolder(path: "/nowhere")
        #expect {
            try folder.encoding(.cl100kBase, .cl100k, tokenCount: 1)
        } throws: {
            "\($0)".contains("cl100k_base.tiktoken is not in /nowhere") && "\($0)".contains("approximate")
        }
    }

    @Test func `the approximation needs no vocabulary`() async throws {
        let scorer = try ScorerCatalogue.standard.scorer("token_count", ["encoding": "approximate"])
        let score = try #require(try await scorer.score(Sample(["outputs": "The cat sat on the mat."])).first)
        #expect(score.value == .number(7))
        #expect(score.rationale?.contains("approximation") == true)
    }
}
