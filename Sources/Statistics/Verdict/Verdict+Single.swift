extension Verdict {
    /// What one run says of a metric: the mean with the interval that suits the data.
    ///
    /// | scores | interval |
    /// |---|---|
    /// | pass or fail | Wilson |
    /// | numbers, 30 units or more | Student's t |
    /// | numbers, 30 units or more and strongly skewed | bootstrap BCa, 10,000 draws |
    /// | numbers, 15 to 29 units | bootstrap-t, 10,000 draws; Student's t where all but a few are equal |
    /// | numbers, fewer than 15 units | Student's t, with a warning |
    /// | in clusters | cluster-robust t; bootstrap-t below 20 clusters |
    /// | all 0 or all 1, and the range is 0...1 or not given | Wilson, with clusters as the units |
    /// | equal on any other scale | none, with a warning: their spread says nothing |
    ///
    /// Student's t and the bootstrap-t know no bounds: of the scores 1, 1 and 0 they would say that the mean may be 2. Give `range` where
    /// the scale has bounds, and the interval is cut there. No mean outside of the range is possible, so its coverage stays what it was.
    /// Without a range, scores in clusters that all lie in 0...1 are taken for shares and their interval is cut there: give 0...infinity
    /// for seconds, say, which may well lie below 1 without being bound to.
    ///
    /// - Parameters:
    ///   - metric: The metric's name; also the name of its random stream.
    ///   - values: One finite score per unit; 0 or 1 for pass or fail. Lower-is-better metrics need nothing special here.
    ///   - isBinary: Whether the scores are passes and fails.
    ///   - range: What the scores' scale allows, infinite on a side without bound; nil where nothing is known. Nothing is cut when a
    ///     score lies outside of it. Of passes and fails it is 0...1 whatever is given.
    ///   - clusters: One cluster id per score, in any numbering, when several come from one question, conversation or document.
    ///   - errors: How many units have no score because they failed; they are not in `values`, only in the warnings.
    ///   - level: The coverage of the interval.
    ///   - seed: The run's seed; the same seed gives the same figures on every machine.
    /// - Returns: A verdict, without estimate but with `undefinedReason` where there is none.
    public static func single(
        metric: String, values: [Double], isBinary: Bool, range: ClosedRange<Double>? = nil, clusters: [Int]? = nil, errors: Int = 0,
        level: Double = 0.95, seed: UInt64
    ) -> Verdict {
        var verdict = Verdict(metric: metric, n: values.count)
        verdict.level = level
        verdict.seed = seed
        if errors > 0, Double(errors) > 0.01 * Double(values.count + errors) {
            verdict.warnings.append("errors: \(errors) of \(values.count + errors) units have no score")
        }
        do throws(Undefined) {
            try requireLevel(level)
            let sample = try SampleOfScores(values, isBinary: isBinary, range: range, clusters: clusters)
            verdict.estimate = sample.moments.mean
            verdict.clusters = sample.clusters?.count
            verdict.addInterval(of: sample, seed: Seed.derived(from: seed, name: metric))
            verdict.warnings += sample.warnings
        } catch {
            verdict.undefinedReason = error.reason
        }
        return verdict
    }

    private mutating func addInterval(of sample: SampleOfScores, seed: UInt64) {
        assumptions.append(sample.clusters == nil ? "units are independent" : "clusters are independent of each other")
        do throws(Undefined) {
            interval = try sample.interval(level: level, seed: seed)
            if sample.moments.squares == 0 { warnings.append("all scores equal: interval from Wilson") }
        } catch {
            warnings.append("no interval: \(error.reason)")
        }
    }
}
