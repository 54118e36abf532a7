/// The scores of one run as the intervals need them.
struct SampleOfScores {
    let values: [Double]
    let isBinary: Bool
    let moments: Moments
    /// The clusters; nil when every unit stands alone.
    let clusters: Clusters?
    let ids: [Int]?
    /// Whether the scores are passes or shares from 0 to 1, as far as anything is known of their scale.
    let areShares: Bool
    /// Where the interval of the mean is cut; nil where nothing is known of the scale, and where a score lies outside of it.
    let bounds: ClosedRange<Double>?

    /// Throws `Undefined` for no scores, scores that are not finite, and passes that are neither 0 nor 1.
    init(_ values: [Double], isBinary: Bool, range: ClosedRange<Double>? = nil, clusters ids: [Int]?) throws(Undefined) {
        moments = try Moments(values)
        if isBinary, let place = values.firstIndex(where: { $0 != 0 && $0 != 1 }) {
            throw Undefined("score \(place + 1) of \(values.count) is neither a pass (1) nor a fail (0)")
        }
        self.values = values
        self.isBinary = isBinary
        var grouped: Clusters?
        if let ids { grouped = try Clusters(ids, count: values.count) }
        clusters = grouped?.count == values.count ? nil : grouped
        self.ids = clusters == nil ? nil : ids
        areShares = isBinary || (range ?? 0...1) == 0...1
        // Scores in clusters of which nothing is known are taken for shares where all of them could be.
        let scale = isBinary || clusters != nil && range == nil ? 0...1 : range
        bounds = scale.flatMap { scale in values.allSatisfy(scale.contains) ? scale : nil }
    }

    /// The default interval of the mean, cut where the scale ends.
    func interval(level: Double, seed: UInt64) throws(Undefined) -> Interval {
        var interval = try wholeInterval(level: level, seed: seed)
        if let bounds {
            interval.lower = max(bounds.lowerBound, interval.lower)
            interval.upper = min(bounds.upperBound, interval.upper)
        }
        return interval
    }

    /// The default interval of the mean on any scale; the figures behind it are in `docs/decisions/0003-small-sample-intervals.md`.
    private func wholeInterval(level: Double, seed: UInt64) throws(Undefined) -> Interval {
        if moments.squares == 0 { return try equalScores(level) }
        if let ids { return try clustered(ids, level, seed) }
        if isBinary { return try proportionInterval(successes: Int(moments.mean * count + 0.5), of: values.count, level: level) }
        if values.count >= 30, abs(skewness) > 2 {
            return try BootstrapDistribution(meanOf: values, seed: seed).acceleratedInterval(level: level)
        }
        if (15..<30).contains(values.count), let interval = try? bootstrapTInterval(values, level: level, seed: seed) { return interval }
        return try meanInterval(values, level: level)
    }

    /// What a reader should know of such scores.
    var warnings: [String] {
        var warnings: [String] = []
        if let clusters, clusters.count < 20 { warnings.append("few clusters: \(clusters.count)") }
        if clusters == nil, values.count < 15 { warnings.append("few units: \(values.count)") }
        guard values.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { return warnings }
        if moments.mean > 0.97 { warnings.append("ceiling: the mean is above 0.97") }
        if moments.mean < 0.03 { warnings.append("floor: the mean is below 0.03") }
        return warnings
    }

    /// Wilson's interval where all shares are 0 or all are 1, with clusters as the units; none on other scales.
    private func equalScores(_ level: Double) throws(Undefined) -> Interval {
        guard areShares, values[0] == 0 || values[0] == 1 else {
            throw Undefined("all \(values.count) scores are equal, so their spread says nothing")
        }
        let units = clusters?.count ?? values.count
        return try proportionInterval(successes: values[0] == 1 ? units : 0, of: units, level: level)
    }

    private func clustered(_ ids: [Int], _ level: Double, _ seed: UInt64) throws(Undefined) -> Interval {
        let mean = try ClusteredMean(values, clusters: ids)
        if mean.clusters < 20, let interval = try? bootstrapTInterval(values, clusters: ids, level: level, seed: seed) { return interval }
        return try mean.interval(level: level)
    }

    private var count: Double { Double(values.count) }

    /// The sample skewness; 0 where nothing varies.
    private var skewness: Double {
        guard moments.squares > 0 else { return 0 }
        let cubes = ExactSum(values.lazy.map { ($0 - moments.mean) * ($0 - moments.mean) * ($0 - moments.mean) }).value
        let skewness = cubes / count / (moments.squares / count * (moments.squares / count).squareRoot())
        return skewness.isFinite ? skewness : 0
    }
}
