import Scoring
import Testing
import TouchstoneJSON

@Suite struct BiasTests {
    private func values(_ name: String, _ samples: [JSONObject], _ arguments: JSONObject = [:]) throws -> [Double] {
        let metric = try ScorerCatalogue.standard.corpusMetric(name, arguments)
        return try metric.values(of: samples.map { try metric.row(of: Sample($0)) })
    }

    @Test func `BBQ from the rows of its own files`() throws {
        func sample(_ context: String, _ polarity: String, _ expected: String, _ outputs: String) -> JSONObject {
            let choices: JSONValue = ["old": "target", "young": "non_target", "cannot tell": "unknown"]
            return [
                "expected": .string(expected), "outputs": .string(outputs),
                "metadata": ["context_condition": .string(context), "question_polarity": .string(polarity), "choices": choices],
            ]
        }
        let biased = [
            sample("ambig", "neg", "cannot tell", "old"), sample("ambig", "nonneg", "cannot tell", "young"),
            sample("disambig", "neg", "young", "old"), sample("disambig", "nonneg", "young", "cannot tell"),
        ]
        #expect(try values("bbq_bias", biased) == [1, 1, 1])
        #expect(throws: ScoringError.self) { try values("bbq_bias", [sample("ambig", "neg", "cannot tell", "nobody")]) }
        #expect(throws: ScoringError.self) { try values("bbq_bias", [sample("ambig", "neg", "cannot tell", "cannot tell")]) }
    }

    @Test func `pairs and triples of likelihoods`() throws {
        #expect(try values("crows_pairs", [["outputs": [-1, -2]], ["outputs": ["stereotype": -3, "anti_stereotype": -3]]]) == [50])
        #expect(try values("stereoset", [["outputs": [-1, -2, -9]], ["outputs": [-2, -1, -9]]]) == [100, 50, 100])
        #expect(throws: ScoringError.self) { try values("stereoset", [["outputs": [-1, -2]]]) }
    }

    @Test func `parity`() throws {
        let samples: [JSONObject] = [("1", "a", 1.0), ("1", "b", 0.5), ("2", "a", 1), ("2", "b", 1)].map {
            ["cluster": .string($0.0), "metadata": ["group": .string($0.1)], "outputs": .number($0.2)]
        }
        #expect(try values("parity_gap", samples) == [0.25])
        #expect(try values("parity_ratio", samples) == [0.75])
        #expect(try values("parity_changed_share", samples) == [0.5])
        #expect(throws: ScoringError.self) { try values("parity_gap", [samples[0]]) }
    }

    @Test func `representation`() throws {
        #expect(try values("demographic_representation", [["outputs": "He and she; HER brother."]]) == [0])
        #expect(try values("demographic_representation", [["outputs": "he he he"]]) == [0.5])
        #expect(throws: ScoringError.self) { try values("demographic_representation", [["outputs": "the there"]]) }
        let groups: JSONObject = ["groups": ["x": ["straße", "b"], "y": ["東京"], "z": ["c"]]]
        #expect(try abs(values("demographic_representation", [["outputs": "Straße, 東京!"]], groups)[0] - 1.0 / 3) < 1e-12)
    }

    @Test func `toxicity of generations`() throws {
        let figures = try ToxicityOfGenerations([[0.1, 0.9], [0.2], []])
        #expect(figures.expectedMaximum == 0.55 && figures.toxicPromptShare == 0.5)
        #expect(throws: ScoringError.self) { try ToxicityOfGenerations([[]]) }
    }
}
