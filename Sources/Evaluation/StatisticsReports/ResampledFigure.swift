import Statistics

/// A statistic of rows with the bootstrap interval over rows, or over clusters where rows come in them.
struct ResampledFigure {
    /// How many rows there are.
    let count: Int
    /// The cluster of each row; nil when rows stand alone.
    let clusters: [Int]?
    let level: Double
    let draws: Int
    let seed: UInt64

    /// Beyond so many rows the acceleration of BCa is not worth its jackknife.
    private static let mostAccelerated = 2_000

    /// The figure of a statistic of the rows at given indices; undefined where the statistic throws on all rows.
    func verdict(_ name: String, _ statistic: @escaping @Sendable ([Int]) throws -> Double) -> Verdict {
        var verdict = Verdict(metric: name, n: count)
        verdict.level = level
        verdict.clusters = clusters.map { Set($0).count }
        do {
            verdict.estimate = try statistic(Array(0..<count))
        } catch let error as Undefined {
            verdict.undefinedReason = error.reason
            return verdict
        } catch {
            verdict.undefinedReason = "\(error)"
            return verdict
        }
        addInterval(to: &verdict) { (try? statistic($0)) ?? .nan }
        return verdict
    }

    private func addInterval(to verdict: inout Verdict, _ statistic: @Sendable ([Int]) -> Double) {
        verdict.seed = seed
        verdict.assumptions = [clusters == nil ? "units are independent" : "clusters are independent of each other"]
        do throws(Undefined) {
            let distribution = try BootstrapDistribution(
                count: count, clusters: clusters, draws: draws,
                isAccelerated: count <= Self.mostAccelerated, seed: Seed.derived(from: seed, name: verdict.metric), statistic: statistic)
            let interval = try distribution.acceleratedInterval(level: level)
            if interval.width > 0 {
                verdict.interval = interval
            } else {
                verdict.warnings.append("no interval: all resamples give the same value")
            }
        } catch {
            verdict.warnings.append("no interval: \(error.reason)")
        }
    }
}
