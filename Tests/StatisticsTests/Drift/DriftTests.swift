import Statistics
import Testing

@Suite struct DriftTests {
    private func normals(_ count: Int, shift: Double = 0, seed: UInt64) -> [Double] {
        var random = Xoshiro256(seed: seed)
        return (0..<count).map { _ in random.nextNormal() + shift }
    }

    @Test func `distances vanish for equal samples and are symmetric`() throws {
        let (a, b) = (normals(60, seed: 1), normals(40, shift: 1, seed: 2))
        let same = try TwoSampleDrift(reference: a, current: a)
        #expect(same.kolmogorovSmirnov == 0 && same.wasserstein == 0 && same.energyDistance == 0)
        #expect(same.exactKolmogorovSmirnovPValue == 1 && same.asymptoticKolmogorovSmirnovPValue == 1)
        let (there, back) = (try TwoSampleDrift(reference: a, current: b), try TwoSampleDrift(reference: b, current: a))
        #expect(there.kolmogorovSmirnov == back.kolmogorovSmirnov)
        #expect(abs(there.wasserstein - back.wasserstein) < 1e-12 && abs(there.cramerVonMises - back.cramerVonMises) < 1e-9)
        #expect(abs(there.exactKolmogorovSmirnovPValue - back.exactKolmogorovSmirnovPValue) < 1e-12)
        #expect(abs(there.exactKolmogorovSmirnovPValue - there.asymptoticKolmogorovSmirnovPValue) < 0.01)
        let large = try TwoSampleDrift(reference: normals(3000, seed: 3), current: normals(3000, seed: 4))
        #expect(large.kolmogorovSmirnovPValue > 0.001 && large.kolmogorovSmirnovPValue <= 1)
    }

    @Test func `discrepancies find a shift and not its absence`() throws {
        let (a, b) = (normals(60, seed: 1).map { [$0] }, normals(60, shift: 1.5, seed: 2).map { [$0] })
        #expect(try MaximumMeanDiscrepancy(reference: a, current: b).pValue(permutations: 99, seed: 1) == 0.01)
        #expect(
            try MaximumMeanDiscrepancy(reference: a, current: normals(60, seed: 5).map { [$0] }).pValue(permutations: 99, seed: 1) > 0.01)
        #expect(throws: Undefined.self) { try MaximumMeanDiscrepancy(reference: [[1]], current: [[1], [2]]) }
        #expect(throws: Undefined.self) { try MaximumMeanDiscrepancy(reference: [[1], [2, 3]], current: [[1], [2]]) }
        var random = Xoshiro256(seed: 8)
        func completions(_ symbols: Int) -> [ModelEqualityTest.Completion] {
            (0..<40).map { .init(prompt: $0 % 5, tokens: (0..<20).map { _ in random.nextIndex(below: symbols) }) }
        }
        let reference = completions(3)
        #expect(try ModelEqualityTest(reference: reference, current: completions(12)).pValue(permutations: 99, seed: 1) <= 0.02)
        #expect(throws: Undefined.self) { try ModelEqualityTest(reference: reference, current: []) }
    }

    @Test func `stability judged by its own distribution rarely cries wolf`() throws {
        var random = Xoshiro256(seed: 21)
        var (byRule, byTest) = (0, 0)
        for _ in 0..<200 {
            let stability = try PopulationStability(
                reference: (0..<100).map { _ in random.nextDouble() }, current: (0..<100).map { _ in random.nextDouble() })
            byRule += stability.index > 0.1 ? 1 : 0
            byTest += stability.pValue < 0.05 ? 1 : 0
        }
        #expect(byRule > 100 && byTest < 20)
        #expect(try PopulationStability(referenceCounts: [5, 5], currentCounts: [10, 10]).index < 1e-3)
        #expect(try PopulationStability(reference: [1, 1, 1], current: [1, 1]).bins == 2)
        #expect(throws: Undefined.self) { try PopulationStability(referenceCounts: [0], currentCounts: [1]) }
    }

    @Test func `detectors notice a shift soon and start afresh`() throws {
        var (chart, hinkley) = (try CumulativeSum(target: 0, standardDeviation: 1), try PageHinkley(threshold: 100))
        var (window, roberts) = (try AdaptiveWindow(), try ShiryaevRoberts(reference: 0.2))
        var random = Xoshiro256(seed: 6)
        var (early, late) = ([0, 0, 0, 0], [0, 0, 0, 0])
        for place in 0..<1500 {
            let isShifted = place >= 1000
            let x = random.nextNormal() + (isShifted ? 2 : 0)
            let bit = random.nextDouble() < (isShifted ? 0.8 : 0.2) ? 1.0 : 0
            let alarms = [try chart.observe(x), try hinkley.observe(x), try window.observe(bit), try roberts.observe(bit)]
            for (detector, alarm) in alarms.enumerated() where alarm {
                if isShifted { late[detector] += 1 } else { early[detector] += 1 }
            }
        }
        #expect(late.allSatisfy { $0 > 0 })
        #expect(early[1] == 0 && early[2] == 0 && early[3] <= 3)
        #expect(throws: Undefined.self) { try window.observe(.nan) }
        #expect(throws: Undefined.self) { try roberts.observe(2) }
    }

    @Test func `looks share one error rate`() throws {
        var ledger = try LookLedger()
        #expect((1...10_000).reduce(0) { $0 + ledger.alpha(ofLook: $1) } < 0.05)
        #expect(try ledger.enter(pValue: 0.001))
        #expect(try !ledger.enter(pValue: 0.04))
        #expect(throws: Undefined.self) { try ledger.enter(pValue: .nan) }
    }

    @Test func `meanings`() throws {
        let answers = ["a", "b", "a", "c"]
        let clusters = semanticClusters(count: 4) { answers[$0] == answers[$1] }
        #expect(clusters == [0, 1, 0, 2])
        #expect(try SemanticEntropy(clusters: [1, 1, 1]).normalized == 0)
        #expect(try abs(SemanticEntropy(clusters: [1, 2, 3]).normalized - 1) < 1e-12)
        #expect(throws: Undefined.self) { try SemanticEntropy(clusters: []) }
        #expect(throws: Undefined.self) { try CategoricalDrift(reference: [0], current: [1]) }
    }
}
