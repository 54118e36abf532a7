import Statistics
import Testing

@Suite struct BootstrapTests {
    private static let values: [Double] = {
        var generator = Xoshiro256(seed: 8)
        return (0..<900).map { _ in generator.nextNormal() + 2 }
    }()

    @Test func `replicates centre on the mean with its standard error`() throws {
        let distribution = try BootstrapDistribution(meanOf: Self.values, draws: 4000, seed: 1)
        let moments = try Moments(Self.values)
        let replicates = try Moments(distribution.replicates)
        #expect(abs(replicates.mean - moments.mean) < 0.003)
        #expect(try abs(distribution.standardError / moments.standardError() - 1) < 0.05)
        #expect(distribution.replicates == distribution.replicates.sorted() && distribution.replicates.count == 4000)
    }

    @Test func `blocks make the same draws on one core and many`() throws {
        let few = Array(Self.values.prefix(50))
        let short = try BootstrapDistribution(meanOf: few, draws: 100, seed: 3).replicates
        let long = try BootstrapDistribution(meanOf: few, draws: 40_000, seed: 3).replicates
        #expect(Set(short).isSubset(of: Set(long)))
        #expect(try BootstrapDistribution(meanOf: few, draws: 40_000, seed: 3).replicates == long)
        #expect(try BootstrapDistribution(meanOf: few, draws: 100, seed: 4).replicates != short)
    }

    @Test func `a general statistic agrees with the mean's own loop`() throws {
        let values = Array(Self.values.prefix(80))
        let general = try BootstrapDistribution(count: 80, draws: 3000, seed: 1) { indices in
            indices.reduce(0) { $0 + values[$1] } / Double(indices.count)
        }
        let special = try BootstrapDistribution(meanOf: values, draws: 3000, seed: 2)
        #expect(abs(general.standardError / special.standardError - 1) < 0.06)
        let (one, other) = (try general.acceleratedInterval(), try special.acceleratedInterval())
        #expect(one.method == "bootstrap BCa" && abs(one.lower - other.lower) < 0.03 && abs(one.upper - other.upper) < 0.03)
        #expect(abs((general.acceleration ?? 0) - (special.acceleration ?? 1)) < 1e-9)
    }

    @Test func `whole clusters are drawn`() throws {
        let values = Self.values.prefix(60).flatMap { [$0, $0, $0, $0] }
        let ids = (0..<240).map { $0 / 4 }
        let plain = try BootstrapDistribution(meanOf: values, draws: 3000, seed: 1)
        let clustered = try BootstrapDistribution(meanOf: values, clusters: ids, draws: 3000, seed: 1)
        #expect(abs(clustered.standardError / plain.standardError - 2) < 0.15)
        let general = try BootstrapDistribution(count: 240, clusters: ids, draws: 2000, seed: 1) { indices in
            indices.reduce(0) { $0 + values[$1] } / Double(indices.count)
        }
        #expect(abs(general.standardError / clustered.standardError - 1) < 0.08)
    }

    @Test(arguments: [nil, 7, 60] as [Int?])
    func `a statistic of kinds has the replicates of the same statistic of units`(clusters: Int?) throws {
        var random = Xoshiro256(seed: 5)
        let grades = (0..<200).map { _ in random.nextIndex(below: 4) }
        let ids = clusters.map { count in (0..<200).map { _ in random.nextIndex(below: count) } }
        let kinds = UnitKinds(grades)
        let values = kinds.firsts.map { Double(grades[$0]) }
        let counted = try BootstrapDistribution(kinds: kinds, clusters: ids, draws: 500, seed: 3) { counts in
            zip(counts, values).reduce(0) { $0 + Double($1.0) * $1.1 } / Double(counts.reduce(0, +))
        }
        let general = try BootstrapDistribution(count: 200, clusters: ids, draws: 500, seed: 3) { indices in
            indices.reduce(0) { $0 + Double(grades[$1]) } / Double(indices.count)
        }
        #expect(counted.replicates == general.replicates && counted.jackknife == general.jackknife)
        #expect(counted.estimate == general.estimate && counted.jackknife.count == ids.map { Set($0).count } ?? 200)
    }

