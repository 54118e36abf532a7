/// A prediction-powered mean over strata, each with a judge's weight of its own (Fisch et al. 2024).
///
/// Good strata are bins of the judge's score crossed with slices; each needs at least 8 labels, merge smaller ones.
public struct StratifiedPredictionPoweredMean: Sendable, Hashable {
    /// Rows of one stratum.
    public struct Stratum: Sendable, Hashable {
        /// The stratum's share of the population.
        public var weight: Double
        /// Human labels.
        public var labels: [Double]
        /// The judge's scores of the same rows.
        public var judged: [Double]
        /// The judge's scores of the unlabelled rows.
        public var unlabelled: [Double]

        /// A stratum.
        public init(weight: Double, labels: [Double], judged: [Double], unlabelled: [Double]) {
            self.weight = weight
            self.labels = labels
            self.judged = judged
            self.unlabelled = unlabelled
        }
    }

    /// The judge's weight in each stratum.
    public let weights: [Double]
    /// The estimated mean.
    public let estimate: Double
    /// Its standard error.
    public let standardError: Double
    /// The normal interval.
    public let interval: Interval

    /// The estimate. Strata weights need not add up to 1; they are used as given.
    ///
    /// Throws `Undefined` without strata, for a negative weight, or when a stratum has fewer than 2 labels or unlabelled rows.
    public init(_ strata: [Stratum], level: Double = 0.95) throws {
        try requireLevel(level)
        try requireCount(strata.count, atLeast: 1, "strata")
        var (weights, means, variances) = ([Double](), [Double](), [Double]())
        for stratum in strata {
            guard stratum.weight.isFinite, stratum.weight >= 0 else { throw Undefined("strata weights must not be negative") }
            let data = try PredictionPoweredData(labels: stratum.labels, judged: stratum.judged, unlabelled: stratum.unlabelled)
            let weight = min(1, max(0, data.bestWeight(ddof: 1)))
            let (mean, variance) = data.estimate(weight: weight, ddof: 1)
            weights.append(weight)
            means.append(stratum.weight * mean)
            variances.append(stratum.weight * stratum.weight * variance)
        }
        self.weights = weights
        estimate = Sums.sum(means)
        standardError = Sums.sum(variances).squareRoot()
        let half = -Normal.quantile((1 - level) / 2) * standardError
        interval = Interval(lower: estimate - half, upper: estimate + half, level: level, method: "stratified ppi, normal")
    }
}
