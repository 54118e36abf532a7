extension Verdict {
    /// What two runs on the same units say of a metric: the difference, candidate minus baseline, and whether it is beyond chance.
    ///
    /// | scores | p-value | interval of the difference |
    /// |---|---|---|
    /// | pass or fail | McNemar, exact | Tango score |
    /// | numbers, 15 pairs or more | sign-flip permutation | Student's t of the differences |
    /// | numbers, fewer pairs | sign-flip permutation, exact up to 13 | Student's t, with a warning |
    /// | in clusters | sign flips of whole clusters | cluster-robust t |
    ///
    /// - Parameters:
    ///   - metric: The metric's name; also the name of its random stream.
    ///   - baseline: One finite score per unit; 0 or 1 for pass or fail.
    ///   - candidate: The candidate's score of the same units, in the same order.
    ///   - isBinary: Whether the scores are passes and fails.
    ///   - range: What the scores' scale allows: the interval of the candidate's own mean is cut there, as in a verdict of it alone.
    ///   - clusters: One cluster id per pair, in any numbering, when several come from one question, conversation or document.
    ///   - higherIsBetter: Whether larger scores are better; decides between better and worse.
    ///   - margin: Differences up to this size do not matter: the verdict may then be `equivalent`, which comes before better and worse.
    ///   - missing: How many units of either run have no partner; they are not in the lists, only in the warnings.
    ///   - level: The coverage of the interval; 1 − level is the error allowed to the outcome.
    ///   - seed: The run's seed; the same seed gives the same figures on every machine.
    /// - Returns: A verdict, without estimate but with `undefinedReason` where there is none.
    public static func paired(
        metric: String, baseline: [Double], candidate: [Double], isBinary: Bool, range: ClosedRange<Double>? = nil, clusters: [Int]? = nil,
        higherIsBetter: Bool = true, margin: Double? = nil, missing: Int = 0, level: Double = 0.95, seed: UInt64
    ) -> Verdict {
        guard baseline.count == candidate.count else {
            var verdict = Verdict(metric: metric, n: min(baseline.count, candidate.count))
            verdict.undefinedReason = "\(candidate.count) scores cannot be paired with \(baseline.count)"
            return verdict
        }
        var verdict = single(
            metric: metric, values: candidate, isBinary: isBinary, range: range, clusters: clusters, level: level, seed: seed)
        verdict.higherIsBetter = higherIsBetter
        guard verdict.estimate != nil else { return verdict }
        if missing > 0, Double(missing) > 0.02 * Double(candidate.count + missing) {
            verdict.warnings.append("ids missing: \(missing) of \(candidate.count + missing) units have no partner")
        }
        do throws(Undefined) {
            let before = try SampleOfScores(baseline, isBinary: isBinary, clusters: clusters)
            let pairs = try PairedValues(candidate, baseline)
            let comparison = PairedComparison(
                pairs: pairs, ids: before.ids, level: level, margin: margin, seed: Seed.derived(from: seed, name: metric + " paired"))
            verdict.addDifference(of: pairs)
            if isBinary, before.ids == nil {
                try verdict.comparePasses(PairedCounts(candidate.map { $0 == 1 }, baseline.map { $0 == 1 }), margin: margin)
            } else {
                try verdict.compareNumbers(comparison)
            }
            if isBinary { verdict.addOddsRatio() }
            verdict.decide()
        } catch {
            verdict.estimate = nil
            verdict.undefinedReason = error.reason
        }
        return verdict
    }

    private mutating func addDifference(of pairs: PairedValues) {
        difference = Difference(
            baseline: pairs.second.mean, candidate: pairs.first.mean, estimate: pairs.moments.mean, interval: nil,
            higher: pairs.differences.count { $0 > 0 }, lower: pairs.differences.count { $0 < 0 },
            equal: pairs.differences.count { $0 == 0 })
    }

    private mutating func comparePasses(_ counts: PairedCounts, margin: Double?) throws(Undefined) {
        difference?.interval = try counts.tangoInterval(level: level)
        pValue = PValue(method: "mcnemar exact", raw: counts.mcNemarExact)
        otherTests = [PValue(method: "mcnemar mid-p", raw: counts.mcNemarMidP)]
        setProbability(counts.probabilityFirstBetter)
        addPower(standardError: (try? counts.standardError()) ?? 0)
        if let margin { addEquivalence { () throws(Undefined) in try EquivalenceTest(counts, margin: margin) } }
    }

    private mutating func compareNumbers(_ comparison: PairedComparison) throws(Undefined) {
        do throws(Undefined) {
            difference?.interval = try comparison.interval()
        } catch {
            warnings.append("no interval of the difference: \(error.reason)")
        }
        pValue = try comparison.signFlip()
        otherTests = comparison.otherTests()
        setProbability(try comparison.probabilityHigher())
        effect = (try? comparison.pairs.effectSize()).map { EffectSize(name: "cohen's dz", value: $0) }
        addPower(standardError: comparison.standardError ?? 0)
        guard let margin = comparison.margin else { return }
        addEquivalence { () throws(Undefined) in
            try EquivalenceTest(
                estimate: comparison.pairs.moments.mean, standardError: comparison.standardError ?? 0,
                degreesOfFreedom: comparison.degreesOfFreedom, margin: margin)
        }
    }

    private mutating func addOddsRatio() {
        guard let difference, difference.higher + difference.lower > 0 else { return }
        let (higher, lower) = (Double(difference.higher), Double(difference.lower))
        effect =
            min(higher, lower) > 0
            ? EffectSize(name: "odds ratio", value: higher / lower)
            : EffectSize(name: "odds ratio (½ added)", value: (higher + 0.5) / (lower + 0.5))
    }
}
