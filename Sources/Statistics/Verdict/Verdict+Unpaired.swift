extension Verdict {
    /// What two runs on different units say of a metric; needs many more units than a paired comparison, and warns "unpaired".
    ///
    /// Pass or fail: Newcombe's interval and Fisher's exact test. Numbers, and anything in clusters: Welch's t. The parameters are
    /// those of ``paired(metric:baseline:candidate:isBinary:range:clusters:higherIsBetter:margin:missing:level:seed:)``, with clusters per run.
    public static func unpaired(
        metric: String, baseline: [Double], candidate: [Double], isBinary: Bool, range: ClosedRange<Double>? = nil,
        baselineClusters: [Int]? = nil, candidateClusters: [Int]? = nil, higherIsBetter: Bool = true, margin: Double? = nil,
        level: Double = 0.95, seed: UInt64
    ) -> Verdict {
        var verdict = single(
            metric: metric, values: candidate, isBinary: isBinary, range: range, clusters: candidateClusters, level: level, seed: seed)
        verdict.higherIsBetter = higherIsBetter
        verdict.n = baseline.count + candidate.count
        verdict.warnings.insert("unpaired", at: 0)
        guard verdict.estimate != nil else { return verdict }
        do throws(Undefined) {
            let before = try SampleOfScores(baseline, isBinary: isBinary, clusters: baselineClusters)
            let after = try SampleOfScores(candidate, isBinary: isBinary, clusters: candidateClusters)
            verdict.addClusters(before, after)
            verdict.difference = Difference(
                baseline: before.moments.mean, candidate: after.moments.mean, estimate: after.moments.mean - before.moments.mean,
                interval: nil, higher: 0, lower: 0, equal: 0)
            if isBinary, before.ids == nil, after.ids == nil {
                try verdict.compareRates(before, after, margin)
            } else {
                try verdict.compareMeans(before, after, margin)
            }
            verdict.decide()
        } catch {
            verdict.estimate = nil
            verdict.undefinedReason = "the baseline: \(error.reason)"
        }
        return verdict
    }

    private mutating func addClusters(_ before: SampleOfScores, _ after: SampleOfScores) {
        guard before.clusters != nil || after.clusters != nil else { return }
        clusters = (before.clusters?.count ?? before.values.count) + (after.clusters?.count ?? after.values.count)
        if let count = before.clusters?.count, count < 20 { warnings.append("few clusters: \(count) in the baseline") }
    }

    private mutating func compareRates(_ before: SampleOfScores, _ after: SampleOfScores, _ margin: Double?) throws(Undefined) {
        let rates = try TwoProportions(
            after.values.count { $0 == 1 }, of: after.values.count, against: before.values.count { $0 == 1 }, of: before.values.count)
        difference?.interval = try rates.interval(level: level)
        pValue = PValue(method: "fisher exact", raw: rates.fisherExact)
        if let test = try? rates.zTest() { otherTests = [PValue(method: "pooled z", raw: test.pValue)] }
        setProbability(rates.probabilityFirstHigher)
        effect = EffectSize(name: "cohen's h", value: try cohensH(rates.firstRate, rates.secondRate))
        addPower(standardError: rates.standardError)
        if let margin { addEquivalence { () throws(Undefined) in try EquivalenceTest(rates, margin: margin) } }
    }

    private mutating func compareMeans(_ before: SampleOfScores, _ after: SampleOfScores, _ margin: Double?) throws(Undefined) {
        let ranks = try MannWhitney(after.values, before.values)
        let rankTest = PValue(method: "mann-whitney", raw: ranks.approximatePValue())
        let isClustered = before.ids != nil || after.ids != nil
        if !isClustered { effect = (try? hedgesG(after.values, before.values)).map { EffectSize(name: "hedges' g", value: $0) } }
        do throws(Undefined) {
            let test = try WelchTest(
                difference: after.moments.mean - before.moments.mean, errors: (after.standardError(), before.standardError()),
                degreesOfFreedom: (after.degreesOfFreedom, before.degreesOfFreedom))
            difference?.interval = try test.interval(level: level)
            pValue = PValue(method: isClustered ? "clustered welch t" : "welch t", raw: test.pValue)
            if !isClustered { otherTests = [rankTest] }
            setProbability(StudentT(test.degreesOfFreedom).cdf(test.statistic))
            addPower(standardError: test.standardError)
            guard let margin else { return }
            addEquivalence { () throws(Undefined) in
                try EquivalenceTest(
                    estimate: test.difference, standardError: test.standardError, degreesOfFreedom: test.degreesOfFreedom, margin: margin)
            }
        } catch {
            warnings.append("no interval of the difference: \(error.reason)")
            if !isClustered { pValue = rankTest }
        }
    }
}

extension SampleOfScores {
    /// The standard error of the mean, cluster-robust where units come in clusters.
    func standardError() throws(Undefined) -> Double {
        if let ids { return try ClusteredMean(values, clusters: ids).standardError }
        return try moments.standardError()
    }

    /// One less than the number of independent units.
    var degreesOfFreedom: Double { Double(max(1, (clusters?.count ?? values.count) - 1)) }
}
