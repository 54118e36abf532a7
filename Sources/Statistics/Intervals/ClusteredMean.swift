/// The mean of values that come in clusters (several epochs, turns or questions of one document), with an honest standard error.
///
/// Miller 2024 ("Adding error bars to evals"); Cameron & Miller 2015 for the small-sample factor G / (G − 1).
public struct ClusteredMean: Sendable, Hashable {
    /// The mean over all values.
    public let mean: Double
    /// How many values there are.
    public let count: Int
    /// How many clusters there are; at least 2.
    public let clusters: Int
    /// The standard error as if the values were independent.
    public let independentStandardError: Double
    /// The cluster-robust standard error without small-sample factor (CR0).
    public let standardErrorCR0: Double
    /// The cluster-robust standard error with the factor √(G / (G − 1)) (CR1): the one to use.
    public let standardError: Double

    /// The mean of values whose clusters are named by `clusters`, one id per value, in any numbering.
    ///
    /// Throws `Undefined` when the lists differ in length, hold a number that is not finite, or name fewer than 2 clusters.
    public init(_ values: [Double], clusters ids: [Int]) throws(Undefined) {
        let moments = try Moments(values)
        let clusters = try Clusters(ids, count: values.count)
        guard clusters.count > 1 else { throw Undefined("clustered standard errors need at least 2 clusters, got \(clusters.count)") }
        let residuals = clusters.sums(of: values.map { $0 - moments.mean })
        let squares = ExactSum(residuals.lazy.map { $0 * $0 }).value
        let g = Double(clusters.count)
        mean = moments.mean
        count = values.count
        self.clusters = clusters.count
        independentStandardError = try moments.standardError()
        standardErrorCR0 = moments.squares == 0 ? 0 : squares.squareRoot() / Double(values.count)
        standardError = standardErrorCR0 * (g / (g - 1)).squareRoot()
    }

    /// How many times larger the variance is than that of independent values; 1 where all values are equal.
    public var designEffect: Double {
        guard independentStandardError > 0 else { return 1 }
        let ratio = standardError / independentStandardError
        return ratio * ratio
    }

    /// How many independent values would be as informative; infinite where the clusters' residuals cancel.
    public var effectiveCount: Double { Double(count) / designEffect }

    /// The interval from Student's t with G − 1 degrees of freedom.
    public func interval(level: Double = 0.95) throws(Undefined) -> Interval {
        try requireLevel(level)
        guard standardError > 0 else { throw Undefined("the clusters do not differ, so their spread says nothing") }
        let half = -StudentT(Double(clusters - 1)).quantile((1 - level) / 2) * standardError
        return Interval(lower: mean - half, upper: mean + half, level: level, method: "clustered t")
    }
}
