import Testing
import TouchstoneJSON

@testable import Scoring

/// Texts of every kind, none of them from a golden file.
enum TextSamples {
    static let all = [
        "", " ", "\n\n", "a", "The quick brown fox jumps over the lazy dog.", "the the the the",
        "Line one.\nLine two, longer.\nLine three.",
        "今天天气很好，我们去公园。", "Привет, мир! Как дела?", "مرحبا بالعالم", "👩‍👩‍👧‍👦 family 🇫🇷", "e\u{301}te\u{301} été", "\u{0}\u{FEFF}\u{200B}x",
        "İSTANBUL \u{212A} ẞ",
        "3.14, 1,000-2,000 and -5!", "<skipped> &amp; x-\ny", String(repeating: "z", count: 200), "a–b the—the",
    ]

    static let pairs = all.flatMap { left in all.map { (left, $0) } }

    /// 100 kB of words that differ from one seed to the next.
    static func long(_ seed: Int, words: Int = 18_000) -> String {
        var state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        return (0..<words).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return "w\((state >> 33) % 3000)"
        }.joined(separator: " ")
    }
}

@Suite struct TextPropertyTests {
    @Test(arguments: TextSamples.all)
    func `a text is as like itself as can be`(text: String) {
        let distance = TextDistance(text, text)
        #expect(distance.levenshtein == 0 && distance.damerauLevenshtein == 0 && distance.optimalStringAlignment == 0)
        #expect(distance.jaro == 1 && distance.indelSimilarity == 1 && distance.hamming == 0)
        #expect(FuzzRatios(text, text).partialRatio == 100)
        #expect(wordErrors(reference: text, hypothesis: text).edits == 0 && characterErrors(reference: text, hypothesis: text).edits == 0)
        #expect(TranslationEditRate().counts(hypothesis: text, references: [text]).edits == 0)
        let rouge = Rouge(prediction: text, references: [text])
        #expect(rouge.longestSubsequence.fmeasure == (rouge.predictionHasTokens ? 1 : 0))
        let hasText = !pythonWhitespaceSplit(Array(text.utf8)).isEmpty
        #expect(abs(ChrF().score(hypothesis: text, references: [text]) - (hasText ? 100 : 0)) < 1e-9)
        let tokens = BleuTokenizer.mteval13a.tokens(text)
        #expect(abs(Bleu().sentenceScore(hypothesis: text, references: [text]) - (tokens.isEmpty ? 0 : 100)) < 1e-9)
        #expect(SquadAnswer(text) == SquadAnswer(text) && tokenF1(SquadAnswer(text), SquadAnswer(text), version: .v2) == 1)
    }

