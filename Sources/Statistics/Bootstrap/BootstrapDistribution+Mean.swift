extension BootstrapDistribution {
    /// The bootstrap of the mean of values; for a paired comparison give the differences.
    ///
    /// - Parameters:
    ///   - values: Finite values, at least 2.
    ///   - clusters: One cluster id per value when values come in clusters, which are then drawn whole; in any numbering.
    ///   - draws: How many resamples.
    ///   - seed: The seed; the same seed gives the same replicates on every machine.
    /// - Complexity: O(draws × n), about a nanosecond per draw and value on each core.
    public init(meanOf values: [Double], clusters: [Int]? = nil, draws: Int = 10_000, seed: UInt64) throws(Undefined) {
        let moments = try Moments(values)
        guard values.count > 1 else { throw Undefined("the bootstrap of a mean needs at least 2 values, got 1") }
        if let clusters {
            try self.init(moments, values, Clusters(clusters, count: values.count), draws, seed)
            return
        }
        guard let draw = IndexDraw(below: values.count) else { throw Undefined("\(values.count) values are too many to draw from") }
        let count = Double(values.count)
        let jackknife = values.map { moments.mean + (moments.mean - $0) / (count - 1) }
        let replicates = resampledMeans(values, draw: draw, draws: draws, seed: seed)
        try self.init(estimate: moments.mean, replicates: snapped(replicates, to: moments.mean, values), jackknife: jackknife)
    }

    private init(_ moments: Moments, _ values: [Double], _ clusters: Clusters, _ draws: Int, _ seed: UInt64) throws(Undefined) {
        guard clusters.count > 1, let draw = IndexDraw(below: clusters.count) else {
            throw Undefined("the bootstrap of clusters needs at least 2 clusters, got \(clusters.count)")
        }
        let sums = clusters.sums(of: values)
        let sizes = clusters.sizes.map(Double.init)
        let (total, count) = (CompensatedSum(sums).value, Double(values.count))
        let jackknife = zip(sums, sizes).map { (total - $0) / (count - $1) }
        let replicates = resampledRatios(sums: sums, sizes: sizes, draw: draw, draws: draws, seed: seed)
        try self.init(estimate: moments.mean, replicates: snapped(replicates, to: moments.mean, values), jackknife: jackknife)
    }
}

/// The replicates with those that differ from the estimate by rounding alone made equal to it, so that they count as ties.
private func snapped(_ replicates: [Double], to estimate: Double, _ values: [Double]) -> [Double] {
    let slack = 1e-13 * values.reduce(0) { max($0, abs($1)) }
    return replicates.map { abs($0 - estimate) <= slack ? estimate : $0 }
}
