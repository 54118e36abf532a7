import Statistics
import Testing

@Suite struct IntervalTests {
    @Test(arguments: ProportionMethod.allCases, [1, 2, 7, 40, 1000])
    func `rate intervals hold the rate, stay in range, mirror and narrow with the level`(method: ProportionMethod, trials: Int) throws {
        for successes in Set([0, 1, trials / 3, trials]) where successes <= trials {
            let interval = try proportionInterval(successes: successes, of: trials, method: method)
            let mirrored = try proportionInterval(successes: trials - successes, of: trials, method: method)
            let narrow = try proportionInterval(successes: successes, of: trials, level: 0.8, method: method)
            let isOpen = [.jeffreys, .uniformPosterior].contains(method) && (successes == 0 || successes == trials)
            #expect(interval.contains(Double(successes) / Double(trials)) || isOpen)
            #expect(interval.lower >= 0 && interval.upper <= 1 && narrow.width <= interval.width)
            #expect(abs(interval.lower - (1 - mirrored.upper)) < 1e-12)
        }
    }

    @Test func `an exact upper bound of no failures follows the rule of three`() throws {
        let bound = try proportionInterval(successes: 0, of: 300, method: .clopperPearson, sides: .upper)
        #expect(abs(bound.upper - 3.0 / 300) < 1e-4 && bound.lower == -.infinity)
        let other = try proportionInterval(successes: 300, of: 300, method: .clopperPearson, sides: .lower)
        #expect(abs(other.lower - (1 - bound.upper)) < 1e-12 && other.upper == .infinity)
    }

    @Test func `counts and levels that make no sense throw`() {
        for (k, n) in [(0, 0), (-1, 3), (4, 3), (0, -2)] {
            #expect(throws: Undefined.self) { try proportionInterval(successes: k, of: n) }
        }
        for level in [0, 1, -0.5, 2, .nan] {
            #expect(throws: Undefined.self) { try proportionInterval(successes: 1, of: 3, level: level) }
            #expect(throws: Undefined.self) { try meanInterval([1, 2], level: level) }
        }
    }

    @Test(arguments: [[], [1], [2, 2, 2], [1, .nan], [1, .infinity], [1e308, -1e308]] as [[Double]])
    func `means without spread or with broken values throw`(values: [Double]) {
        #expect(throws: Undefined.self) { try meanInterval(values) }
    }

    @Test func `a large offset does not spoil the variance`() throws {
        let values = [1.0, 2, 3, 4].map { $0 + 1e12 }
        #expect(try abs(Moments(values).variance() - 5.0 / 3) < 1e-9)
    }

    @Test func `sums keep what plain addition loses`() {
        #expect(CompensatedSum([1, 1e100, 1, -1e100]).value == 2)
    }

    @Test func `singleton clusters give the independent standard error`() throws {
        let values = [0.3, 0.9, 0.1, 0.7, 0.4]
        let mean = try ClusteredMean(values, clusters: [9, -4, 0, 77, .max])
        #expect(abs(mean.standardError - mean.independentStandardError) < 1e-15 && abs(mean.designEffect - 1) < 1e-12)
        #expect(throws: Undefined.self) { try ClusteredMean(values, clusters: [1, 1, 1, 1, 1]) }
        #expect(throws: Undefined.self) { try ClusteredMean(values, clusters: [1, 2]) }
    }

    @Test func `epochs are taken apart from questions`() throws {
        var generator = Xoshiro256(seed: 1)
        let scores = (0..<4000).map { _ in
            let level = generator.nextNormal()
            return (0..<4).map { _ in level + 2 * generator.nextNormal() }
        }
        let mean = try EpochMean(scores)
        #expect(abs(mean.withinVariance - 4) < 0.2 && abs(mean.betweenVariance - 1) < 0.15 && mean.epochs == 4)
        #expect((30...55).contains(try #require(mean.usefulEpochs)))
        #expect(throws: Undefined.self) { try EpochMean([[1], [0]]) }
        #expect(throws: Undefined.self) { try EpochMean([[1, 0]]) }
        #expect(throws: Undefined.self) { try EpochMean([[1, 0], []]) }
        #expect(try EpochMean([[1, 0], [0, 1]]).usefulEpochs == nil)
    }

    @Test(arguments: [0.01, 0.5, 0.95, 0.99])
    func `quantile intervals hold the quantile and widen with the level`(q: Double) throws {
        var generator = Xoshiro256(seed: 5)
        let values = (0..<5000).map { _ in generator.nextDouble() }
        let interval = try quantileInterval(values: values, q: q)
        #expect(try interval.contains(q) && interval.contains(quantile(values, q)))
        #expect(try quantileInterval(values: values, q: q, level: 0.999).width > interval.width)
        let mirrored = try quantileInterval(values: values.map { -$0 }, q: 1 - q)
        #expect(mirrored.lower == -interval.upper && mirrored.upper == -interval.lower)
        let gate = try quantileInterval(values: values, q: q, sides: .upper)
        #expect(gate.upper <= interval.upper && gate.lower == -.infinity)
    }

    @Test func `too few values leave a quantile unbounded`() throws {
        let values = (0..<367).map(Double.init)
        #expect(try quantileInterval(values: values, q: 0.99).upper == .infinity)
        #expect(try quantileInterval(values: values + [900], q: 0.99).upper == 900)
        let one = try quantileInterval(values: [3], q: 0.5)
        #expect(one.lower == -.infinity && one.upper == .infinity)
        #expect(throws: Undefined.self) { try quantileInterval(values: [], q: 0.5) }
        #expect(throws: Undefined.self) { try quantileInterval(values: [1, .nan], q: 0.5) }
        for q in [0, 1, -1, .nan] { #expect(throws: Undefined.self) { try quantileInterval(values: [1, 2], q: q) } }
    }

    @Test func `quantiles interpolate as numpy does`() throws {
        #expect(try quantile([3, 1, 2, 4], 0.5) == 2.5 && median([5]) == 5)
        #expect(try quantile([1, 2, 3, 4, 5], 0.1) == 1.4)
        #expect(throws: Undefined.self) { try median([]) }
        #expect(throws: Undefined.self) { try quantile([1], 1.5) }
    }

    @Test func `errors bound the mean from both sides`() throws {
        let bounds = try errorBounds([1, 1, 0], errors: 1)
        #expect(bounds.lowest == 0.5 && bounds.highest == 0.75)
        #expect(throws: Undefined.self) { try errorBounds([], errors: 0) }
    }
}
