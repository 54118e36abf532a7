import Statistics
import Testing

@Suite struct RankingTests {
    @Test func `strengths recover those that made the wins`() throws {
        let truth = [-1.0, -0.2, 0.3, 0.9]
        var generator = Xoshiro256(seed: 4)
        var battles: [Battle] = []
        for prompt in 0..<3000 {
            let pair = generator.sample(2, of: 4)
            let odds = truth[pair[0]] - truth[pair[1]]
            let won = generator.nextDouble() < Normal.cdf(odds * 0.588)
            battles.append(Battle(pair[0], pair[1], score: won ? 1 : 0, prompt: prompt))
        }
        let ranking = try BradleyTerry(models: 4, battles: battles)
        #expect(zip(ranking.strengths, truth).allSatisfy { abs($0 - $1) < 0.15 } && !ranking.isRegularized)
        #expect(abs(ranking.strengths.reduce(0, +)) < 1e-9)
        #expect(try ranking.rankIntervals().allSatisfy { $0.count == 1 })
        let intervals = try BradleyTerry.bootstrapIntervals(models: 4, battles: battles, draws: 100, seed: 1)
        #expect(zip(intervals, ranking.strengths).allSatisfy { $0.contains($1) })
    }

    @Test func `a model that never loses makes the fit regularised`() throws {
        let ranking = try BradleyTerry(wins: [[0, 5, 5], [0, 0, 3], [0, 4, 0]])
        #expect(ranking.isRegularized && ranking.strengths.allSatisfy { $0.isFinite } && ranking.strengths[0] > ranking.strengths[2])
        #expect(ranking.standardErrors.allSatisfy { $0.isFinite })
        let apart = try BradleyTerry(wins: [[0, 2, 0, 0], [3, 0, 0, 0], [0, 0, 0, 1], [0, 0, 2, 0]])
        #expect(apart.isRegularized && apart.strengths.allSatisfy { $0.isFinite })
    }

    @Test func `huge counts and equal wins are no trouble`() throws {
        let equal = try BradleyTerry(wins: [[0, 1e9], [1e9, 0]])
        #expect(abs(equal.strengths[0]) < 1e-9 && equal.differenceStandardError(0, 1) < 1e-4)
        #expect(try equal.rankIntervals() == [1...2, 1...2])
    }

    @Test func `tables that make no ranking throw`() {
        for wins in [[], [[0]], [[0, 1]], [[0, 0], [0, 0]], [[0, -1], [1, 0]], [[0, .nan], [1, 0]], [[5, 0], [0, 5]]] as [[[Double]]] {
            #expect(throws: Undefined.self) { try BradleyTerry(wins: wins) }
        }
        #expect(throws: Undefined.self) { try BradleyTerry(models: 2, battles: [Battle(0, 2, score: 1, prompt: 0)]) }
        #expect(throws: Undefined.self) {
            try BradleyTerry.bootstrapIntervals(models: 2, battles: [Battle(0, 1, score: 1, prompt: 0)], seed: 1)
        }
    }

    @Test func `win rates count ties half and skip the absent`() throws {
        #expect(try meanWinRates([[1, 2], [1, 1]]) == [0.75, 0.25])
        #expect(try meanWinRates([[1, 2], [1, 1]], higherIsBetter: [true, false]) == [0.25, 0.75])
        #expect(try meanWinRates([[1, nil], [0, nil], [nil, nil]]) == [1, 0, nil])
        #expect(try meanWinRates([]).isEmpty)
        #expect(throws: Undefined.self) { try meanWinRates([[1], [1, 2]]) }
    }

    @Test func `length bought wins disappear at equal length`() throws {
        var generator = Xoshiro256(seed: 2)
        var (wins, lengths) = ([Double](), [Double]())
        for _ in 0..<4000 {
            let length = 100 * (generator.nextNormal() + 1)
            lengths.append(length)
            wins.append(generator.nextDouble() < (length > 0 ? 0.8 : 0.2) ? 1 : 0)
        }
        let rate = try LengthControlledWinRate(wins: wins, lengthDifferences: lengths)
        #expect(rate.plainRate > 0.68 && abs(rate.rate - 0.5) < 0.1 && rate.lengthEffect > 0)
        let even = try LengthControlledWinRate(wins: [1, 0, 1, 1], lengthDifferences: [0, 0, 0, 0])
        #expect(abs(even.rate - 0.75) < 1e-3)
        #expect(throws: Undefined.self) { try LengthControlledWinRate(wins: [1, 1], lengthDifferences: [1, 2]) }
        #expect(throws: Undefined.self) { try LengthControlledWinRate(wins: [1, 2], lengthDifferences: [1, 2]) }
    }

    @Test func `passing at k grows with k, passing all shrinks`() throws {
        for correct in 0...10 {
            let any = try (1...10).map { try passAtK(samples: 10, correct: correct, k: $0) }
            let all = try (1...10).map { try passHatK(samples: 10, correct: correct, k: $0) }
            #expect(zip(any, any.dropFirst()).allSatisfy { $0 <= $1 + 1e-15 } && zip(all, all.dropFirst()).allSatisfy { $0 >= $1 })
            #expect(abs(any[0] - Double(correct) / 10) < 1e-14 && abs(all[0] - Double(correct) / 10) < 1e-15)
        }
        #expect(try abs(passAtK(samples: 1_000_000_007, correct: 1, k: 1) * 1_000_000_007 - 1) < 1e-12)
        for (n, c, k) in [(10, 3, 11), (10, 3, 0), (10, 11, 2), (0, 0, 1), (5, -1, 2)] {
            #expect(throws: Undefined.self) { try passAtK(samples: n, correct: c, k: k) }
        }
        #expect(throws: Undefined.self) { try PassAtKSuite(passAtK: 1, []) }
    }
}

