package import Statistics

/// What is known of a comparison before it is run, for "how many samples?" and "what could so many show?".
package struct ComparisonDesign: Sendable, Hashable {
    /// What the scores are like, and whether both runs answer the same samples.
    package enum Scores: Sendable, Hashable {
        /// Passes and fails of two runs on different samples; the rate of one of them.
        case rates(Double)
        /// Passes and fails on the same samples, of which this share is expected to differ.
        case pairedRates(discordance: Double)
        /// Passes and fails on the same samples: the baseline's rate and the correlation of the two.
        case correlatedRates(Double, correlation: Double)
        /// Numbers of two runs on different samples; their standard deviation.
        case numbers(deviation: Double)
        /// Numbers on the same samples; the standard deviation of the differences.
        case pairedNumbers(deviation: Double)
    }

    /// What is compared.
    package var scores: Scores
    /// The two-sided error allowed.
    package var alpha = 0.05
    /// How many times larger the variance is because samples come in clusters.
    package var designEffect = 1.0

    /// A comparison at level 0.05 of samples that stand alone.
    package init(_ scores: Scores) { self.scores = scores }

    /// Whether both runs answer the same samples.
    package var isPaired: Bool {
        switch scores {
        case .rates, .numbers: false
        case .pairedRates, .correlatedRates, .pairedNumbers: true
        }
    }

    /// How many samples (of each run; not rounded) show a difference. Throws `Undefined` where none do.
    package func samples(difference: Double, power: Double) throws(Undefined) -> Double {
        try designEffect * independentSamples(difference, power)
    }

    private func independentSamples(_ difference: Double, _ power: Double) throws(Undefined) -> Double {
        switch scores {
        case .rates(let rate):
            return try ProportionPower.perGroup(rate, rate + difference, alpha: alpha, power: power)
        case .pairedRates(let discordance):
            return try ProportionPower.mcNemarPairs(discordance: discordance, difference: difference, alpha: alpha, power: power)
        case .correlatedRates(let rate, let correlation):
            let discordance = try Self.discordance(rate, rate + difference, correlation)
            return try ProportionPower.mcNemarPairs(discordance: discordance, difference: difference, alpha: alpha, power: power)
        case .numbers(let deviation):
            return try TTestPower.perGroup(effect: difference / deviation, alpha: alpha, power: power)
        case .pairedNumbers(let deviation):
            return try TTestPower.pairs(effect: difference / deviation, alpha: alpha, power: power)
        }
    }

    /// The share of samples on which two correlated rates differ.
    private static func discordance(_ first: Double, _ second: Double, _ correlation: Double) throws(Undefined) -> Double {
        guard first >= 0, first <= 1, second >= 0, second <= 1 else {
            throw Undefined("rates lie between 0 and 1, got \(first) and \(second)")
        }
        let spread = (first * (1 - first) * second * (1 - second)).squareRoot()
        let discordance = first + second - 2 * first * second - 2 * correlation * spread
        guard discordance > abs(second - first) else {
            throw Undefined("rates of \(first) and \(second) cannot correlate as highly as \(correlation)")
        }
        return discordance
    }

    /// The smallest rise (or fall) that so many samples show; nil where even the largest would not show.
    package func smallestDifference(samples: Double, power: Double, isFall: Bool = false) -> Double? {
        let sign = isFall ? -1.0 : 1.0
        func shows(_ size: Double) -> Bool {
            if let reached = powerOfNumbers(size, samples) { return reached >= power }
            guard let needed = try? self.samples(difference: sign * size, power: power) else { return false }
            return needed <= samples
        }
        guard var high = largestDifference(isFall: isFall, where: shows) else { return nil }
        var low = 0.0
        for _ in 0..<60 where high - low > 1e-10 * high {
            let middle = (low + high) / 2
            if shows(middle) { high = middle } else { low = middle }
        }
        return sign * high
    }

    /// A difference that shows, to search below it.
    private func largestDifference(isFall: Bool, where shows: (Double) -> Bool) -> Double? {
        switch scores {
        case .rates(let rate): return [isFall ? rate : 1 - rate].first(where: shows)
        case .pairedRates(let discordance): return [discordance].first(where: shows)
        case .correlatedRates(let rate, _):
            let room = isFall ? rate : 1 - rate
            return (1...1000).lazy.map { room * Double($0) / 1000 }.first(where: shows)
        case .numbers(let deviation), .pairedNumbers(let deviation):
            return (-20...20).lazy.map { deviation * Double(sign: .plus, exponent: $0, significand: 1) }.first(where: shows)
        }
    }

    /// The power with which so many samples show a difference.
    package func power(difference: Double, samples: Double) throws(Undefined) -> Double {
        if let power = powerOfNumbers(difference, samples) { return power }
        _ = try self.samples(difference: difference, power: 0.8)
        var (low, high) = (alpha, 1 - 1e-12)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if let needed = try? self.samples(difference: difference, power: middle), needed <= samples {
                low = middle
            } else {
                high = middle
            }
        }
        return low
    }

    /// The power of the t test; nil for passes and fails, and where too few samples are left for one.
    private func powerOfNumbers(_ difference: Double, _ samples: Double) -> Double? {
        let independent = samples / designEffect
        switch scores {
        case .numbers(let deviation):
            return try? TTestPower.twoSample(effect: difference / deviation, perGroup: independent, alpha: alpha)
        case .pairedNumbers(let deviation):
            return try? TTestPower.paired(effect: difference / deviation, pairs: independent, alpha: alpha)
        case .rates, .pairedRates, .correlatedRates: return nil
        }
    }
}
