import Statistics

/// A statistic of rows with the bootstrap interval over rows, or over clusters where rows come in them; a resample costs no more than
/// counting its rows of each kind.
struct ResampledFigure {
    /// What each row is, as far as the statistic can tell.
    let kinds: UnitKinds
    /// The cluster of each row; nil when rows stand alone.
    let clusters: [Int]?
    let level: Double
    let draws: Int
    let seed: UInt64

    /// Beyond so many rows the acceleration of BCa is not worth its jackknife.
    private static let mostAccelerated = 2_000

    /// The figure of a statistic of how many rows of each kind there are; undefined where it throws on all rows.
    func verdict(_ name: String, _ statistic: @escaping @Sendable ([Int]) throws -> Double) -> Verdict {
        var verdict = Verdict(metric: name, n: kinds.numbers.count)
        verdict.level = level
        verdict.clusters = clusters.map { Set($0).count }
        do {
            verdict.estimate = try statistic(kinds.sizes)
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
                kinds: kinds, clusters: clusters, draws: draws,
                isAccelerated: kinds.numbers.count <= Self.mostAccelerated, seed: Seed.derived(from: seed, name: verdict.metric),
                statistic: statistic)
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
