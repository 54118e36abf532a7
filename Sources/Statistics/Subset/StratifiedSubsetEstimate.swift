/// The score of a whole benchmark from a random part of each of its strata, such as slice × score of a previous run.
public struct StratifiedSubsetEstimate: Sendable, Hashable {
    /// The estimated mean over all items.
    public let value: Double
    /// Its standard error, with the correction for finite strata.
    public let standardError: Double
    /// The normal interval.
    public let interval: Interval

    /// The estimate from each stratum's sampled scores and number of items.
    ///
    /// A stratum sampled whole adds no error. Throws `Undefined` without strata, or for a stratum of several items with fewer than 2
    /// sampled ones, which says nothing of its spread.
    public init(samples: [[Double]], populations: [Int], level: Double = 0.95) throws {
        try requireLevel(level)
        try requireSameCount(samples.count, populations.count, "samples and populations")
        let total = populations.reduce(0.0) { $0 + Double($1) }
        guard !samples.isEmpty, populations.allSatisfy({ $0 > 0 }) else { throw Undefined("every stratum needs at least 1 item") }
        var (value, variance) = (0.0, 0.0)
        for (sample, population) in zip(samples, populations) {
            try requireFinite(sample, "score")
            let weight = Double(population) / total
            guard sample.count <= population, sample.count >= min(2, population) else {
                throw Undefined("a stratum of \(population) items cannot be estimated from \(sample.count)")
            }
            value += weight * Sums.mean(sample)
            if sample.count < population {
                let unseen = 1 - Double(sample.count) / Double(population)
                variance += weight * weight * unseen * Sums.variance(sample) / Double(sample.count)
            }
        }
        (self.value, standardError) = (value, variance.squareRoot())
        let half = -Normal.quantile((1 - level) / 2) * standardError
        interval = Interval(lower: value - half, upper: value + half, level: level, method: "stratified subset")
    }
}
