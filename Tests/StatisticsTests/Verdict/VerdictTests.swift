import Statistics
import Testing

@Suite struct VerdictTests {
    private func normals(_ count: Int, seed: UInt64, shift: Double = 0) -> [Double] {
        var generator = Xoshiro256(seed: seed)
        return (0..<count).map { _ in generator.nextNormal() + shift }
    }

    private func passes(_ passed: Int, of count: Int) -> [Double] { (0..<count).map { $0 < passed ? 1 : 0 } }

    @Test func `passes get Wilson's interval`() throws {
        let verdict = Verdict.single(metric: "m", values: passes(8, of: 40), isBinary: true, seed: 1)
        let interval = try #require(verdict.interval)
        #expect(verdict.estimate == 0.2 && interval.method == "wilson" && interval.contains(0.2))
        #expect(try interval == proportionInterval(successes: 8, of: 40))
        #expect(verdict.outcome == nil && verdict.pValue == nil && verdict.warnings.isEmpty)
    }

    @Test(arguments: [(100, "t"), (20, "bootstrap-t"), (8, "t")])
    func `numbers get the interval that suits their count`(count: Int, method: String) throws {
        let verdict = Verdict.single(metric: "m", values: normals(count, seed: 3), isBinary: false, seed: 1)
        #expect(verdict.interval?.method == method)
        #expect(verdict.warnings.contains("few units: 8") == (count == 8))
    }

    @Test func `clusters widen the interval and few of them warn`() throws {
        let values = normals(40, seed: 5).flatMap { [$0, $0, $0] }
        let ids = (0..<40).flatMap { [$0, $0, $0] }
        let plain = Verdict.single(metric: "m", values: values, isBinary: false, seed: 1)
        let clustered = Verdict.single(metric: "m", values: values, isBinary: false, clusters: ids, seed: 1)
        let (narrow, wide) = (try #require(plain.interval), try #require(clustered.interval))
        #expect(clustered.clusters == 40 && wide.method == "clustered t")
        #expect(wide.width > 1.5 * narrow.width)
        let few = Verdict.single(metric: "m", values: Array(values.prefix(30)), isBinary: false, clusters: Array(ids.prefix(30)), seed: 1)
        #expect(few.warnings.contains("few clusters: 10") && few.interval?.method == "cluster bootstrap-t")
    }

    @Test func `clusters of one unit each are no clusters`() {
        let values = passes(30, of: 50)
        let verdict = Verdict.single(metric: "m", values: values, isBinary: true, clusters: Array(0..<50), seed: 1)
        #expect(verdict == Verdict.single(metric: "m", values: values, isBinary: true, seed: 1))
    }

    @Test func `degenerate scores get a reason, never NaN`() {
        for values in [[], [Double.nan], [1, .infinity], [0, -.infinity, 1], [1e308, 1e308, 1e308]] as [[Double]] {
            for isBinary in [true, false] {
                let verdict = Verdict.single(metric: "m", values: values, isBinary: isBinary, seed: 1)
                #expect(verdict.estimate == nil && verdict.undefinedReason?.isEmpty == false, "\(values)")
            }
        }
        #expect(Verdict.single(metric: "m", values: [0.5], isBinary: true, seed: 1).undefinedReason != nil)
        #expect(Verdict.single(metric: "m", values: [1], isBinary: true, level: 1, seed: 1).undefinedReason != nil)
        #expect(Verdict.single(metric: "m", values: [1, 0], isBinary: true, clusters: [1], seed: 1).undefinedReason != nil)
        let one = Verdict.single(metric: "m", values: [0.4], isBinary: false, seed: 1)
        #expect(one.estimate == 0.4 && one.interval == nil && one.warnings.contains { $0.hasPrefix("no interval") })
        let pass = Verdict.single(metric: "m", values: [1], isBinary: true, seed: 1)
        #expect(pass.interval?.upper == 1 && pass.warnings.contains { $0.hasPrefix("ceiling") })
    }

    @Test(arguments: [3, 20, 40])
    func `an interval ends where the scale does, unless a score lies beyond`(count: Int) throws {
        let values = (0..<count).map { $0 % 3 == 0 ? 0.9 : 1 }
        func interval(_ range: ClosedRange<Double>?, clusters: [Int]? = nil) throws -> Interval {
            try #require(Verdict.single(metric: "m", values: values, isBinary: false, range: range, clusters: clusters, seed: 1).interval)
        }
        let (whole, cut) = (try interval(nil), try interval(0.955...0.97))
        #expect(whole == cut, "a score lies outside of the range")
        let (low, high) = (whole.lower, whole.upper)
        let unit = try interval(0...1)
        #expect(unit.lower == max(0, low) && unit.upper == min(1, high) && unit.method == whole.method && (count > 3 || high > 1))
        #expect(try interval(0...(.infinity)) == Interval(lower: max(0, low), upper: high, level: 0.95, method: whole.method))
        #expect(try interval(-.infinity ... .infinity) == whole)
        let tens = Verdict.single(
            metric: "m", values: values.map { 10 * $0 }, isBinary: false, range: 0...10,
            clusters: [0, 0] + [Int](repeating: 1, count: count - 2), seed: 1)
        #expect(try #require(tens.interval).upper <= 10)
    }

    @Test(arguments: [[0.98, 0.4, 0.98, 0.4], [0.2] + [Double](repeating: 0.98, count: 19)])
    func `scores in clusters are cut at 0 and 1 only where they are shares or no range is given`(means: [Double]) throws {
        func interval(_ range: ClosedRange<Double>?) throws -> Interval {
            try #require(
                Verdict.single(
                    metric: "seconds", values: means.flatMap { [$0, $0] }, isBinary: false, range: range,
                    clusters: means.indices.flatMap { [$0, $0] }, seed: 1
                ).interval)
        }
        let whole = try interval(-.infinity ... .infinity)
        let (least, level, method) = (max(0, whole.lower), whole.level, whole.method)
        #expect(whole.upper > 1)
        #expect(try interval(0...(.infinity)) == Interval(lower: least, upper: whole.upper, level: level, method: method))
        #expect(try interval(0...0.9) == whole && interval(0.5...1) == whole, "a score lies outside of the range")
        let shares = Interval(lower: least, upper: 1, level: level, method: method)
        #expect(try interval(nil) == shares && interval(0...1) == shares)
    }

