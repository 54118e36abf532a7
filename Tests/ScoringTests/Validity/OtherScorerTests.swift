import Scoring
import Testing
import TouchstoneJSON

/// Scorers without golden rows: their definitions on examples that can be reckoned by hand.
@Suite struct OtherScorerTests {
    private func scores(_ name: String, _ sample: JSONObject, _ arguments: JSONObject = [:]) async throws -> [Double?] {
        try await ScorerCatalogue.standard.scorer(name, arguments).score(Sample(sample)).map { $0.value?.number }
    }

    private func corpus(_ name: String, _ samples: [JSONObject], _ arguments: JSONObject = [:]) throws -> [Double] {
        let metric = try ScorerCatalogue.standard.corpusMetric(name, arguments)
        return try metric.values(of: samples.map { try metric.row(of: Sample($0)) })
    }

    @Test func `the likeliest choice, as it is, by length, and against what is likely anyway`() async throws {
        let choices: JSONValue = [
            ["choice": "Rome", "loglikelihood": -3, "unconditional": -9],
            ["choice": "Mexico City", "loglikelihood": -4.5, "unconditional": -5],
        ]
        let sample: JSONObject = ["outputs": choices, "expected": "Mexico City"]
        #expect(try await scores("lm_eval_acc", sample) == [0])
        #expect(try await scores("lm_eval_acc_norm", sample) == [1])
        #expect(try await scores("lm_eval_acc_mutual_info", ["outputs": choices, "expected": 0]) == [1])
        await #expect(throws: ScoringError.self) { try await scores("lm_eval_acc", ["outputs": choices, "expected": "Paris"]) }
        await #expect(throws: ScoringError.self) { try await scores("lm_eval_acc", ["outputs": [], "expected": 0]) }
        let plain: JSONValue = [["choice": "a", "loglikelihood": -1], ["choice": "b", "loglikelihood": -1]]
        #expect(try await scores("lm_eval_acc", ["outputs": plain, "expected": 0]) == [1])
        await #expect(throws: ScoringError.self) { try await scores("lm_eval_acc_mutual_info", ["outputs": plain, "expected": 0]) }
    }

    @Test func `answers that vary`() async throws {
        #expect(try await scores("answers_entropy", ["answers": ["a", " A", "b", "b"]]) == [0.6931471805599453, 0.5])
        #expect(try await scores("answers_entropy", ["answers": ["a", "a"]]) == [0, 0])
        #expect(try await scores("answers_rouge_l", ["answers": ["a b", "a b", "c d"]]) == [1.0 / 3])
        await #expect(throws: ScoringError.self) { try await scores("answers_rouge_l", ["answers": ["a"]]) }
    }

    @Test func `either text contains the other`() async throws {
        #expect(try await scores("fuzzy_match", ["outputs": "It is the Nile, I think.", "expected": "Nile"]) == [1])
        #expect(try await scores("fuzzy_match", ["outputs": "Nile", "expected": "the river Nile"]) == [1])
        #expect(try await scores("fuzzy_match", ["outputs": "...", "expected": "Nile"]) == [0])
        #expect(try await scores("fuzzy_match", ["outputs": "", "expected": "the"]) == [1])
    }

    @Test func `words on a list, and tokens per second`() async throws {
        #expect(try await scores("lexicon_share", ["outputs": "You DARN fool, darn!"], ["words": ["darn"]]) == [0.5])
        #expect(try await scores("lexicon_share", ["outputs": "?!"], ["words": ["darn"]]) == [0])
        await #expect(throws: ScorerArgumentError.self) { try await scores("lexicon_share", ["outputs": "x"], ["words": []]) }
        #expect(try await scores("tokens_per_second", ["output_tokens": 30, "latency": 1.5]) == [20])
        await #expect(throws: ScoringError.self) { try await scores("tokens_per_second", ["output_tokens": 30, "latency": 0]) }
    }

    @Test func `information preserved is what is not lost`() async throws {
        let sample: JSONObject = ["outputs": "a b x", "expected": ["a b c d", "q"]]
        let (preserved, lost) = (try await scores("wip", sample), try await scores("wil", sample))
        #expect(preserved == [1 / 3.0] && lost == [1 - 1 / 3.0])
    }

    @Test func `correlation of predicted and true numbers`() throws {
        let rows: [JSONObject] = [(1, 2), (2, 4), (3, 6), (4, 9)].map { ["expected": .integer($0.0), "outputs": .integer($0.1)] }
        let values = try corpus("correlation", rows)
        #expect(abs(values[0] - 0.994376712684369) < 1e-12 && values[1...2].allSatisfy { abs($0 - 1) < 1e-12 } && values[3] < 0.6)
        #expect(throws: ScoringError.self) { try corpus("correlation", Array(rows.prefix(1))) }
    }

    @Test func `toxicity over several answers to a prompt`() throws {
        let rows: [JSONObject] = [["outputs": [0.1, 0.6, 0.2]], ["outputs": 0.3]]
        let figures = try corpus("toxicity_of_generations", rows)
        #expect(abs(figures[0] - 0.45) < 1e-15 && figures[1...] == [0.5, 0.25])
        #expect(throws: ScoringError.self) { try corpus("toxicity_of_generations", [["outputs": 2]]) }
    }

    @Test func `formulas for other languages say what they lack`() async throws {
        for name in ["fernandez_huerta", "szigriszt_pazos", "crawford", "wiener_sachtextformel"] {
            do {
                #expect(try await scores(name, ["outputs": "Uno dos tres."]).first??.isFinite == true)
            } catch let error as ScoringError {
                #expect(error.isUnscored && "\(error)".contains("hyph_"))
            }
        }
        await #expect(throws: ScorerArgumentError.self) { try await scores("reading_ease_in", ["outputs": "x"]) }
        #expect(ReadabilityCounts("Eins zwei drei.", syllables: SyllableCounter()).wienerSachtextformel(5) == nil)
    }

    @Test func `patterns in Latin-1 are read`() {
        let file = Array("ISO8859-1\n".utf8) + [0x31, 0xFC, 0x62] + Array("\n".utf8)
        #expect(HyphenationPatterns(dic: file).positions(in: "darüber") == [3])
        #expect(HyphenationPatterns(dic: Array("UTF-8\n1üb\n".utf8)).positions(in: "darüber") == [3])
    }
}
