import Testing
import TouchstoneJSON

@testable import Scoring

@Suite struct TextScorerTests {
    private static let entries = [
        ScorerEntry.exactMatch, ScorerEntry.containment, ScorerEntry.editDistance, ScorerEntry.errorRates, ScorerEntry.rouge,
        ScorerEntry.bleu, ScorerEntry.chrF, ScorerEntry.ter, ScorerEntry.diversity,
    ].flatMap(\.self)

    private func scores(_ name: String, _ sample: Sample, _ arguments: JSONObject = JSONObject()) async throws -> [Score] {
        try await ScorerCatalogue(Self.entries).scorer(name, arguments).score(sample)
    }

    private func value(_ name: String, _ answer: String, _ expected: JSONValue, _ arguments: JSONObject = JSONObject()) async throws
        -> Double?
    {
        try await scores(name, Sample(["outputs": .string(answer), "expected": expected]), arguments).first?.value?.number
    }

    @Test(arguments: entries.map(\.definition.name))
    func `scorers give each output a value in range, on texts of every kind`(name: String) async throws {
        let entry = try #require(Self.entries.first { $0.definition.name == name })
        let scorer = try entry.scorer()
        for (answer, expected) in TextSamples.pairs {
            let sample = Sample([
                "outputs": .string(answer), "expected": [.string(expected), "other"], "answers": [.string(answer), .string(expected)],
            ])
            guard let scores = try? await scorer.score(sample) else { continue }
            #expect(scores.count == entry.definition.outputs.count)
            for score in scores {
                let number = try #require(score.value?.number)
                if case .numbers(let lower, let upper) = entry.definition.range {
                    #expect(number >= lower && number <= upper * 1.000001, "\(name) of \(answer) and \(expected): \(number)")
                }
            }
        }
    }

    @Test(arguments: entries.map(\.definition.name))
    func `a sample without the fields a scorer needs stays unscored`(name: String) async throws {
        let entry = try #require(Self.entries.first { $0.definition.name == name })
        await #expect(throws: ScoringError.self) { try await entry.scorer().score(Sample(["inputs": "x"])) }
    }

    @Test func `names occur once and every definition says what it is blind to`() {
        #expect(Set(Self.entries.map(\.definition.name)).count == Self.entries.count)
        for entry in Self.entries { #expect(!entry.definition.blindTo.isEmpty && !entry.definition.source.isEmpty) }
    }

    @Test func `answers are compared with the best of several`() async throws {
        #expect(try await value("exact_match", "b", ["a", "b"]) == 1)
        #expect(try await value("levenshtein", "abc", ["xyz", "abd"]) == 1)
        #expect(try await value("wer", "a b c", ["x y z", "a b d"]) == 1.0 / 3)
        #expect(try await value("token_f1", "the cat sat", ["dog", "cat sat"]) == 1)
    }

    @Test func `ROUGE says when it cannot see a text`() async throws {
        let sample = Sample(["outputs": "今天天气很好", "expected": "今天天气很好"])
        let score = try #require(try await scores("rougeL", sample).first)
        #expect(score.value?.number == 0)
        #expect(score.rationale?.contains("no ASCII letters") == true)
        #expect(try await scores("rouge", sample).count == 4)
    }

    @Test func `precision and recall can be asked for`() async throws {
        #expect(try await value("rouge1", "a b", "a b c d", ["type": "recall"]) == 0.5)
        #expect(try await value("rouge1", "a b", "a b c d", ["type": "precision"]) == 1)
        #expect(try await value("rouge1", "running", "runs", ["stemmer": true]) == 1)
    }

    @Test func `contained texts come from the argument or the sample`() async throws {
        #expect(try await value("contains", "I like tea", "tea") == 1)
        #expect(try await value("contains_all", "I like tea", "x", ["value": ["tea", "like"]]) == 1)
        #expect(try await value("contains_all", "I like tea", ["tea", "milk"]) == 0)
        #expect(try await value("not_contains", "I like tea", "milk") == 1)
        #expect(try await value("icontains", "I like TEA", "tea") == 1)
        #expect(try await value("ends_with", "I like tea", "tea") == 1)
    }

    @Test func `the last number and the filtered answer are found`() async throws {
        #expect(try await value("final_number_exact_match", "so 3 + 4 = 1,007.", "1007") == 1)
        #expect(try await value("lm_eval_regex_match", "so it is\n#### 42", "42") == 1)
        #expect(try await value("lm_eval_regex_match", "no idea", "[invalid]") == 1)
        let last: JSONObject = ["regex_pattern": "(-?[0-9.]{2,})|(-?[0-9]+)", "group_select": -1]
        #expect(try await value("lm_eval_regex_match", "first 12 then 7", "7", last) == 1)
        #expect(majorityVote(["b", "a", "a", "b"]) == "b" && majorityVote([]) == nil)
    }

    @Test func `corpus metrics pool their rows`() throws {
        let rows = [("a b c d", "a b c d"), ("x", "y z")]
        for entry in [CorpusMetricEntry.errorRates, CorpusMetricEntry.bleu, CorpusMetricEntry.chrF, CorpusMetricEntry.ter].flatMap(\.self) {
            let metric = try entry.metric()
            let kept = try rows.map { try metric.row(of: Sample(["outputs": .string($0), "expected": .string($1)])) }
            let value = try #require(try metric.values(of: kept).first)
            #expect(value.isFinite && value >= 0)
            if entry.definition.name == "corpus_wer" { #expect(value == 2.0 / 6) }
            #expect(throws: ScoringError.self) { try metric.values(of: [CorpusRow(), CorpusRow()]) }
        }
    }
}

@Suite struct LongTextTests {
    @Test func `texts of 100 kB go through every measure`() {
        let (left, right) = (TextSamples.long(1), TextSamples.long(2))
        #expect(Rouge(prediction: left, references: [right]).longestSubsequence.fmeasure > 0)
        #expect(Bleu().sentenceScore(hypothesis: left, references: [right]) >= 0)
        #expect(ChrF.plusPlus.score(hypothesis: left, references: [right]) > 0)
        #expect(tokenF1(SquadAnswer(left), SquadAnswer(right)) > 0)
        #expect(compressionRatio(left) ?? 0 > 1)
        #expect(NGramDiversity([left, right], order: 3).total == 35_996)
        #expect(TrailingLoop(words: left) == nil || TrailingLoop(words: left)?.rounds == 2)
        let short = (TextSamples.long(3, words: 1500), TextSamples.long(4, words: 1500))
        #expect(characterErrors(reference: short.0, hypothesis: short.1).edits == TextDistance(short.0, short.1).levenshtein)
        let lines = short.1.replacing(" w7 ", with: "\n")
        #expect(Rouge(prediction: short.0, references: [lines]).summarySubsequence.fmeasure > 0)
        #expect(wordErrors(reference: short.0, hypothesis: short.1).edits > 0)
        #expect(TranslationEditRate().counts(hypothesis: short.0, references: [short.1]).edits > 0)
    }
}