    @Test(arguments: [0.0, 1], [nil, [0, 0, 1, 2, 2]] as [[Int]?])
    func `equal scores of 0 or 1 have Wilson's interval as shares and none on another scale`(value: Double, clusters: [Int]?) throws {
        let values = [Double](repeating: value, count: 5)
        func verdict(_ range: ClosedRange<Double>?, isBinary: Bool = false) -> Verdict {
            Verdict.single(metric: "m", values: values, isBinary: isBinary, range: range, clusters: clusters, seed: 1)
        }
        let units = clusters == nil ? 5 : 3
        let wilson = try proportionInterval(successes: value == 1 ? units : 0, of: units)
        for shares in [verdict(nil), verdict(0...1), verdict(nil, isBinary: true), verdict(0...1, isBinary: true)] {
            #expect(shares.interval == wilson && shares.warnings.contains("all scores equal: interval from Wilson"))
        }
        let scales: [ClosedRange<Double>] = [
            1...5, 0...2, -1...1, 2...3, 1...(.infinity), 0...(.infinity), -.infinity...0, -.infinity ... .infinity,
        ]
        for scale in scales {
            let other = verdict(scale)
            #expect(other.estimate == value && other.interval == nil, "\(scale)")
            #expect(other.warnings.contains("no interval: all 5 scores are equal, so their spread says nothing"))
        }
    }

    @Test func `the candidate's own interval ends where the scale does in comparisons too`() throws {
        let (before, after) = ([0.5, 1, 0.75, 1], [1, 0.5, 1, 1])
        func verdicts(_ range: ClosedRange<Double>?) -> [Verdict] {
            [
                Verdict.paired(metric: "m", baseline: before, candidate: after, isBinary: false, range: range, seed: 1),
                Verdict.unpaired(metric: "m", baseline: before, candidate: after, isBinary: false, range: range, seed: 1),
            ]
        }
        for (whole, cut) in zip(verdicts(nil), verdicts(0...1)) {
            #expect(try #require(whole.interval).upper > 1)
            #expect(cut.interval?.upper == 1 && cut.interval?.lower == whole.interval?.lower)
            #expect(cut.difference == whole.difference && cut.pValue == whole.pValue)
        }
    }

    @Test func `errors above one percent warn`() {
        func warns(_ errors: Int) -> Bool {
            Verdict.single(metric: "m", values: passes(50, of: 100), isBinary: true, errors: errors, seed: 1)
                .warnings.contains { $0.hasPrefix("errors") }
        }
        #expect(warns(2) && !warns(1) && !warns(0))
    }

