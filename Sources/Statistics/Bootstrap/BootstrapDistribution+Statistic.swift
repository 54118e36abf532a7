extension BootstrapDistribution {
    /// The bootstrap of any statistic of units named by their indices: F1, AUC, a p95, a difference of ratios.
    ///
    /// - Parameters:
    ///   - count: How many units there are.
    ///   - clusters: One cluster id per unit when units come in clusters, which are then drawn (and left out) whole.
    ///   - draws: How many resamples.
    ///   - isAccelerated: Whether the statistic is also computed without each unit in turn, as BCa needs; as many calls as there are units.
    ///   - seed: The seed; the same seed gives the same replicates on every machine.
    ///   - statistic: The statistic of the units at the given indices, which repeat; called from several threads at once. It may give
    ///     NaN for a resample on which it is undefined; such resamples are left out.
    /// - Throws: `Undefined` below 2 units or clusters, and when the statistic is undefined on the data or on more than half the resamples.
    public init(
        count: Int, clusters: [Int]? = nil, draws: Int = 10_000, isAccelerated: Bool = true, seed: UInt64,
        statistic: @Sendable ([Int]) -> Double
    ) throws(Undefined) {
        let members = try Self.members(count, clusters)
        guard members.count > 1, let draw = IndexDraw(below: members.count) else { throw Self.tooFew(members.count) }
        let resamples = DrawBlocks(draws: draws, seed: seed).fill(unitsPerDraw: count) { generator, results in
            for index in results.indices {
                var indices: [Int] = []
                indices.reserveCapacity(count)
                for _ in members.indices { indices += members[draw.single(&generator)] }
                results[index] = statistic(indices)
            }
        }
        let left = isAccelerated ? members.indices : 0..<0
        let jackknife = left.map { left in
            statistic(members.indices.flatMap { $0 == left ? [] : members[$0] })
        }
        try self.init(estimate: statistic(Array(0..<count)), resamples: resamples, jackknife: jackknife)
    }

    /// A distribution of resamples, of which up to half may be undefined.
    init(estimate: Double, resamples: [Double], jackknife: [Double]) throws(Undefined) {
        let defined = resamples.filter(\.isFinite)
        guard 2 * defined.count > resamples.count else {
            throw Undefined("the statistic is undefined on \(resamples.count - defined.count) of \(resamples.count) resamples")
        }
        try self.init(estimate: estimate, replicates: defined, jackknife: jackknife.allSatisfy(\.isFinite) ? jackknife : [])
    }

    /// What is wrong where nothing can be drawn.
    static func tooFew(_ units: Int) -> Undefined { Undefined("a bootstrap needs at least 2 units to draw from, got \(units)") }

    /// The units that are drawn together.
    private static func members(_ count: Int, _ clusters: [Int]?) throws(Undefined) -> [[Int]] {
        guard let clusters else { return (0..<max(0, count)).map { [$0] } }
        let grouped = try Clusters(clusters, count: count)
        var members = [[Int]](repeating: [], count: grouped.count)
        for (unit, cluster) in grouped.ids.enumerated() { members[cluster].append(unit) }
        return members
    }
}