@Suite struct PowerTests {
    @Test(arguments: [0.05, 0.2, 0.8, 2.5], [0.5, 0.8, 0.99])
    func `the power at the sample size is the power asked for`(effect: Double, power: Double) throws {
        let pairs = try TTestPower.pairs(effect: effect, power: power)
        if pairs > 2 { #expect(try abs(TTestPower.paired(effect: -effect, pairs: pairs) - power) < 1e-6) }
        let perGroup = try TTestPower.perGroup(effect: effect, power: power)
        if perGroup > 2 { #expect(try abs(TTestPower.twoSample(effect: effect, perGroup: perGroup) - power) < 1e-6) }
    }

    @Test func `no effect has the power of the level`() throws {
        #expect(try abs(TTestPower.paired(effect: 0, pairs: 20, alpha: 0.05) - 0.05) < 1e-9)
        #expect(abs(NoncentralT(7, noncentrality: 0).cdf(1.3) - StudentT(7).cdf(1.3)) < 1e-12)
        #expect(abs(NoncentralT(1, noncentrality: 0).cdf(-3) - StudentT(1).cdf(-3)) < 1e-9)
    }

    @Test func `questions and smallest difference invert each other`() throws {
        let detectable = try DetectableEffect(questionVariance: 0.2, firstVariance: 0.1, firstEpochs: 4, secondVariance: 0.1)
        let smallest = try detectable.minimum(questions: 500)
        #expect(try abs(detectable.questions(difference: smallest) - 500) < 1e-9)
        #expect(throws: Undefined.self) { try detectable.questions(difference: 0) }
        #expect(throws: Undefined.self) { try detectable.minimum(questions: 0) }
        #expect(throws: Undefined.self) { try DetectableEffect(questionVariance: -1) }
    }

    @Test func `effects that nothing shows throw`() {
        #expect(throws: Undefined.self) { try TTestPower.pairs(effect: 0) }
        #expect(throws: Undefined.self) { try TTestPower.pairs(effect: .nan) }
        #expect(throws: Undefined.self) { try TTestPower.paired(effect: 1, pairs: 1) }
        #expect(throws: Undefined.self) { try ProportionPower.perGroup(0.5, 0.5) }
        #expect(throws: Undefined.self) { try ProportionPower.mcNemarPairs(discordance: 0.1, difference: 0.2) }
        #expect(throws: Undefined.self) { try ProportionPower.perGroupArcsine(0.2, 1.2) }
    }
}
