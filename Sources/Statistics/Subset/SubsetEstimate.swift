/// The score of a whole benchmark estimated from a random part of it.
///
/// The regression estimator (Cochran 1977, chapters 7 and 9) uses a predictor known for every item, such as a previous run's scores or the
/// output of an item-response model: unbiased for large samples whatever the predictor, and more precise the better it is.
public struct SubsetEstimate: Sendable, Hashable {
    /// The estimated mean over all items.
    public let value: Double
    /// Its standard error, with the correction for a finite set.
    public let standardError: Double
    /// The normal interval.
    public let interval: Interval

    /// The plain mean of the sample. Throws `Undefined` below 2 items or when the sample exceeds the population.
    public init(sample: [Double], population: Int, level: Double = 0.95) throws {
        try self.init(rest: sample, offset: 0, population: population, level: level, method: "random subset")
    }

    /// The estimate with the predictor's weight fixed: 1 is the difference estimator.
    public init(sample: [Double], indices: [Int], predictor: [Double], weight: Double, level: Double = 0.95) throws {
        let known = try Self.predictions(sample, indices, predictor)
        guard weight.isFinite else { throw Undefined("the predictor's weight must be a finite number") }
        let method = "subset, difference estimator"
        try self.init(
            rest: zip(sample, known).map { $0 - weight * $1 }, offset: weight * Sums.mean(predictor), population: predictor.count,
            level: level, method: method)
    }

    /// The regression estimate, the default: the predictor's weight is the one that fits the sample best.
    ///
    /// - Parameters:
    ///   - sample: The scores of the items that were run.
    ///   - indices: Where these items are in `predictor`, each once.
    ///   - predictor: A prediction for every item of the benchmark.
    public init(sample: [Double], indices: [Int], predictor: [Double], level: Double = 0.95) throws {
        let weight = try Self.bestWeight(sample: sample, indices: indices, predictor: predictor)
        let known = try Self.predictions(sample, indices, predictor)
        try self.init(
            rest: zip(sample, known).map { $0 - weight * $1 }, offset: weight * Sums.mean(predictor), population: predictor.count,
            level: level, method: "subset, regression estimator")
    }

    /// The weight the regression estimate gives the predictor: covariance over variance in the sample, 0 for a constant predictor.
    public static func bestWeight(sample: [Double], indices: [Int], predictor: [Double]) throws -> Double {
        let known = try predictions(sample, indices, predictor)
        let spread = Sums.variance(known)
        return spread > 0 ? Sums.covariance(sample, known) / spread : 0
    }

    private init(rest: [Double], offset: Double, population: Int, level: Double, method: String) throws {
        try requireLevel(level)
        try requireCount(rest.count, atLeast: 2, "sampled items")
        try requireFinite(rest, "score")
        guard population >= rest.count else { throw Undefined("the sample of \(rest.count) exceeds the population of \(population)") }
        value = Sums.mean(rest) + offset
        let unseen = 1 - Double(rest.count) / Double(population)
        standardError = (unseen * Sums.variance(rest) / Double(rest.count)).squareRoot()
        let half = -Normal.quantile((1 - level) / 2) * standardError
        interval = Interval(lower: value - half, upper: value + half, level: level, method: method)
    }

    private static func predictions(_ sample: [Double], _ indices: [Int], _ predictor: [Double]) throws -> [Double] {
        try requireSameCount(sample.count, indices.count, "sampled scores and their indices")
        try requireCount(sample.count, atLeast: 2, "sampled items")
        try requireFinite(sample, "score")
        try requireFinite(predictor, "prediction")
        guard Set(indices).count == indices.count else { throw Undefined("an item was sampled twice") }
        guard indices.allSatisfy(predictor.indices.contains) else { throw Undefined("a sampled item is not in the benchmark") }
        return indices.map { predictor[$0] }
    }
}
