import Statistics
import Testing

@Suite struct SequentialTests {
    @Test func `tests without a difference stop falsely in less than five percent of runs, looking after every pair`() throws {
        var random = Xoshiro256(seed: 11)
        var (pairs, normal) = (0, 0)
        for _ in 0..<400 {
            var test = try DiscordantPairsTest()
            var ratio = try MixtureSequentialTest(variance: 1, effectVariance: 0.1)
            for _ in 0..<300 {
                let first = random.nextDouble() < 0.7
                test.observe(firstPassed: first, secondPassed: random.nextDouble() < 0.7)
                try ratio.observe(random.nextNormal())
            }
            pairs += test.isDecided() ? 1 : 0
            normal += ratio.pValue <= 0.05 ? 1 : 0
        }
        #expect(pairs < 20 && normal < 20)
    }

    @Test func `confidence sequences cover the mean at all times together`() throws {
        var random = Xoshiro256(seed: 5)
        var (betting, bernstein) = (0, 0)
        for _ in 0..<60 {
            var sequence = try BettingConfidenceSequence(resolution: 100)
            var closed = try ClosedFormConfidenceSequence()
            var (missed, outside) = (false, false)
            for _ in 0..<150 {
                let x = random.nextDouble() < 0.3 ? 1.0 : 0
                try sequence.observe(x)
                try closed.observe(x)
                missed = missed || sequence.logCapital(against: 0.3) > 3.0
                outside = outside || !closed.interval.contains(0.3)
            }
            betting += missed ? 1 : 0
            bernstein += outside ? 1 : 0
        }
        #expect(betting <= 5 && bernstein <= 5)
    }

    @Test func `a difference is found and a finite set closes in on its mean`() throws {
        var test = try DiscordantPairsTest(alternative: .firstBetter)
        for _ in 0..<30 { test.observe(firstPassed: true, secondPassed: false) }
        #expect(test.isDecided() && test.pValue < 1e-6 && test.pairs == 30)
        var whole = try BettingConfidenceSequence(population: 20)
        for place in 0..<20 { try whole.observe(place % 4 == 0 ? 1 : 0) }
        #expect(whole.interval.lower == 0.25 && whole.interval.upper == 0.25)
        #expect(throws: Undefined.self) { try whole.observe(1) }
    }

    @Test func `observations outside their range leave a sequence unchanged`() throws {
        var sequence = try BettingConfidenceSequence()
        #expect(throws: Undefined.self) { try sequence.observe(1.5) }
        #expect(throws: Undefined.self) { try sequence.observe(.nan) }
        #expect(sequence.count == 0 && sequence.interval.lower == 0 && sequence.interval.upper == 1 && sequence.mean == nil)
        #expect(throws: Undefined.self) { try BettingConfidenceSequence(level: 1) }
        #expect(throws: Undefined.self) { try MixtureSequentialTest(variance: 0, effectVariance: 1) }
    }

    @Test func `planned looks spend the whole error rate and no more`() throws {
        for spending in [GroupSequentialDesign.Spending.obrienFleming, .pocock] {
            let design = try GroupSequentialDesign(fractions: [0.2, 0.7, 1], spending: spending)
            #expect(abs((design.spent.last ?? 0) - 0.05) < 1e-12)
            #expect(design.bounds.allSatisfy { $0 > 1.9 })
        }
        #expect(try abs(GroupSequentialDesign(looks: 1).bounds[0] - 1.959963984540054) < 1e-9)
        #expect(throws: Undefined.self) { try GroupSequentialDesign(fractions: [0.5, 0.4]) }
    }

    @Test func `stop rules`() {
        let rule = StopRule(margin: 0.05, budget: 100, minimum: 10)
        func interval(_ lower: Double, _ upper: Double) -> Interval { Interval(lower: lower, upper: upper, level: 0.95, method: "test") }
        #expect(rule.reason(after: 5, interval: interval(0.2, 0.3)) == nil)
        #expect(rule.reason(after: 20, interval: interval(0.2, 0.3)) == .decided)
        #expect(rule.reason(after: 20, interval: interval(-0.04, 0.04)) == .equivalent)
        #expect(rule.reason(after: 20, interval: interval(-0.2, 0.2)) == nil)
        #expect(rule.reason(after: 100, interval: interval(-0.2, 0.2)) == .budget)
    }

    @Test func `online experiments`() throws {
        let arms = try (0..<2000).map { try OnlineExperiment.arm(of: "user-\($0)", salt: "exp") }
        #expect(
            try OnlineExperiment.sampleRatioMismatch(counts: [arms.count { $0 == 0 }, arms.count { $0 == 1 }], shares: [1, 1]) > 0.001)
        #expect(try OnlineExperiment.sampleRatioMismatch(counts: [1200, 800], shares: [1, 1]) < 0.001)
        #expect(try OnlineExperiment.arm(of: "u", salt: "a") == OnlineExperiment.arm(of: "u", salt: "a"))
        let adjusted = try OnlineExperiment.adjusted([1, 2, 3, 4], by: [2, 4, 6, 8])
        #expect(adjusted.allSatisfy { abs($0 - 2.5) < 1e-12 })
    }

    @Test func `parts of benchmarks`() throws {
        let predictor = (0..<100).map { Double($0) / 100 }
        let indices = Array(stride(from: 0, to: 100, by: 7))
        let exact = try SubsetEstimate(sample: indices.map { 2 * predictor[$0] }, indices: indices, predictor: predictor)
        #expect(abs(exact.value - 0.99) < 1e-12 && exact.standardError < 1e-9)
        #expect(throws: Undefined.self) { try SubsetEstimate(sample: [1, 1], indices: [3, 3], predictor: predictor) }
        #expect(throws: Undefined.self) { try SubsetEstimate(sample: [1, 1], indices: [3, 300], predictor: predictor) }
        #expect(try StratifiedSubsetEstimate(samples: [[1, 1], [0]], populations: [6, 1]).standardError == 0)
        let model = try ItemResponseModel(discriminations: [1, 2, 1], difficulties: [0, 0, 1])
        #expect(try model.ability(answers: [nil, nil, nil]).value == 0)
        #expect(try model.mostInformativeItem(answers: [nil, nil, nil]) == 1)
        #expect(try model.ability(answers: [1, 1, 1]).value > model.ability(answers: [0, 1, 0]).value)
        let groups = try MedoidClustering(count: 6, clusters: 2, seed: 1) { abs(Double($0 / 3) - Double($1 / 3)) }
        #expect(try adjustedRandIndex(groups.assignments, [0, 0, 0, 1, 1, 1]) == 1 && groups.weights == [0.5, 0.5])
    }
}
