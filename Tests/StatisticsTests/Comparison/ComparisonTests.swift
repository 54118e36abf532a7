import Statistics
import Testing

@Suite struct ComparisonTests {
    private static let tables = [
        (0, 0, 0, 1), (10, 0, 0, 2), (3, 5, 0, 0), (0, 0, 7, 0), (40, 15, 3, 42), (500, 60, 80, 360), (0, 1, 0, 0),
    ]

    @Test(arguments: tables)
    func `paired tables mirror and keep to their range`(a: Int, b: Int, c: Int, d: Int) throws {
        let counts = try PairedCounts(both: a, onlyFirst: b, onlySecond: c, neither: d)
        let mirrored = try PairedCounts(both: a, onlyFirst: c, onlySecond: b, neither: d)
        #expect(abs(counts.mcNemarExact - mirrored.mcNemarExact) < 1e-12 && counts.mcNemarMidP <= counts.mcNemarExact)
        #expect(abs(counts.probabilityFirstBetter + mirrored.probabilityFirstBetter - 1) < 1e-12)
        for (one, other) in try [
            (counts.tangoInterval(), mirrored.tangoInterval()), (counts.newcombeInterval(), mirrored.newcombeInterval()),
        ] {
            #expect(abs(one.lower + other.upper) < 1e-9 && one.lower >= -1 && one.upper <= 1)
            #expect(one.lower <= counts.difference && counts.difference <= one.upper)
        }
    }

    @Test func `tables without pairs throw`() {
        #expect(throws: Undefined.self) { try PairedCounts(both: 0, onlyFirst: 0, onlySecond: 0, neither: 0) }
        #expect(throws: Undefined.self) { try PairedCounts(both: -1, onlyFirst: 3, onlySecond: 0, neither: 0) }
        #expect(throws: Undefined.self) { try PairedCounts([true], []) }
        #expect(throws: Undefined.self) { try PairedCounts(both: 4, onlyFirst: 0, onlySecond: 0, neither: 1).oddsRatio() }
        #expect(throws: Undefined.self) { try PairedCounts(both: 1, onlyFirst: 0, onlySecond: 0, neither: 0).standardError() }
    }

    @Test func `lists of passes become a table`() throws {
        let counts = try PairedCounts([true, true, false, false, true], [true, false, true, false, false])
        #expect(counts.both == 1 && counts.onlyFirst == 2 && counts.onlySecond == 1 && counts.neither == 1)
    }

    @Test func `what rounding loses of a sum changes no p-value of sign flips`() throws {
        for values in [[1e16, 1, -1e16], [1e16, -1e16, 1], [1, 1e16, -1e16]] {
            #expect(try SignFlipTest(values, seed: 1).pValue == 1)
            #expect(try maxStatisticPValues([values], seed: 1) == [1])
        }
    }

    @Test func `random sign flips approach the exact ones`() throws {
        let values = [0.3, -0.1, 0.5, 0.2, 0.9, -0.4, 0.6, 0.1, 0.7, -0.2, 0.35, 0.15, 0.05]
        let exact = try SignFlipTest(values, seed: 1)
        let random = try SignFlipTest(values + [1e-15], draws: 40_000, seed: 1)
        #expect(exact.isExact && !random.isExact && abs(exact.pValue - random.pValue) < 0.004)
        #expect(try SignFlipTest([0, 0, 0], seed: 1).pValue == 1)
        #expect(try SignFlipTest([Double](repeating: 1, count: 200), draws: 999, seed: 1).pValue == 0.001)
        #expect(throws: Undefined.self) { try SignFlipTest([], seed: 1) }
        #expect(throws: Undefined.self) { try SignFlipTest([.nan], seed: 1) }
    }

    @Test(arguments: [1, 3, 4, 17, 63, 64, 65, 129, 1000])
    func `sign flips reach every unit whatever the count`(count: Int) throws {
        var generator = Xoshiro256(seed: UInt64(count))
        let values = (0..<count).map { _ in generator.nextNormal() + 3 / Double(count).squareRoot() }
        let p = try SignFlipTest(values, draws: 4000, seed: 1).pValue
        let t = count > 13 ? try PairedValues(values, values.map { _ in 0 }).tTest().pValue : p
        #expect(abs(p - t) < 0.06)
    }

    @Test func `ranks see through the rounding of decimals`() throws {
        let pairs = try PairedValues([0.85, 0.7, 0.3, 0.9], [0.7, 0.85, 0.1, 0.8])
        let test = try WilcoxonSignedRank(pairs.differences, resolution: pairs.resolution)
        #expect(test.statistic == 2.5)
        #expect(try PairedValues([0.1 + 0.2], [0.3]).differences == [0])
    }

    @Test(arguments: [1, 2, 5, 12])
    func `exact ranks tests agree with enumeration at the extreme`(count: Int) throws {
        let values = (1...count).map(Double.init)
        let patterns = Double(1 << count)
        #expect(try abs(WilcoxonSignedRank(values).exactPValue() - min(1, 2 / patterns)) < 1e-12)
        let others = values.map { $0 + 100 }
        var choose = 1.0
        for k in 1...count { choose *= Double(count + k) / Double(k) }
        #expect(try abs(MannWhitney(values, others).exactPValue() - min(1, 2 / choose)) < 1e-12)
    }

