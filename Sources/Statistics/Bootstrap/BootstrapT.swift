/// The bootstrap-t interval of a mean: each resample is judged by its own standard error (Efron 1982; Cameron, Gelbach & Miller 2008).
///
/// Keeps its level with few clusters where the plain cluster-robust interval is too narrow, and with few skewed values where BCa is.
///
/// - Parameters:
///   - values: Finite values.
///   - clusters: One cluster id per value; nil when every value stands alone.
///   - draws: How many resamples.
/// - Throws: `Undefined` below 3 clusters, or when so many resamples consist of equal values that a bound would be infinite, as when
///   all but two or three values are the same.
public func bootstrapTInterval(
    _ values: [Double], clusters: [Int]? = nil, level: Double = 0.95, draws: Int = 10_000, seed: UInt64
) throws(Undefined) -> Interval {
    try requireLevel(level)
    let ids = clusters ?? Array(values.indices)
    let whole = try ClusteredMean(values, clusters: ids)
    let grouped = try Clusters(ids, count: values.count)
    guard grouped.count > 2, let draw = IndexDraw(below: grouped.count) else {
        throw Undefined("the bootstrap-t interval needs at least 3 clusters, got \(grouped.count)")
    }
    let residuals = grouped.sums(of: values.map { $0 - whole.mean })
    let sizes = grouped.sizes.map(Double.init)
    guard draws > 0, whole.standardError > 0 else { throw Undefined("the values have no spread to resample") }
    let ratios = studentized(residuals, sizes, draw, draws: draws, seed: seed).sorted()
    let (low, high) = (quantile(sorted: ratios, (1 - level) / 2), quantile(sorted: ratios, (1 + level) / 2))
    guard low.isFinite, high.isFinite else { throw Undefined("too many resamples consist of equal values, so a bound is infinite") }
    return Interval(
        lower: whole.mean - high * whole.standardError, upper: whole.mean - low * whole.standardError, level: level,
        method: clusters == nil ? "bootstrap-t" : "cluster bootstrap-t")
}

/// (θ* − θ) / SE* of resamples of whole clusters, from the clusters' sums of residuals and their sizes; infinite without spread.
private func studentized(_ residuals: [Double], _ sizes: [Double], _ draw: IndexDraw, draws: Int, seed: UInt64) -> [Double] {
    let clusters = residuals.count
    let factor = Double(clusters) / Double(clusters - 1)
    return DrawBlocks(draws: draws, seed: seed).fill(unitsPerDraw: clusters) { generator, results in
        for index in results.indices {
            var (sum, size, squares, products, sizeSquares) = (0.0, 0.0, 0.0, 0.0, 0.0)
            for _ in 0..<clusters {
                let cluster = draw.single(&generator)
                let (u, n) = (residuals[cluster], sizes[cluster])
                sum += u
                size += n
                squares += u * u
                products += u * n
                sizeSquares += n * n
            }
            let shift = sum / size
            let spread = squares - 2 * shift * products + shift * shift * sizeSquares
            let isSpread = spread > 1e-12 * squares
            results[index] = isSpread ? sum / (factor * spread).squareRoot() : sum == 0 ? 0 : .infinity * sum
        }
    }
}
