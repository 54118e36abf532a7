extension BootstrapDistribution {
    /// The bootstrap of a statistic that only depends on how many units of each kind there are: agreement, correlation, a table's figures.
    ///
    /// The draws are those of the bootstrap of units named by their indices, so the replicates are the same; but a resample costs no more
    /// than counting it and what the statistic does with the counts.
    ///
    /// - Parameters:
    ///   - kinds: What each unit is.
    ///   - clusters: One cluster id per unit when units come in clusters, which are then drawn (and left out) whole.
    ///   - draws: How many resamples.
    ///   - isAccelerated: Whether the statistic is also computed without each unit in turn, as BCa needs.
    ///   - seed: The seed; the same seed gives the same replicates on every machine.
    ///   - statistic: The statistic of so many units of each kind; called from several threads at once. It may give NaN for a resample on
    ///     which it is undefined; such resamples are left out.
    /// - Throws: `Undefined` below 2 units or clusters, and when the statistic is undefined on the data or on more than half the resamples.
    package init(
        kinds: UnitKinds, clusters: [Int]? = nil, draws: Int = 10_000, isAccelerated: Bool = true, seed: UInt64,
        statistic: @Sendable ([Int]) -> Double
    ) throws(Undefined) {
        let drawn = try DrawnKinds(kinds.numbers, clusters: clusters)
        guard drawn.count > 1, let draw = IndexDraw(below: drawn.count) else { throw Self.tooFew(drawn.count) }
        let resamples = DrawBlocks(draws: draws, seed: seed).fill(unitsPerDraw: kinds.numbers.count) { generator, results in
            var counts = [Int](repeating: 0, count: kinds.count)
            for index in results.indices {
                drawn.resample(into: &counts, draw, &generator)
                results[index] = statistic(counts)
            }
        }
        let sizes = kinds.sizes
        let jackknife = (isAccelerated ? 0..<drawn.count : 0..<0).map { left in
            var counts = sizes
            drawn.remove(left, from: &counts)
            return statistic(counts)
        }
        try self.init(estimate: statistic(sizes), resamples: resamples, jackknife: jackknife)
    }
}