    @Test func `degenerate samples throw or say p 1`() throws {
        #expect(throws: Undefined.self) { try WelchTest([1, 1], [1, 1]) }
        #expect(throws: Undefined.self) { try WelchTest([1], [1, 2]) }
        #expect(throws: Undefined.self) { try MannWhitney([], [1]) }
        #expect(throws: Undefined.self) { try WilcoxonSignedRank([0, 0]) }
        #expect(throws: Undefined.self) { try PairedValues([1], [1, 2]) }
        #expect(throws: Undefined.self) { try PairedValues([1, 1], [0, 0]).tTest() }
        #expect(throws: Undefined.self) { try cohensD([1, 1], [2, 2]) }
        #expect(try MannWhitney([1, 1], [1, 1, 1]).approximatePValue() == 1)
        #expect(try PairedValues([1, 2], [3, 3]).correlation == nil)
    }

    @Test(arguments: [(0, 1, 0, 1), (1, 1, 0, 1), (0, 5, 5, 5), (5, 5, 5, 5), (8, 10, 187, 271), (3, 4000, 9, 4000)])
    func `independent rates mirror and keep to their range`(k1: Int, n1: Int, k2: Int, n2: Int) throws {
        let (rates, mirrored) = try (TwoProportions(k1, of: n1, against: k2, of: n2), TwoProportions(k2, of: n2, against: k1, of: n1))
        for method in RateDifferenceMethod.allCases where method != .statsmodelsScore {
            let (one, other) = try (rates.interval(method: method), mirrored.interval(method: method))
            #expect(abs(one.lower + other.upper) < 1e-8 && one.lower <= one.upper, "\(method)")
            if method == .newcombe || method == .miettinenNurminen { #expect(one.contains(rates.difference)) }
        }
        #expect(abs(rates.fisherExact - mirrored.fisherExact) < 1e-10 && rates.fisherExact <= 1)
        #expect(abs(rates.probabilityFirstHigher + mirrored.probabilityFirstHigher - 1) < 1e-9)
    }

    @Test func `equivalence and the interval at twice the error agree`() throws {
        for (b, c) in [(5, 4), (20, 4), (12, 12), (30, 28)] {
            let counts = try PairedCounts(both: 200, onlyFirst: b, onlySecond: c, neither: 40)
            let interval = try counts.tangoInterval(level: 0.9)
            let inside = interval.lower > -0.04 && interval.upper < 0.04
            #expect(try (EquivalenceTest(counts, margin: 0.04).pValue < 0.05) == inside)
        }
        #expect(throws: Undefined.self) { try EquivalenceTest(estimate: 0, standardError: 0, margin: 1) }
        #expect(throws: Undefined.self) { try EquivalenceTest(estimate: 0, standardError: 1, margin: 0) }
        let test = try EquivalenceTest(estimate: 0.01, standardError: 0.01, degreesOfFreedom: 30, margin: 0.05)
        #expect(test.abovePValue < test.belowPValue && test.pValue == test.belowPValue)
    }

    @Test(arguments: Multiplicity.allCases)
    func `adjusted p-values never fall below raw ones and keep their order`(method: Multiplicity) throws {
        var generator = Xoshiro256(seed: 3)
        let raw = (0..<40).map { _ in generator.nextDouble() * generator.nextDouble() } + [0, 1, 0.5, 0.5]
        let adjusted = try method.adjust(raw)
        #expect(zip(raw, adjusted).allSatisfy { $0 <= $1 + 1e-15 && $1 <= 1 })
        let order = raw.indices.sorted { raw[$0] < raw[$1] }
        #expect(zip(order, order.dropFirst()).allSatisfy { adjusted[$0] <= adjusted[$1] + 1e-15 })
        #expect(try method.adjust([0.03]) == [0.03] && method.adjust([]).isEmpty)
        #expect(throws: Undefined.self) { try method.adjust([0.1, .nan]) }
        #expect(throws: Undefined.self) { try method.adjust([-0.1]) }
    }

    @Test func `the largest statistic costs less than Holm's bound on dependent metrics`() throws {
        var generator = Xoshiro256(seed: 6)
        let base = (0..<60).map { _ in generator.nextNormal() + 0.45 }
        let metrics = (0..<8).map { _ in base.map { $0 + 0.1 * generator.nextNormal() } }
        let joint = try maxStatisticPValues(metrics, draws: 4000, seed: 1)
        let holm = try Multiplicity.holm.adjust(metrics.map { try SignFlipTest($0, draws: 4000, seed: 1).pValue })
        #expect(joint.reduce(0, +) < 0.7 * holm.reduce(0, +))
        #expect(throws: Undefined.self) { try maxStatisticPValues([[1], [1, 2]], seed: 1) }
        #expect(try maxStatisticPValues([], seed: 1).isEmpty && maxStatisticPValues([[0, 0]], seed: 1) == [1])
    }
}
