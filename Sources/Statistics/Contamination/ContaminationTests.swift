/// Tests of whether a model has seen a dataset.
public enum ContaminationTests {
    /// The p-value that the published order of the items is no likelier to the model than shuffled orders (Oren et al. 2023): (1 + orders at
    /// least as likely) / (orders + 1). Throws `Undefined` without shuffles or for log-probabilities that are not finite.
    public static func orderExchangeability(canonical: Double, shuffled: [Double]) throws -> Double {
        try requireCount(shuffled.count, atLeast: 1, "shuffled orders")
        try requireFinite(shuffled + [canonical], "log-probability")
        return Double(1 + shuffled.count { $0 >= canonical }) / Double(shuffled.count + 1)
    }

    /// The mean gain and its p-value of completing items when the dataset is named in the prompt (Golchin & Surdeanu 2023), from the
    /// overlap (such as ROUGE-L) of guided and unguided completions with the real continuation; paired sign-flip test.
    public static func guidedCompletion(guided: [Double], unguided: [Double], seed: UInt64) throws -> (gain: Double, pValue: Double) {
        try requireSameCount(guided.count, unguided.count, "guided and unguided completions")
        let gains = zip(guided, unguided).map { $0 - $1 }
        return (Sums.mean(gains), try SignFlipTest(gains, seed: seed).pValue)
    }

    /// The pass rate before the model's cutoff minus that after it, with Newcombe's interval. A drop suggests memorised items, or that
    /// newer items are harder.
    public static func cutoffSplit(
        passesBefore: Int, before: Int, passesAfter: Int, after: Int, level: Double = 0.95
    ) throws -> (difference: Double, interval: Interval) {
        let rates = try TwoProportions(passesBefore, of: before, against: passesAfter, of: after)
        return (rates.difference, try rates.interval(level: level))
    }

    /// The p-value that suspected items score no higher than control items in `TokenLikelihoods.minimumShare`, by permuting labels over
    /// the area under the ROC curve.
    public static func membership(
        suspected: [Double], control: [Double], permutations: Int = 1000, seed: UInt64
    ) throws -> (areaUnderROC: Double, pValue: Double) {
        try requireCount(min(suspected.count, control.count), atLeast: 1, "items in each group")
        try requireCount(permutations, atLeast: 1, "permutations")
        try requireFinite(suspected + control, "score")
        let ranks = MidRanks(suspected + control).ranks
        let (n, m) = (Double(suspected.count), Double(control.count))
        func area(_ ranks: ArraySlice<Double>) -> Double { (Sums.sum(ranks) - n * (n + 1) / 2) / (n * m) }
        let observed = area(ranks[..<suspected.count])
        var random = Xoshiro256(seed: seed)
        var (shuffled, extreme) = (ranks, 0)
        for _ in 0..<permutations {
            random.shuffle(&shuffled)
            if area(shuffled[..<suspected.count]) >= observed - 1e-12 { extreme += 1 }
        }
        return (observed, Double(1 + extreme) / Double(permutations + 1))
    }
}
