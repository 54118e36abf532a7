import Testing

@testable import Scoring

@Suite struct TrecOrderTests {
    /// Scores of every kind of spread: even, crowded at one end, in steps, all the same, and none at all.
    static let spreads: [@Sendable (inout Draws) -> Double] = [
        { Double($0.below(1_000_000)) / 1000 }, { 1 / Double($0.below(100_000) + 1) },
        { $0.below(40) == 0 ? 1e30 : Double($0.below(1000)) * 1e-9 },
        { Double($0.below(7)) }, { _ in 2.5 }, { [.nan, .infinity, -.infinity, 0, -0.0, 1e300, -3][$0.below(7)] },
        { -Double($0.below(1_000_000)) }, { Double($0.below(1000)) * 1e-44 },
    ]

    @Test(arguments: spreads.indices)
    func `documents come by score, those of equal scores by identifier`(spread: Int) {
        var random = Draws(state: UInt64(spread) + 3)
        for count in [0, 1, 2, 3, 17, 100, 1500] {
            let documents = (0..<count).map { number in
                RankedDocument(id: number % 3 == 0 ? "é\(number)" : "document number \(number)", score: Self.spreads[spread](&random))
            }
            let numbers = Dictionary(uniqueKeysWithValues: documents.enumerated().map { ($1.id, $0 + 1) })
            let expected = documents.sorted { left, right in
                let (first, second) = (key(left.score), key(right.score))
                return first == second ? right.id.utf8.lexicographicallyPrecedes(left.id.utf8) : first > second
            }
            #expect(trecGrades(documents, numbers) == expected.map { Int32(numbers[$0.id] ?? 0) })
        }
    }

    @Test func `identifiers are the same only byte for byte`() {
        let documents = [
            RankedDocument(id: "e\u{301}", score: 2), RankedDocument(id: "\u{e9}", score: 1), RankedDocument(id: "", score: 0),
        ]
        #expect(trecGrades(documents + documents, ["\u{e9}": 3, "": 2]) == [-1, 3, 2])
    }

    private func key(_ score: Double) -> Float { score.isNaN ? -.infinity : Float(score) }
}
