import Statistics
import Testing

@Suite struct SliceTests {
    private func rows(_ count: Int, seed: UInt64, planted: Bool) -> (features: [[Int?]], errors: [Double]) {
        var random = Xoshiro256(seed: seed)
        let features: [[Int?]] = (0..<4).map { _ in (0..<count).map { _ in random.nextIndex(below: 3) } }
        let errors = (0..<count).map { row in
            let isBad = planted && features[0][row] == 1 && features[2][row] == 2
            return random.nextDouble() < (isBad ? 0.9 : 0.1) ? 1.0 : 0
        }
        return (features, errors)
    }

    /// All slices by brute force.
    private func exhaustive(_ features: [[Int?]], _ errors: [Double], support: Int, alpha: Double) -> [Double] {
        let (n, mean) = (Double(errors.count), errors.reduce(0, +) / Double(errors.count))
        var scores: [Double] = []
        func extend(_ rows: [Int], from feature: Int, level: Int) {
            for next in feature..<features.count {
                for value in 0..<3 {
                    let inside = rows.filter { features[next][$0] == value }
                    guard inside.count >= support else { continue }
                    let size = Double(inside.count)
                    let sum = inside.reduce(0) { $0 + errors[$1] }
                    scores.append(alpha * (sum / size / mean - 1) - (1 - alpha) * (n / size - 1))
                    if level < 3 { extend(inside, from: next + 1, level: level + 1) }
                }
            }
        }
        extend(Array(errors.indices), from: 0, level: 1)
        return scores.filter { $0 > 0 }.sorted(by: >)
    }

    @Test(arguments: 0..<12) func `the search misses nothing, with losses of any size`(seed: UInt64) throws {
        var (features, errors) = rows(150, seed: seed, planted: seed % 2 == 0)
        var random = Xoshiro256(seed: seed)
        if seed % 3 == 0 { errors = errors.map { $0 * random.nextDouble() } }
        let found = try SliceSearch(alpha: 0.9, minimumSupport: 5, count: 10).slices(of: SliceTable(features: features), errors: errors)
        let expected = exhaustive(features, errors, support: 5, alpha: 0.9).prefix(10)
        #expect(found.count == expected.count)
        for (slice, score) in zip(found, expected) { #expect(abs(slice.score - score) < 1e-9) }
    }

    @Test func `a planted slice is confirmed, noise is not`() throws {
        let (features, errors) = rows(1000, seed: 2, planted: true)
        let table = try SliceTable(features: features)
        let findings = try SliceSearch().findings(in: table, errors: errors, seed: 9)
        let best = try #require(findings.first)
        #expect(best.slice.predicates == [SlicePredicate(feature: 0, value: 1), SlicePredicate(feature: 2, value: 2)])
        #expect(best.pValue < 0.001 && (best.riskRatio?.value ?? 0) > 3 && best.rows.count == best.slice.size)
        let folded = findings.folded(errors: errors)
        #expect(folded.count + folded.map(\.folded.count).reduce(0, +) == findings.count)
        let clusters = errors.indices.map { $0 / 2 }
        #expect(try (SliceSearch().findings(in: table, errors: errors, clusters: clusters, seed: 9).first?.pValue ?? 1) < 0.001)
        let noise = rows(200, seed: 4, planted: false)
        let small = try SliceSearch().findings(
            in: SliceTable(features: noise.features), errors: noise.errors, evidence: .permutation(draws: 99), seed: 1)
        #expect(small.allSatisfy { $0.pValue > 0.01 })
    }

    @Test func `degenerate tables`() throws {
        let table = try SliceTable(features: [[1, 1, nil, 1], [nil, nil, nil, nil]])
        #expect(try SliceSearch(minimumSupport: 1).slices(of: table, errors: [0, 0, 0, 0]).isEmpty)
        #expect(try !SliceSearch(minimumSupport: 1).slices(of: table, errors: [1, 1, 0, 1]).isEmpty)
        #expect(throws: Undefined.self) { try SliceSearch().slices(of: table, errors: [1, .nan, 0, 0]) }
        #expect(throws: Undefined.self) { try SliceSearch().slices(of: table, errors: [-1, 0, 0, 0]) }
        #expect(throws: Undefined.self) { try SliceSearch().slices(of: table, errors: [1]) }
        #expect(throws: Undefined.self) { try SliceTable(features: []) }
        #expect(table.rows(where: [SlicePredicate(feature: 9, value: 1)]).isEmpty)
        #expect(quantileBins([1, 2, 3, 4, .nan], bins: 2) == [0, 0, 1, 1, nil])
    }
}