    @Test(arguments: TextSamples.pairs)
    func `scores keep to their ranges and distances to their laws`(left: String, right: String) {
        let (there, back) = (TextDistance(left, right), TextDistance(right, left))
        #expect(there.levenshtein == back.levenshtein && there.indel == back.indel && there.jaro == back.jaro)
        #expect(there.damerauLevenshtein <= there.optimalStringAlignment && there.optimalStringAlignment <= there.levenshtein)
        #expect(there.levenshtein <= there.indel && there.levenshtein <= there.hamming)
        for similarity in [there.levenshteinSimilarity, there.indelSimilarity, there.jaro, there.jaroWinkler] {
            #expect((0...1).contains(similarity))
        }
        let counts = wordErrors(reference: left, hypothesis: right)
        #expect(counts.hits + counts.substitutions + counts.insertions == counts.hypothesisLength)
        #expect((0...1).contains(counts.matchErrorRate) && (0...1).contains(counts.informationLost))
        #expect(TranslationEditRate().counts(hypothesis: right, references: [left]).edits >= 0)
        for text in [ChrF(), .plusPlus].map({ $0.score(hypothesis: right, references: [left]) }) { #expect((0...100.0001).contains(text)) }
        for tokenizer in BleuTokenizer.allCases {
            let score = Bleu(tokenizer: tokenizer).sentenceScore(hypothesis: right, references: [left, right])
            #expect((0...100.0001).contains(score))
        }
        let rouge = Rouge(prediction: right, references: [left], stemming: true)
        let scores = rouge.standard
        for score in [scores.rouge1, scores.rouge2, scores.rougeL, scores.rougeLsum] {
            #expect((0...1).contains(score.precision) && (0...1).contains(score.recall) && (0...1).contains(score.fmeasure))
        }
        #expect(scores.rougeL.fmeasure <= scores.rouge1.fmeasure)
        let swapped = Rouge(prediction: left, references: [right], stemming: true).standard
        #expect(abs(swapped.rouge1.fmeasure - scores.rouge1.fmeasure) < 1e-12 && swapped.rougeL.precision == scores.rougeL.recall)
    }

    @Test(arguments: TextSamples.pairs)
    func `bit-parallel distances agree with the tables they stand for`(left: String, right: String) {
        let pair = TextDistance(left + right + left, right + left)
        #expect(pair.levenshtein == naiveDistance(pair.left, pair.right))
        #expect(pair.commonSubsequence == naiveSubsequence(pair.left, pair.right))
        let counts = alignmentCounts(reference: pair.left, hypothesis: pair.right, vocabulary: pair.vocabulary)
        #expect(counts.edits == pair.levenshtein && counts.referenceLength == pair.left.count)
    }

    @Test func `packed and tabulated n-grams count the same`() {
        let candidate: [Int32] = [0, 1, 2, 0, 1, 2, 3, 0, 0, 0]
        let references: [[Int32]] = [[0, 1, 2, 3], [0, 0, 0, 1, 2], []]
        let packed = clippedMatches(of: candidate, in: references, vocabulary: 4, orders: 6)
        let tabulated = clippedMatches(of: candidate, in: references, vocabulary: 1 << 20, orders: 6)
        #expect(packed == tabulated)
        #expect(packed == [6, 5, 3, 1, 0, 0])
    }

    @Test func `counts of rows add up to the corpus`() {
        let (hypotheses, references) = (["a b c d e", "x y"], [["a b c e d"], ["x z y"]])
        let counts = zip(hypotheses, references).map { Bleu().counts(hypothesis: $0, references: $1) }
        #expect(counts[0] + counts[1] == counts[1] + counts[0])
        #expect((counts[0] + counts[1]).score() == Bleu().corpusScore(hypotheses: hypotheses, references: references))
        #expect(BleuCounts.zero() + counts[0] == counts[0])
    }

    @Test func `a text that ends in a loop is told apart from one that does not`() {
        #expect(TrailingLoop("abcxyxyxy") == TrailingLoop([1, 2, 1, 2, 1, 2]))
        #expect(TrailingLoop(words: "so I try again try again try again")?.rounds == 3)
        #expect(TrailingLoop(words: "one two three") == nil && TrailingLoop(words: "") == nil)
        #expect(TrailingLoop("aaaa")?.period == 1)
    }

    private func naiveDistance(_ left: [Int32], _ right: [Int32]) -> Int {
        var row = Array(0...right.count)
        for (i, one) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in right.enumerated() {
                (diagonal, row[j + 1]) = (row[j + 1], min(diagonal + (one == other ? 0 : 1), row[j] + 1, row[j + 1] + 1))
            }
        }
        return row[right.count]
    }

    private func naiveSubsequence(_ left: [Int32], _ right: [Int32]) -> Int {
        var row = [Int](repeating: 0, count: right.count + 1)
        for one in left {
            var diagonal = 0
            for (j, other) in right.enumerated() {
                (diagonal, row[j + 1]) = (row[j + 1], one == other ? diagonal + 1 : max(row[j], row[j + 1]))
            }
        }
        return row[right.count]
    }
}
