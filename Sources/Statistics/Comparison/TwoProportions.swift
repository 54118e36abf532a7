/// Passes of two independent samples. All differences are first minus second.
public struct TwoProportions: Sendable, Hashable {
    /// Passes and trials of the first sample.
    public let first: (successes: Int, trials: Int)
    /// Passes and trials of the second sample.
    public let second: (successes: Int, trials: Int)

    /// The counts of two samples; throws `Undefined` without trials or with more passes than trials.
    public init(_ successes1: Int, of trials1: Int, against successes2: Int, of trials2: Int) throws(Undefined) {
        for (successes, trials) in [(successes1, trials1), (successes2, trials2)] {
            guard trials > 0, trials < 1 << 50 else { throw Undefined("a rate needs at least 1 trial, got \(trials)") }
            guard successes >= 0, successes <= trials else { throw Undefined("\(successes) successes of \(trials) trials make no rate") }
        }
        first = (successes1, trials1)
        second = (successes2, trials2)
    }

    public static func == (left: Self, right: Self) -> Bool { left.first == right.first && left.second == right.second }

    public func hash(into hasher: inout Hasher) {
        hasher.combine([first.successes, first.trials, second.successes, second.trials])
    }

    /// The first's rate.
    public var firstRate: Double { k1 / n1 }

    /// The second's rate.
    public var secondRate: Double { k2 / n2 }

    /// The difference of the rates.
    public var difference: Double { firstRate - secondRate }

    /// The standard error of the difference from each sample's own variance.
    public var standardError: Double {
        (firstRate * (1 - firstRate) / n1 + secondRate * (1 - secondRate) / n2).squareRoot()
    }

    /// The z test with pooled variance; throws `Undefined` when all pass or all fail.
    public func zTest() throws(Undefined) -> TestResult {
        let pooled = (k1 + k2) / (n1 + n2)
        let variance = pooled * (1 - pooled) * (1 / n1 + 1 / n2)
        guard variance > 0 else { throw Undefined("all trials have the same result, so there is no z statistic") }
        let z = difference / variance.squareRoot()
        return TestResult(statistic: z, pValue: Normal.twoSided(z))
    }

    var k1: Double { Double(first.successes) }
    var n1: Double { Double(first.trials) }
    var k2: Double { Double(second.successes) }
    var n2: Double { Double(second.trials) }
}
