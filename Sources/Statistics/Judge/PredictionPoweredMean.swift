/// The mean of human labels, helped by a judge's scores of many unlabelled rows: prediction-powered inference.
///
/// Angelopoulos et al. 2023 (PPI) and PPI++ (2023). Unbiased however bad the judge is, as long as the labelled rows are a random sample
/// of all rows. For a difference of two paired runs pass differences as labels and judge scores; rows of one cluster must be added up
/// to one value first.
public struct PredictionPoweredMean: Sendable, Hashable {
    /// How much weight the judge gets.
    public enum Weight: Sendable, Hashable {
        /// The weight that minimises the variance, cut to 0…1 (PPI++): never worse than the labels alone, for many labels.
        case tuned
        /// A fixed weight: 1 is plain PPI, 0 ignores the judge.
        case fixed(Double)
    }

    /// The estimated mean.
    public let estimate: Double
    /// Its standard error.
    public let standardError: Double
    /// The normal interval; it covers 93 % at 50 labels and 88 % at 20, see `PredictionPoweredMean.init(smallSample:…)`.
    public let interval: Interval
    /// The weight the judge got.
    public let weight: Double
    /// The variance-minimising weight before it is cut to 0…1.
    public let untunedWeight: Double
    /// How many times as many labels alone would give this precision.
    public let effectiveSampleRatio: Double

    /// The estimate from labels, the judge's scores of the same rows, and its scores of unlabelled rows.
    ///
    /// `ddof` 0 is the papers' variance; 1 is right for few labels. Throws `Undefined` below 2 labels or unlabelled rows, for lists of
    /// different lengths, or for non-finite numbers.
    public init(labels: [Double], judged: [Double], unlabelled: [Double], weight: Weight = .tuned, level: Double = 0.95, ddof: Int = 0)
        throws
    {
        try requireLevel(level)
        let data = try PredictionPoweredData(labels: labels, judged: judged, unlabelled: unlabelled)
        let best = data.bestWeight(ddof: 0)
        let chosen: Double
        switch weight {
        case .tuned: chosen = min(1, max(0, best))
        case .fixed(let value): chosen = value
        }
        guard chosen.isFinite else { throw Undefined("the judge's weight must be a finite number") }
        let (mean, variance) = data.estimate(weight: chosen, ddof: ddof)
        (estimate, standardError, self.weight, untunedWeight) = (mean, variance.squareRoot(), chosen, best)
        let half = -Normal.quantile((1 - level) / 2) * standardError
        interval = Interval(lower: mean - half, upper: mean + half, level: level, method: "ppi, normal")
        effectiveSampleRatio = data.ratio(to: variance, ddof: ddof)
    }

    /// The estimate for 30 to 100 labels: the weight comes from five folds that do not see the rows it is applied to, and the interval
    /// from t with n − 1 degrees of freedom.
    ///
    /// Throws `Undefined` below 30 labels: take an exact interval of the labels alone then.
    public init(smallSample labels: [Double], judged: [Double], unlabelled: [Double], level: Double = 0.95) throws {
        try requireLevel(level)
        let data = try PredictionPoweredData(labels: labels, judged: judged, unlabelled: unlabelled)
        try requireCount(labels.count, atLeast: 30, "labels")
        let weights = data.crossFittedWeights(folds: 5)
        let judgeMean = Sums.mean(unlabelled)
        let corrections = labels.indices.map { labels[$0] - weights[$0] * judged[$0] }
        let mean = Sums.mean(weights)
        estimate = Sums.mean(corrections) + mean * judgeMean
        let variance =
            mean * mean * Sums.variance(unlabelled) / Double(unlabelled.count) + Sums.variance(corrections) / Double(labels.count)
        (standardError, weight, untunedWeight) = (variance.squareRoot(), mean, data.bestWeight(ddof: 1))
        let half = StudentT(Double(labels.count - 1)).quantile((1 + level) / 2) * standardError
        interval = Interval(lower: estimate - half, upper: estimate + half, level: level, method: "ppi, t, cross-fitted")
        effectiveSampleRatio = data.ratio(to: variance, ddof: 1)
    }
}

/// Labels with the judge's scores of the same rows and of unlabelled rows.
struct PredictionPoweredData {
    let labels, judged, unlabelled: [Double]

    init(labels: [Double], judged: [Double], unlabelled: [Double]) throws {
        try requireSameCount(labels.count, judged.count, "labels and the judge's scores of them")
        try requireCount(labels.count, atLeast: 2, "labels")
        try requireCount(unlabelled.count, atLeast: 2, "unlabelled rows")
        try requireFinite(labels + judged + unlabelled, "label or score")
        (self.labels, self.judged, self.unlabelled) = (labels, judged, unlabelled)
    }

    /// The weight that minimises the variance; 0 when the judge gives everything the same score.
    func bestWeight(ddof: Int) -> Double {
        let spread = Sums.variance(judged + unlabelled, ddof: 1)
        guard spread > 0 else { return 0 }
        let weight = Sums.covariance(labels, judged, ddof: ddof) / ((1 + Double(labels.count) / Double(unlabelled.count)) * spread)
        return weight.isFinite ? weight : 0
    }

    func estimate(weight: Double, ddof: Int) -> (mean: Double, variance: Double) {
        let rest = zip(labels, judged).map { $0 - weight * $1 }
        let mean = weight * Sums.mean(unlabelled) + Sums.mean(rest)
        let variance =
            weight * weight * Sums.variance(unlabelled, ddof: ddof) / Double(unlabelled.count)
            + Sums.variance(rest, ddof: ddof) / Double(labels.count)
        return (mean, variance)
    }

    /// Per label the weight that the other folds give, cut to 0…1.
    /// Folds go by place: rows in another order meet other folds.
    func crossFittedWeights(folds: Int) -> [Double] {
        let weights = (0..<folds).map { fold in
            let others = labels.indices.filter { $0 % folds != fold }
            let spread = Sums.variance(others.map { judged[$0] } + unlabelled)
            guard spread > 0 else { return 0.0 }
            let product = Sums.covariance(others.map { labels[$0] }, others.map { judged[$0] })
            return min(1, max(0, product / ((1 + Double(labels.count) / Double(unlabelled.count)) * spread)))
        }
        return labels.indices.map { weights[$0 % folds] }
    }

    func ratio(to variance: Double, ddof: Int) -> Double {
        let alone = Sums.variance(labels, ddof: ddof) / Double(labels.count)
        return variance > 0 ? alone / variance : (alone > 0 ? .infinity : 1)
    }
}
