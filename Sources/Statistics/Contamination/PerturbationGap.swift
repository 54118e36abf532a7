/// How much better a model does on benchmark items than on rewrites of them that are just as hard (GSM1k 2024, GSM-Symbolic 2024).
///
/// Rewrites rename entities, change numbers, shuffle options or paraphrase. A positive gap points to memorised items.
public struct PerturbationGap: Sendable, Hashable {
    /// The mean over items of the original's score minus the mean of its rewrites' scores.
    public let value: Double
    /// Its standard error; 0 when all items have the same gap.
    public let standardError: Double
    /// The t statistic; nil when all items have the same gap.
    public let statistic: Double?
    /// The one-sided p-value of a gap at or below 0.
    public let pValue: Double
    /// Student's interval; nil when all items have the same gap.
    public let interval: Interval?
    /// The gap of each item, for a sign-flip test.
    public let differences: [Double]

    /// The gap from each item's score and the scores of its rewrites. Throws `Undefined` below 2 items, for an item without rewrites, or for
    /// scores that are not finite.
    public init(original: [Double], perturbed: [[Double]], level: Double = 0.95) throws {
        try requireLevel(level)
        try requireSameCount(original.count, perturbed.count, "items and their rewrites")
        try requireCount(original.count, atLeast: 2, "items")
        try requireFinite(original, "score")
        differences = try zip(original, perturbed).map { score, rewrites in
            try requireCount(rewrites.count, atLeast: 1, "rewrites of an item")
            try requireFinite(rewrites, "score")
            return score - Sums.mean(rewrites)
        }
        value = Sums.mean(differences)
        standardError = (Sums.variance(differences) / Double(differences.count)).squareRoot()
        guard standardError > 0 else {
            (statistic, interval, pValue) = (nil, nil, value > 0 ? 0 : 1)
            return
        }
        let student = StudentT(Double(differences.count - 1))
        statistic = value / standardError
        pValue = student.survival(value / standardError)
        let half = student.quantile((1 + level) / 2) * standardError
        interval = Interval(lower: value - half, upper: value + half, level: level, method: "t")
    }
}
