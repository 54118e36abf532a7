/// The figures of a numeric comparison on the same units.
struct PairedComparison {
    let pairs: PairedValues
    /// The cluster of each pair; nil when pairs are independent.
    let ids: [Int]?
    let level: Double
    let margin: Double?
    let seed: UInt64

    /// The standard error of the mean difference; nil below 2 pairs or clusters.
    var standardError: Double? {
        guard let ids else { return try? pairs.moments.standardError() }
        return (try? ClusteredMean(pairs.differences, clusters: ids))?.standardError
    }

    var degreesOfFreedom: Double { Double(max(1, sums.count - 1)) }

    /// One value per independent unit: the difference of a pair or the sum over a cluster.
    var sums: [Double] {
        guard let ids, let clusters = try? Clusters(ids, count: ids.count) else { return pairs.differences }
        return clusters.sums(of: pairs.differences)
    }

    func interval() throws(Undefined) -> Interval {
        if let ids { return try ClusteredMean(pairs.differences, clusters: ids).interval(level: level) }
        return try pairs.tInterval(level: level)
    }

    func signFlip() throws(Undefined) -> Verdict.PValue {
        let test = try SignFlipTest(sums, seed: Seed.derived(from: seed, index: 1))
        let method = ids == nil ? "sign-flip permutation" : "sign-flip permutation of clusters"
        return Verdict.PValue(method: test.isExact ? method + ", exact" : method, raw: test.pValue)
    }

    /// Tests beside the deciding one, for independent pairs.
    func otherTests() -> [Verdict.PValue] {
        guard ids == nil else { return [] }
        var tests: [Verdict.PValue] = []
        if let test = try? pairs.tTest() { tests.append(Verdict.PValue(method: "paired t", raw: test.pValue)) }
        if let test = try? WilcoxonSignedRank(pairs.differences, resolution: pairs.resolution) {
            tests.append(Verdict.PValue(method: "wilcoxon signed-rank", raw: test.approximatePValue()))
        }
        if let test = try? SignTest(pairs.differences) { tests.append(Verdict.PValue(method: "sign test", raw: test.pValue)) }
        return tests
    }

    /// The probability that the mean difference is above 0: Student's posterior from 30 units on, the Bayesian bootstrap below.
    func probabilityHigher() throws(Undefined) -> Double {
        if sums.count >= 30, let error = standardError, error > 0 {
            return StudentT(degreesOfFreedom).cdf(pairs.moments.mean / error)
        }
        return try probabilityPositive(sums, seed: Seed.derived(from: seed, index: 3))
    }
}
