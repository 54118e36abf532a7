import Scoring
import Testing
import TouchstoneJSON

@Suite struct ReadabilityTests {
    static let texts = [
        "", " ", "\n\t", "...", "'", "''''", "a", "The cat sat on the mat. It was glad!", "Don't 'tis o'clock y'all'd've", "3.14 is π",
        "U.S.A. is short.", "well-known snake_case", "Привет, мир! Как дела?", "今天的天气真好。", "مرحبا بالعالم", "👩‍👩‍👧‍👦 emoji 🇫🇷",
        "e\u{301}te\u{301} noe\u{308}l", "İstanbul İİİ", "\u{0}\u{1C}\u{85}\u{2028}x", "ﬁancé's ΟΔΟΣ ſ",
    ]
    private let means = [
        SyllableCounter(),
        SyllableCounter(patterns: HyphenationPatterns(dic: Array("UTF-8\n.a2b\n1ti\n2er.\n3mat\n".utf8))),
        SyllableCounter(pronunciations: PronunciationDictionary(cmudict: Array("CAT 1 K AE1 T\nMAT 1 M AE1 T\nMAT 2 M AE1 T AH0\n".utf8))),
    ]

    @Test(arguments: texts)
    func `counts are consistent for any text`(text: String) {
        for syllables in means {
            let counts = ReadabilityCounts(text, syllables: syllables)
            #expect(counts.words <= counts.tokens)
            #expect(counts.letters <= counts.characters)
            #expect(counts.characters <= text.unicodeScalars.count)
            #expect(counts.longWords + counts.miniWords <= counts.words)
            #expect(counts.monosyllables + counts.polysyllables <= counts.words)
            #expect(counts.words == readabilityWords(text).count)
            #expect((counts.sentences == 0) == text.isEmpty)
            for value in [counts.fleschKincaidGrade, counts.fleschReadingEase, counts.automatedReadabilityIndex, counts.colemanLiauIndex] {
                #expect(value.isFinite)
                if counts.words == 0, counts.characters == 0 { #expect(value == 0) }
            }
            for value in [counts.smogIndex, counts.gunningFog, counts.lix, counts.rix, counts.mcalpineEFLAW, counts.readingTime] {
                #expect(value >= 0 && value.isFinite)
            }
        }
    }

    @Test func `the first pronunciation counts, unknown words fall back`() {
        #expect(means[2].syllables(in: "mat") == 1)
        #expect(means[2].syllables(in: "imaginary") == 5)
        #expect(means[0].syllables(in: "table make the queue") == 5)
        #expect(means[0].source.contains("vowels"))
        #expect(!means[1].isComplete)
    }

    @Test func `both formats of the pronouncing dictionary are read`() {
        let own = PronunciationDictionary(cmudict: Array(";;; a remark\nABOUT  AH0 B AW1 T\nABOUT(1)  AH0 B AW1\n".utf8))
        #expect(own.syllables(of: "about") == 2)
        #expect(own.syllables(of: "a") == nil)
        #expect(PronunciationDictionary(cmudict: []).count == 0)
    }

    @Test func `damaged patterns break nothing`() {
        for file in ["", "UTF-8", "UTF-8\n\n%x\n/=\n9\n99\na\n1\n.1.\n", "UTF-8\r\n1ta\r\n", "\u{0}\n\u{0}1\u{0}"] {
            let patterns = HyphenationPatterns(dic: Array(file.utf8))
            #expect(patterns.positions(in: "estate").allSatisfy { (2...4).contains($0) })
            #expect(patterns.positions(in: "").isEmpty)
        }
    }

    @Test func `long inputs are counted in one pass`() {
        for text in [
            String(repeating: "a", count: 100_000), String(repeating: "é'", count: 50_000), String(repeating: "a.", count: 50_000),
        ] {
            for syllables in means { #expect(ReadabilityCounts(text, syllables: syllables).characters == 100_000) }
        }
    }

    @Test func `a scorer says how syllables were counted when it had to estimate`() async throws {
        let scorer = try ScorerCatalogue.standard.scorer("flesch_kincaid_grade_level", ["syllables": "vowels"])
        let score = try #require(try await scorer.score(Sample(["outputs": "The cat sat on the mat."])).first)
        let grade = 0.39 * 6.0 + 11.8 - 15.59
        let number = try #require(score.value?.number)
        #expect(abs(number - grade) < 1e-12)
        #expect(score.rationale?.contains("groups of vowels") == true)
        await #expect(throws: ScoringError.missing(.outputs)) { _ = try await scorer.score(Sample([:])) }
    }
}