    @Test func `kinds are numbered in order of appearance`() throws {
        let kinds = UnitKinds(["b", "a", "b", "c", "a", "b"])
        #expect(kinds.numbers == [0, 1, 0, 2, 1, 0] && kinds.firsts == [0, 1, 3] && kinds.sizes == [3, 2, 1])
        let one = UnitKinds([1, 1])
        #expect(throws: Undefined.self) { try BootstrapDistribution(kinds: UnitKinds([1]), draws: 9, seed: 1) { _ in 1 } }
        #expect(throws: Undefined.self) { try BootstrapDistribution(kinds: one, clusters: [1], draws: 9, seed: 1) { _ in 1 } }
        #expect(throws: Undefined.self) { try BootstrapDistribution(kinds: one, clusters: [1, 1], draws: 9, seed: 1) { _ in 1 } }
        #expect(throws: Undefined.self) { try BootstrapDistribution(kinds: one, draws: 9, seed: 1) { _ in .nan } }
    }

    @Test(arguments: [2, 3, 1000, 40_000])
    func `every value is drawn about equally often`(count: Int) throws {
        let marked = (0..<count).map { $0 < count / 2 ? 1.0 : 0 }
        let means = try BootstrapDistribution(meanOf: marked, draws: count > 1000 ? 60 : 4000, seed: 5)
        #expect(try abs(Moments(means.replicates).mean - Double(count / 2) / Double(count)) < 0.012)
    }

    @Test func `the basic interval mirrors the percentile interval`() throws {
        let distribution = try BootstrapDistribution(meanOf: Self.values, draws: 500, seed: 1)
        let (percentile, basic) = (try distribution.percentileInterval(), try distribution.basicInterval())
        #expect(abs(percentile.lower + basic.upper - 2 * distribution.estimate) < 1e-12)
        #expect(try distribution.percentileInterval(level: 0.5).width < percentile.width)
    }

    @Test func `BCa falls back to percentiles and says so`() throws {
        let flat = try BootstrapDistribution(estimate: 1, replicates: [2, 3, 4, 5], jackknife: [1, 2, 3])
        #expect(try flat.acceleratedInterval().method == "bootstrap percentile" && flat.biasCorrection == nil)
        let still = try BootstrapDistribution(meanOf: [1, 1, 1], draws: 50, seed: 1)
        let interval = try still.acceleratedInterval()
        #expect(interval.method == "bootstrap percentile" && interval.lower == 1 && interval.upper == 1)
    }

    @Test func `inputs that cannot be resampled throw`() {
        for values in [[], [1], [1, .nan], [.infinity, 1]] as [[Double]] {
            #expect(throws: Undefined.self) { try BootstrapDistribution(meanOf: values, seed: 1) }
        }
        #expect(throws: Undefined.self) { try BootstrapDistribution(meanOf: [1, 2], clusters: [0, 0], seed: 1) }
        #expect(throws: Undefined.self) { try BootstrapDistribution(meanOf: [1, 2], draws: 0, seed: 1) }
        #expect(throws: Undefined.self) { try BootstrapDistribution(meanOf: [1, 2], draws: -5, seed: 1) }
        #expect(throws: Undefined.self) { try BootstrapDistribution(count: 5, draws: 100, seed: 1) { _ in .nan } }
        #expect(throws: Undefined.self) { try bootstrapTInterval([1, 2], seed: 1) }
        #expect(throws: Undefined.self) { try bootstrapTInterval([1, 1, 1, 1], seed: 1) }
        #expect(throws: Undefined.self) { try probabilityPositive([], seed: 1) }
    }

    @Test func `bootstrap-t holds the mean and follows the skew`() throws {
        let values = Self.values.prefix(40).map { $0 * $0 }
        let interval = try bootstrapTInterval(values, seed: 1)
        let mean = try Moments(values).mean
        #expect(interval.contains(mean) && interval.upper - mean > mean - interval.lower)
    }

    @Test func `the Bayesian bootstrap mirrors`() throws {
        let values = Self.values.prefix(30).map { $0 - 1.8 }
        let up = try probabilityPositive(values, seed: 1)
        #expect(try abs(probabilityPositive(values.map { -$0 }, seed: 1) + up - 1) < 1e-12)
        #expect(try probabilityPositive([0, 0], seed: 1) == 0.5 && probabilityPositive([1, 2], seed: 1) == 1)
    }
}
