import Scoring
import Testing
import TouchstoneJSON

@Suite struct CatalogueScorerTests {
    private func scores(_ name: String, _ sample: JSONObject, _ arguments: JSONObject = [:]) throws -> [Score] {
        let scorer = try #require(try ScorerCatalogue.standard.scorer(name, arguments) as? FunctionScorer)
        return try scorer.score(Sample(sample))
    }

    @Test func `every corpus metric refuses no rows and rows of another shape do not crash it`() throws {
        for entry in ScorerCatalogue.standard.corpusEntries {
            let metric = try entry.metric()
            #expect(throws: ScoringError.self) { try metric.values(of: []) }
            _ = try? metric.values(of: [CorpusRow()])
            #expect(throws: (any Error).self) { try metric.row(of: Sample([:])) }
            #expect(!entry.definition.blindTo.isEmpty && !entry.definition.source.isEmpty)
        }
    }

    @Test func `likelihood`() throws {
        #expect(try scores("perplexity", ["logprobs": [-0.5, -1.5]]).first?.value?.number == 2.718281828459045)
        #expect(throws: ScoringError.self) { try scores("perplexity", ["logprobs": []]) }
        #expect(throws: ScoringError.self) { try scores("perplexity", ["logprobs": [1]]) }
        let metric = try ScorerCatalogue.standard.corpusMetric("corpus_perplexity")
        let rows = try [
            metric.row(of: Sample(["outputs": "a b", "logprobs": [-1, -2]])), metric.row(of: Sample(["outputs": "é", "logprobs": [-2]])),
        ]
        let values = try metric.values(of: rows)
        #expect(abs(values[1] - 5.294490050470282) < 1e-12)
        #expect(abs(values[3] - 1 / 0.6931471805599453) < 1e-12)
    }

    @Test func `agreement of answers`() throws {
        let sample: JSONObject = ["answers": ["A", " a", "b", "c"], "expected": "a"]
        #expect(try scores("answer_agreement", sample).map { $0.value?.number } == [0.5, 1.0 / 6])
        #expect(try scores("answer_agreement", sample, ["normalize": "none"]).map { $0.value?.number } == [0.25, 0])
        #expect(try scores("majority_vote", sample).first?.value == .bool(true))
        let passing = try scores("pass_at_k", sample, ["k": 2]).compactMap { $0.value?.number }
        #expect(passing.count == 2 && abs(passing[0] - 5.0 / 6) < 1e-12 && abs(passing[1] - 1.0 / 6) < 1e-12)
        #expect(throws: ScoringError.self) { try scores("pass_at_k", sample, ["k": 5]) }
        #expect(throws: ScoringError.self) { try scores("answer_agreement", ["answers": ["a"]]) }
        #expect(AnswerAgreement(["b", "a", "b", "a"]).majority == "a")
    }

    @Test func `personal data`() throws {
        #expect(try PersonalDataKind.email.ranges(in: "é a@b.co, c@d.org") == [3..<9, 11..<18])
        #expect(throws: ScorerArgumentError.self) { try scores("pii_detection", ["outputs": "x"], ["pii_types": ["emial"]]) }
        for piece in ["a", "a@", "1-", "(", "4111 ", "1.", "+1"] {
            _ = try scores("pii_detection", ["outputs": .string(String(repeating: piece, count: 100_000 / piece.utf8.count))])
        }
    }

    @Test func `bounds of length`() throws {
        #expect(throws: ScorerArgumentError.self) { try scores("response_length", ["outputs": "x"]) }
        #expect(throws: ScorerArgumentError.self) { try scores("response_length", ["outputs": "x"], ["min_length": 3, "max_length": 2]) }
        #expect(try scores("response_length", ["outputs": "👩‍👩‍👧"], ["max_length": 5]).first?.value == .bool(true))
    }

    @Test func `judge answers that MLflow cannot read`() throws {
        #expect(try GenAIScore(parsing: "") == GenAIScore(parsing: ""))
        for text in [
            "{}", #"{"score":[1],"justification":"x"}"#, #"{"score":"4.7"}"#, "[1]", #"{"score":NaN,"justification":"x"}"#, "\"s\"",
        ] {
            #expect(throws: GenAIScoreError.self) { try GenAIScore(parsing: text) }
        }
        #expect(try GenAIScore(parsing: #"{"score":" +4_0 ","justification":"x"}"#).score == 40)
        #expect(try GenAIScore(parsing: "score: " + String(repeating: " ", count: 50_000)).score == nil)
    }
}
