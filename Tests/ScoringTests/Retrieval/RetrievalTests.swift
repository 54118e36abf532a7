import Scoring
import Testing
import TouchstoneJSON

@Suite struct RetrievalTests {
    private func score(_ name: String, _ sample: Sample, _ arguments: JSONObject = [:]) async throws -> [Score] {
        try await ScorerCatalogue.standard.scorer(name, arguments).score(sample)
    }

    @Test func `k is carried in the name of the score`() throws {
        #expect(try ScorerCatalogue.standard.scorer("precision_at_k").definition.outputs == ["precision_at_3"])
        #expect(try ScorerCatalogue.standard.scorer("ndcg_at_k", ["k": "10"]).definition.outputs == ["ndcg_at_10"])
        #expect(throws: ScorerArgumentError.self) { try ScorerCatalogue.standard.scorer("recall_at_k", ["k": 0]) }
    }

    @Test func `a sample is read in every shape that retrieved and relevant may have`() async throws {
        let shapes: [JSONValue] = [
            ["b", "a", "c"], [["id": "b", "score": 0.9], ["id": "a", "score": 0.5], ["id": "c", "score": 0.1]],
            ["a": 0.5, "b": 0.9, "c": 0.1],
        ]
        let judgements: [JSONValue] = [["a"], ["a": 2, "b": 0]]
        for retrieved in shapes {
            for relevant in judgements {
                let sample = Sample(["retrieved": retrieved, "relevant": relevant])
                #expect(try await score("trec_recip_rank", sample).first?.value == .number(0.5))
                #expect(try await score("precision_at_k", sample, ["k": 2]).first?.value == .number(0.5))
            }
        }
        for misfit: JSONValue in [["a": "high"], [["id": "a"], ["id": "b", "score": 1]], [nil], 0.5] {
            #expect(throws: ScoringError.self) { try RetrievedDocuments(misfit) }
        }
        #expect(throws: ScoringError.self) { try RelevanceJudgements(["a": 0.5]) }
    }

    @Test func `numbers and texts name the same document`() async throws {
        let sample = Sample(["retrieved": [3, 1], "relevant": ["3"]])
        #expect(try await score("trec_map", sample).first?.value == .number(1))
    }

    @Test func `MLflow's nDCG cannot see what was not retrieved, trec_eval's can`() async throws {
        let sample = Sample(["retrieved": ["a"], "relevant": ["a", "b", "c"]])
        #expect(try await score("ndcg_at_k", sample).first?.value == .number(1))
        let graded = try #require(try await score("trec_ndcg_cut", sample).first?.value?.number)
        #expect(graded < 0.5)
    }

    static let measures: [TrecMeasure] = [
        .averagePrecision, .averagePrecisionCut(3), .rPrecision, .bpref, .reciprocalRank, .reciprocalRankCut(2),
        .interpolatedPrecision(atRecall: 0.3), .elevenPointAverage, .precision(5), .recall(5), .success(5), .ndcg, .ndcgCut(4),
        .exponentialNDCG(4), .setPrecision, .setRecall, .setF, .judged(5), .rankBiasedPrecision(0.8),
        .expectedReciprocalRank(10, highestGrade: 3),
    ]

    @Test(arguments: measures)
    func `every measure stays within 0 and 1 and ignores the order of its input`(measure: TrecMeasure) {
        var generator = SplitMix(state: 7)
        for _ in 0..<300 {
            let run = (0..<Int(generator.next() % 30)).map {
                RankedDocument(id: "é\($0)", score: Double(generator.next() % 8))
            }
            var grades: [String: Int] = [:]
            for _ in 0..<(generator.next() % 12) { grades["é\(generator.next() % 30)"] = Int(generator.next() % 5) - 1 }
            let value = TrecEvaluation(run, grades)[measure]
            #expect((0...1.0000001).contains(value))
            #expect(TrecEvaluation(run.reversed(), grades)[measure] == value)
        }
    }

    @Test(arguments: measures)
    func `hostile depths, scores and grades do not trap`(measure: TrecMeasure) {
        let scores: [Double] = [.nan, .infinity, -.infinity, 1e308, -0.0, 0]
        let run = scores.enumerated().map { RankedDocument(id: "\($0)", score: $1) }
        for grades: [String: Int] in [[:], ["1": .max, "2": .min], ["9": 1]] {
            #expect(TrecEvaluation(run + run, grades)[measure].isNaN == false)
            #expect(TrecEvaluation([], grades)[measure].isNaN == false)
        }
        for k in [Int.min, -1, 0, .max] {
            #expect(TrecEvaluation(run, ["1": 1])[.ndcgCut(k)].isFinite)
            #expect(TrecEvaluation(run, ["1": 1])[.precision(k)].isFinite)
            #expect(TopKRetrieval(retrieved: ["a"], relevant: ["a"], k: k).ndcg <= 1)
        }
    }

    @Test func `an ideal ranking scores 1`() {
        let grades = ["a": 3, "b": 2, "c": 1, "d": 0]
        let run = grades.map { RankedDocument(id: $0.key, score: Double($0.value)) }
        for measure: TrecMeasure in [.averagePrecision, .ndcg, .ndcgCut(2), .bpref, .rPrecision, .exponentialNDCG(3), .setRecall] {
            #expect(abs(TrecEvaluation(run, grades)[measure] - 1) < 1e-12)
        }
    }

    @Test func `repetition lowers novelty, and only answers that occur are covered`() throws {
        let once = try ContextDensity(chunks: ["the mill stands by the river", "a boat lies under the bridge"])
        let twice = try ContextDensity(chunks: ["the mill stands by the river", "the mill stands by the river"])
        #expect(once.novelty == 1)
        #expect(twice.novelty == 0.5)
        #expect(try ContextDensity(chunks: ["the mill"], answers: ["mill pond"]).answerCoverage == 0.5)
        #expect(throws: ScoringError.self) { try ContextDensity(chunks: ["...", ""]) }
    }

    @Test func `a call's figures pass through and faults are refused`() async throws {
        #expect(try await score("latency", Sample(["latency": 0.25])).first?.value == .number(0.25))
        await #expect(throws: ScoringError.missing(.cost)) { try await score("cost", Sample([:])) }
        await #expect(throws: ScoringError.self) { try await score("input_tokens", Sample(["input_tokens": -1])) }
    }
}

/// A small generator of repeatable numbers.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