    @Test func `many fixed and few broken is better, the reverse worse, and polarity turns it`() {
        let baseline = passes(50, of: 100)
        let candidate: [Double] = baseline.indices.map { $0 < 3 ? 0 : $0 < 75 ? 1 : 0 }
        func outcome(_ before: [Double], _ after: [Double], _ higher: Bool) -> Verdict {
            Verdict.paired(metric: "m", baseline: before, candidate: after, isBinary: true, higherIsBetter: higher, seed: 1)
        }
        let verdict = outcome(baseline, candidate, true)
        #expect(verdict.difference?.higher == 25 && verdict.difference?.lower == 3 && verdict.difference?.equal == 72)
        #expect(verdict.outcome == .better && verdict.pValue?.method == "mcnemar exact")
        #expect(verdict.effect?.value == 25.0 / 3 && (verdict.probabilityBetter ?? 0) > 0.999)
        #expect(outcome(candidate, baseline, true).outcome == .worse)
        let turned = outcome(baseline, candidate, false)
        #expect(turned.outcome == .worse && (turned.probabilityBetter ?? 1) < 0.001)
    }

    @Test(arguments: [8, 20, 40, 300], [true, false])
    func `swapping the runs mirrors the difference`(count: Int, clustered: Bool) throws {
        let (one, other) = (normals(count, seed: 11), normals(count, seed: 12, shift: 0.3))
        let ids = clustered ? (0..<count).map { $0 / 2 } : nil
        let there = Verdict.paired(metric: "m", baseline: one, candidate: other, isBinary: false, clusters: ids, seed: 7)
        let back = Verdict.paired(metric: "m", baseline: other, candidate: one, isBinary: false, clusters: ids, seed: 7)
        let (a, b) = (try #require(there.difference), try #require(back.difference))
        #expect(abs(a.estimate + b.estimate) < 1e-12 && a.higher == b.lower && a.equal == b.equal)
        #expect(there.pValue?.raw == back.pValue?.raw)
        let (i, j) = (try #require(a.interval), try #require(b.interval))
        #expect(i.contains(a.estimate) && abs(i.lower + j.upper) < 0.1 * i.width)
        #expect(abs((there.probabilityBetter ?? 0) + (back.probabilityBetter ?? 0) - 1) < 0.03)
    }

    @Test func `equal runs are inconclusive without a margin and equivalent inside one`() {
        let scores = normals(400, seed: 1)
        let noisy = zip(scores, normals(400, seed: 2)).map { $0 + 0.05 * $1 }
        let plain = Verdict.paired(metric: "m", baseline: scores, candidate: noisy, isBinary: false, seed: 1)
        #expect(plain.outcome == .inconclusive && plain.equivalence == nil && (plain.minimumDetectableEffect ?? 0) > 0)
        let within = Verdict.paired(metric: "m", baseline: scores, candidate: noisy, isBinary: false, margin: 0.1, seed: 1)
        #expect(within.outcome == .equivalent && (within.equivalence?.notWorsePValue ?? 1) < 0.05)
        let tiny = Verdict.paired(metric: "m", baseline: scores, candidate: noisy, isBinary: false, margin: 1e-6, seed: 1)
        #expect(tiny.outcome == .inconclusive)
        let wrong = Verdict.paired(metric: "m", baseline: scores, candidate: noisy, isBinary: false, margin: -1, seed: 1)
        #expect(wrong.outcome == .inconclusive && wrong.warnings.contains { $0.hasPrefix("no test of equivalence") })
    }

    @Test func `identical runs have p 1 and no effect`() {
        for isBinary in [true, false] {
            let scores = passes(20, of: 40)
            let verdict = Verdict.paired(metric: "m", baseline: scores, candidate: scores, isBinary: isBinary, seed: 1)
            #expect(verdict.pValue?.raw == 1 && verdict.outcome == .inconclusive && verdict.probabilityBetter == 0.5)
            #expect(verdict.effect == nil && verdict.difference?.equal == 40 && verdict.unitsNeeded == nil)
        }
    }

    @Test func `degenerate pairs get a reason`() {
        let cases: [([Double], [Double])] = [([], []), ([1], [1, 0]), ([.nan], [1]), ([1], [.nan]), ([1, .infinity], [1, 0])]
        for (baseline, candidate) in cases {
            let verdict = Verdict.paired(metric: "m", baseline: baseline, candidate: candidate, isBinary: false, seed: 1)
            #expect(verdict.undefinedReason != nil && verdict.outcome == nil && verdict.estimate == nil)
        }
        let one = Verdict.paired(metric: "m", baseline: [0.1], candidate: [0.9], isBinary: false, seed: 1)
        #expect(one.outcome == .inconclusive && one.pValue?.raw == 1 && one.difference?.interval == nil)
    }

    @Test func `missing partners above two percent warn`() {
        let scores = normals(50, seed: 4)
        func warns(_ missing: Int) -> Bool {
            Verdict.paired(metric: "m", baseline: scores, candidate: scores, isBinary: false, missing: missing, seed: 1)
                .warnings.contains { $0.hasPrefix("ids missing") }
        }
        #expect(warns(5) && !warns(1))
    }

    @Test(arguments: [true, false])
    func `unpaired runs warn and find a large difference`(isBinary: Bool) throws {
        let baseline = isBinary ? passes(50, of: 200) : normals(200, seed: 1)
        let candidate = isBinary ? passes(120, of: 150) : normals(150, seed: 2, shift: 1)
        let verdict = Verdict.unpaired(metric: "m", baseline: baseline, candidate: candidate, isBinary: isBinary, margin: 0.05, seed: 1)
        #expect(verdict.warnings.first == "unpaired" && verdict.outcome == .better && verdict.n == 350)
        #expect(try #require(verdict.difference?.interval).contains(try #require(verdict.difference).estimate))
        let paired = Verdict.unpaired(metric: "m", baseline: [], candidate: candidate, isBinary: isBinary, seed: 1)
        #expect(paired.undefinedReason != nil && paired.outcome == nil)
        let constant = Verdict.unpaired(metric: "m", baseline: [1, 1, 1], candidate: [1, 1], isBinary: isBinary, seed: 1)
        #expect(constant.outcome == .inconclusive && constant.pValue?.raw == 1)
    }

    @Test func `a cluster per run widens an unpaired comparison`() throws {
        let one = normals(60, seed: 1).flatMap { [$0, $0, $0, $0] }
        let ids = (0..<60).flatMap { [$0, $0, $0, $0] }
        let other = one.map { $0 + 0.3 }
        let plain = Verdict.unpaired(metric: "m", baseline: one, candidate: other, isBinary: false, seed: 1)
        let clustered = Verdict.unpaired(
            metric: "m", baseline: one, candidate: other, isBinary: false, baselineClusters: ids, candidateClusters: ids, seed: 1)
        #expect(plain.outcome == .better && clustered.outcome == .inconclusive && clustered.clusters == 120)
    }

    @Test func `a family raises p-values and decides anew`() {
        func compare(_ broken: Int, _ metric: String) -> Verdict {
            let baseline = passes(100, of: 100)
            return Verdict.paired(metric: metric, baseline: baseline, candidate: passes(100 - broken, of: 100), isBinary: true, seed: 1)
        }
        let family = [
            compare(6, "a"), compare(20, "b"), compare(0, "c"), Verdict.single(metric: "d", values: [1], isBinary: true, seed: 1),
        ]
        #expect(family.map(\.outcome) == [.worse, .worse, .inconclusive, nil])
        let holm = Verdict.adjusted(family, method: .holm)
        #expect(holm.map(\.outcome) == [.inconclusive, .worse, .inconclusive, nil])
        #expect(holm[0].pValue?.familySize == 3 && holm[0].pValue?.adjustment == "holm" && holm[3] == family[3])
        #expect(zip(family, holm).allSatisfy { ($0.pValue?.raw ?? 0) <= ($1.pValue?.adjusted ?? 1) })
        #expect(Verdict.adjusted(Verdict.adjusted(family, method: .holm), method: .holm) == holm)
        #expect(Verdict.adjusted(family, method: .benjaminiHochberg)[0].outcome == .worse)
        #expect(Verdict.adjusted([]).isEmpty)
    }

    @Test func `the seed decides everything random and the metric's name its stream`() {
        func verdict(_ metric: String, _ seed: UInt64) -> Double? {
            Verdict.paired(metric: metric, baseline: normals(25, seed: 1), candidate: normals(25, seed: 2), isBinary: false, seed: seed)
                .pValue?.raw
        }
        #expect(verdict("m", 1) == verdict("m", 1))
        #expect(verdict("m", 1) != verdict("m", 2) && verdict("m", 1) != verdict("k", 1))
    }
}
