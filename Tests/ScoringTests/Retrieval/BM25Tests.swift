import Scoring
import Testing

@Suite struct BM25Tests {
    private let documents = [
        "The mill stands by the river.", "A boat, a BOAT and the river!", "", "Über den Fluß führt eine Brücke", "川の橋は長い",
    ]

    @Test(arguments: BM25Variant.allCases)
    func `a search gives the highest scores, best first`(variant: BM25Variant) {
        let index = BM25Index(documents: documents, variant: variant)
        for query in ["river boat", "boat", "the the river", "brücke", "橋", "nothing here", "", "🚀"] {
            let scores = index.scores(for: query)
            let hits = index.search(query, 3)
            #expect(scores.count == documents.count)
            #expect(scores.allSatisfy { $0.isFinite })
            for hit in hits { #expect(abs(scores[hit.document] - hit.score) < 1e-12) }
            #expect(zip(hits, hits.dropFirst()).allSatisfy { $0.score >= $1.score })
            if let worst = hits.last, hits.count == 3 {
                let others = scores.indices.filter { document in !hits.contains { $0.document == document } }
                #expect(others.allSatisfy { scores[$0] <= worst.score + 1e-12 })
            }
        }
    }

    @Test func `case and punctuation do not matter, Han characters stand alone`() {
        let index = BM25Index(documents: documents)
        #expect(index.search("Boat", 1).first?.document == 1)
        #expect(index.search("BRÜCKE", 1).first?.document == 3)
        #expect(index.search("橋", 1).first?.document == 4)
        #expect(index.search("unknown", 5).isEmpty)
    }

    @Test(arguments: BM25Variant.allCases)
    func `empty collections, empty queries and odd constants do not trap`(variant: BM25Variant) {
        #expect(BM25Index(documents: [], variant: variant).search("a", 3).isEmpty)
        #expect(BM25Index(documents: ["", ""], variant: variant).scores(for: "a") == [0, 0])
        for value in [0, -1, Double.nan, .infinity] {
            let parameters = BM25Parameters(k1: value, b: value, delta: value, epsilon: value)
            _ = BM25Index(documents: documents, variant: variant, parameters: parameters).search("river", 2)
        }
        #expect(BM25Index(documents: documents, variant: variant).search("river", -1).isEmpty)
        #expect(BM25Index(documents: documents, variant: variant).search("river", .max).count == 2)
    }

    @Test func `a huge document is indexed`() {
        let index = BM25Index(documents: [String(repeating: "abc déf ", count: 12_500), "abc"])
        #expect(index.search("déf", 2).map(\.document) == [0])
    }

    @Test func `a hybrid finds what either half finds`() throws {
        let index = try HybridIndex(
            ids: ["mill", "boat", "bridge"], documents: ["a mill", "a boat", "a bridge"], vectors: [[1, 0], [0, 1], [0.7, 0.7]])
        #expect(try index.search("boat", vector: [0, 1], 1).map(\.id) == ["boat"])
        #expect(try index.search("", vector: [1, 0], 3).map(\.id) == ["mill", "bridge", "boat"])
        #expect(try index.search("boat", vector: [1, 0], 1, mix: .convex(alpha: 0)).map(\.id) == ["boat"])
        #expect(throws: ScoringError.self) { try index.search("boat", vector: [1], 1) }
        #expect(throws: ScoringError.self) { try HybridIndex(ids: ["a"], documents: ["a"], vectors: []) }
    }

    @Test func `fusion ignores the order of runs up to ties and survives odd scores`() {
        let runs = [
            [RankedDocument(id: "a", score: 3), RankedDocument(id: "b", score: 1)],
            [RankedDocument(id: "b", score: .infinity), RankedDocument(id: "c", score: .nan), RankedDocument(id: "a", score: -1e308)],
            [], [RankedDocument(id: "d", score: 5)],
        ]
        for method: FusionMethod in [
            .reciprocalRank(k: 60), .sum, .unscaledSum, .sumTimesHits, .inverseSquareRank, .convex(weights: [0.5]),
        ] {
            let fused = fusedRanking(runs, method)
            #expect(fused.allSatisfy { $0.score.isFinite })
            #expect(Set(fused.map(\.id)) == ["a", "b", "d"])
        }
        let pair = Array(runs.prefix(1)) + [[RankedDocument(id: "c", score: 1)]]
        let (one, other) = (fusedRanking(pair, .sum), fusedRanking(pair.reversed(), .sum))
        #expect(
            Dictionary(uniqueKeysWithValues: one.map { ($0.id, $0.score) })
                == Dictionary(uniqueKeysWithValues: other.map { ($0.id, $0.score) }))
    }
}
