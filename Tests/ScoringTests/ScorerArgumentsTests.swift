import Scoring
import Testing
import TouchstoneJSON

@Suite struct ScorerArgumentsTests {
    private let parameters = [
        ScorerParameter("k", .integer, default: 3, "Depth."),
        ScorerParameter("mode", .choice(["search", "fullmatch"]), default: "search", "How."),
        ScorerParameter("pattern", .text, required: true, "What."),
    ]

    private func arguments(_ given: JSONObject) throws -> ScorerArguments {
        try ScorerArguments(given, scorer: "regex", parameters: parameters)
    }

    @Test func `defaults are filled in and texts are read as the parameter's kind`() throws {
        let arguments = try arguments(["pattern": "a", "k": "5"])
        #expect(arguments.integer("k") == 5)
        #expect(arguments.text("mode") == "search")
    }

    static let misfits: [(JSONObject, String)] = [
        (["pattern": "a", "mod": "search"], "did you mean \"mode\""),
        (["k": 1], "needs the parameter \"pattern\""),
        (["pattern": "a", "k": "x"], "should be a whole number"),
        (["pattern": "a", "mode": "match"], "one of search, fullmatch"),
    ]

    @Test(arguments: misfits)
    func `arguments that do not fit are refused with one sentence`(given: JSONObject, sentence: String) {
        #expect {
            try arguments(given)
        } throws: {
            "\($0)".contains(sentence)
        }
    }

    @Test func `an unknown scorer names the nearest`() {
        let catalogue = ScorerCatalogue([
            ScorerEntry(
                ScorerDefinition(name: "rouge1", topic: "text overlap", summary: "", requires: [.outputs], source: "", blindTo: ""),
                score: { _ in Score(1) })
        ])
        #expect { try catalogue.scorer("rogue1") } throws: { "\($0)".contains("did you mean \"rouge1\"") }
    }

    @Test func `a missing field is told apart from a field of the wrong kind`() throws {
        let sample = Sample(["outputs": nil, "latency": "slow"])
        #expect(throws: ScoringError.missing(.outputs)) { try sample.answer() }
        #expect { try sample.number(.latency) } throws: { "\($0)".contains("should be a number, but is a string") }
    }
}
