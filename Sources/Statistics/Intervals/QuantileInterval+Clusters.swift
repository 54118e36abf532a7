/// The interval of a quantile of values that come in clusters: the cluster-robust interval of the share of values up to the quantile, read
/// off the values (Woodruff 1952; Francisco & Fuller 1991).
///
/// A bound whose share falls outside 0…1 is infinite: there are too few clusters to say.
///
/// - Parameters:
///   - values: Finite values in any order.
///   - clusters: One cluster id per value, in any numbering.
///   - q: The quantile, strictly between 0 and 1: 0.95 for p95.
///   - level: The coverage.
/// - Complexity: O(n log n).
/// - Throws: `Undefined` below 2 clusters, for a value that is not finite, for a quantile outside 0…1, or where the clusters do not differ.
public func quantileInterval(values: [Double], clusters: [Int], q: Double, level: Double = 0.95) throws(Undefined) -> Interval {
    try requireFinite(values)
    try requireLevel(level)
    guard q > 0, q < 1 else { throw Undefined("the interval needs a quantile between 0 and 1, got \(q)") }
    let estimate = try quantile(values, q)
    let below = try ClusteredMean(values.map { $0 <= estimate ? 1 : 0 }, clusters: clusters)
    guard below.standardError > 0 else { throw Undefined("the share below the quantile is the same in every cluster") }
    let half = StudentT(Double(below.clusters - 1)).quantile((1 + level) / 2) * below.standardError
    let sorted = values.sorted()
    return Interval(
        lower: q - half > 0 ? quantile(sorted: sorted, q - half) : -.infinity,
        upper: q + half < 1 ? quantile(sorted: sorted, q + half) : .infinity, level: level, method: "clustered order statistics")
}
