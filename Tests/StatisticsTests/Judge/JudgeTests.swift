import Statistics
import Testing

@Suite struct JudgeTests {
    @Test func `a judge that always prefers the first place is fully inconsistent`() throws {
        let first = [PlacePreference](repeating: .first, count: 20)
        let swap = try SwapOrder(firstShownFirst: first, secondShownFirst: first)
        #expect(swap.consistency == 0 && swap.positionBias == 1 && swap.winRate == 0.5)
        #expect(swap.positionBiasPValue < 1e-5 && swap.winPValue == 1)
        let ties = try SwapOrder(firstShownFirst: [.tie, .tie], secondShownFirst: [.tie, .first])
        #expect(ties.ties == 1 && ties.consistency == 0.5)
    }

    @Test func `a perfect judge needs no correction and a coin cannot be corrected`() throws {
        let perfect = RoganGladen.Calibration(negatives: 200, trueNegatives: 200, positives: 200, truePositives: 200)
        let rate = try RoganGladen(passes: 70, total: 100, calibration: perfect)
        #expect(rate.estimate == 0.7 && rate.isReliable && rate.interval.contains(0.7))
        let coin = RoganGladen.Calibration(negatives: 10, trueNegatives: 5, positives: 10, truePositives: 5)
        #expect(throws: Undefined.self) { try RoganGladen(passes: 70, total: 100, calibration: coin) }
        #expect(throws: Undefined.self) { try RoganGladen(passes: 7, total: 0, calibration: perfect) }
        let weak = RoganGladen.Calibration(negatives: 20, trueNegatives: 11, positives: 20, truePositives: 12)
        #expect(try !RoganGladen(passes: 50, total: 100, calibration: weak).isReliable)
    }

    @Test func `a useless judge changes nothing and a perfect one saves labels`() throws {
        var random = Xoshiro256(seed: 1)
        let labels = (0..<100).map { _ in random.nextDouble() < 0.7 ? 1.0 : 0 }
        let others = (0..<400).map { _ in random.nextDouble() < 0.7 ? 1.0 : 0 }
        let perfect = try PredictionPoweredMean(labels: labels, judged: labels, unlabelled: others)
        #expect(perfect.effectiveSampleRatio > 3)
        let constant = [Double](repeating: 1, count: 100)
        let useless = try PredictionPoweredMean(labels: labels, judged: constant, unlabelled: [Double](repeating: 1, count: 400))
        #expect(useless.weight == 0 && useless.effectiveSampleRatio == 1)
        #expect(throws: Undefined.self) {
            try PredictionPoweredMean(smallSample: [1, 0], judged: [1, 0], unlabelled: [1, 0])
        }
        #expect(throws: Undefined.self) { try PredictionPoweredMean(labels: [1, .nan], judged: [1, 0], unlabelled: [1, 0]) }
    }

    @Test func `probabilities of asking spend the budget`() throws {
        let plan = try ActiveLabelling.probabilities(uncertainty: [0, 0.1, 0.2, 5, 9, 0.3], budget: 3, exploration: 0.1)
        #expect(abs(plan.reduce(0, +) - 3) < 1e-9 && plan.allSatisfy { $0 > 0 && $0 <= 1 })
        #expect(plan[4] == 1)
        #expect(try ActiveLabelling.probabilities(uncertainty: [1, 2], budget: 2) == [1, 1])
        #expect(throws: Undefined.self) { try ActiveLabelling(judged: [1, 0], probabilities: [0, 1], labels: [1, 0]) }
        let rounded = try NeymanAllocation(weights: [0.5, 0.5], standardDeviations: [0, 1], budget: 21).rounded()
        #expect(rounded == [5, 16])
    }

    @Test func `verbosity and self preference show as slopes`() throws {
        var random = Xoshiro256(seed: 3)
        let lengths = (0..<200).map { _ in 10 + random.nextIndex(below: 500) }
        let human = lengths.map { _ in random.nextNormal() }
        let judge = zip(human, lengths).map { $0 + ($1 > 200 ? 1 : 0) + 0.1 * random.nextNormal() }
        let bias = try JudgeBias.verbosity(judge: judge, human: human, lengths: lengths, clusters: Array(0..<200))
        #expect(bias.value > 0.3 && bias.pValue < 0.001)
        #expect(throws: Undefined.self) {
            try JudgeBias.selfPreference(judge: [1, 2, 3], reference: [1, 2, 3], isOwnFamily: [true, true, true], clusters: [0, 1, 2])
        }
    }

    @Test func `score tokens are joined over several tokens`() throws {
        let one = TokenAlternative(
            text: "1", logProbability: -0.5, next: [.init(text: "0", logProbability: -0.1), .init(text: ".", logProbability: -2.4)])
        let score = try ScoreDistribution(alternatives: [one, .init(text: " 7", logProbability: -1.2)], scale: 1...10)
        #expect(score.mode == 10 && score.expected > 8 && score.mass < 1)
        #expect(throws: Undefined.self) {
            try ScoreDistribution(alternatives: [.init(text: "good", logProbability: -0.1)], scale: 1...10)
        }
        #expect(throws: Undefined.self) { try ScoreDistribution(scores: [1], logProbabilities: [-.infinity]) }
    }

    @Test func `panels and repeats`() throws {
        let panel = try JudgePanel(scoresByJudge: [[1, 1, 0], [1, 0, 0], [1, 1, 1]], pooling: .majority)
        #expect(panel.scores == [1, 1, 0] && panel.leaveOneOutChanges.count == 3 && panel.variances[0] == 0)
        let steady = try SelfConsistency(repeats: [[1, 1, 1], [0, 0, 0]])
        #expect(steady.flipRate == 0 && steady.alpha == 1 && steady.noiseVariance == 0)
        #expect(try SelfConsistency(repeats: [[1, 0]]).flipRate == 1)
    }

    @Test func `calibration maps rise and gates hold their precision`() throws {
        let scores = (0..<200).map { Double($0) / 200 }
        let outcomes = scores.enumerated().map { $0 % 7 == 0 ? $1 < 0.5 : $1 >= 0.5 }
        let isotonic = try IsotonicCalibration(scores: scores, outcomes: outcomes)
        let values = scores.compactMap { isotonic($0) }
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 } && values.count == 200 && isotonic(.nan) == nil)
        #expect(try PlattCalibration(scores: scores, outcomes: outcomes).slope > 0)
        #expect(throws: Undefined.self) { try PlattCalibration(scores: [1, 2], outcomes: [true, true]) }
        for method in CalibrationMethod.allCases {
            let fitted = try crossFittedCalibration(scores: scores, outcomes: outcomes, method: method)
            #expect(try ScoredOutcomes(scores: fitted, outcomes: outcomes).brier < 0.22)
        }
        let scored = try ScoredOutcomes(scores: scores, outcomes: outcomes)
        #expect(try scored.threshold(precision: 0.999) == nil)
        #expect(try scored.expectedCalibrationError(.equalMass(10)) <= 1)
        #expect(throws: Undefined.self) { try ScoredOutcomes(scores: [.nan], outcomes: [true]) }
        #expect(throws: Undefined.self) { try ScoredOutcomes(scores: [0.5], outcomes: [true]).areaUnderROC() }
    }
}
