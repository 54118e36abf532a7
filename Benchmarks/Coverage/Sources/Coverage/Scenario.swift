import Statistics

/// One simulated situation: how to draw data and their interval, and the truth the interval should hold.
struct Scenario {
    let estimator: String
    let n: Int
    let truth: String
    var isHeld = true
    var isCautious = false
    var repetitions = 10_000
    let holds: @Sendable (inout Xoshiro256) -> Bool

    /// The share of repetitions whose interval holds the truth.
    func coverage(seed: UInt64) -> Double {
        var generator = Xoshiro256(seed: Seed.derived(from: seed, name: "\(estimator) \(n) \(truth)"))
        var held = 0
        for _ in 0..<repetitions where holds(&generator) { held += 1 }
        return Double(held) / Double(repetitions)
    }

    static let all = rates + averagedRates + means + alternatives + clusters + comparisons + quantiles
}

extension Scenario {
    /// Single rates; Wilson's holds from 10 expected passes and fails on.
    private static var rates: [Scenario] {
        [20, 50, 100, 400].flatMap { n in
            [0.5, 0.8, 0.9, 0.98].map { p in
                let expected = Double(n) * min(p, 1 - p)
                return Scenario(estimator: "verdict, pass or fail", n: n, truth: "p = \(p)", isHeld: expected >= 5) { generator in
                    let values = (0..<n).map { _ in generator.nextDouble() < p ? 1.0 : 0 }
                    return Verdict.single(metric: "m", values: values, isBinary: true, seed: 1).interval?.contains(p) ?? false
                }
            }
        }
    }

    /// Rates averaged over p ~ U(0.5, 0.99), as reports meet them.
    private static var averagedRates: [Scenario] {
        let methods: [(ProportionMethod, Bool, Bool)] = [(.wilson, true, false), (.clopperPearson, true, true), (.wald, false, false)]
        return [10, 20, 50].flatMap { n in
            methods.map { method, isHeld, isCautious in
                Scenario(estimator: method.rawValue, n: n, truth: "p ~ U(0.5, 0.99)", isHeld: isHeld, isCautious: isCautious) { generator in
                    let p = 0.5 + 0.49 * generator.nextDouble()
                    let k = (0..<n).count { _ in generator.nextDouble() < p }
                    return (try? proportionInterval(successes: k, of: n, method: method).contains(p)) ?? false
                }
            }
        }
    }

    /// Means of numbers. From 15 units on they are held, but for scores of which most are equal, and strongly skewed ones at 30.
    private static var means: [Scenario] {
        [10, 15, 20, 29, 30, 100].flatMap { n in
            Shape.allCases.map { shape in
                Scenario(
                    estimator: "verdict, numbers", n: n, truth: shape.rawValue,
                    isHeld: n >= 15 && !shape.isMostlyEqual && (n != 30 || shape != .exponential), isCautious: n < 30, repetitions: 4_000
                ) { generator in
                    let values = (0..<n).map { _ in shape.draw(&generator) }
                    let verdict = Verdict.single(metric: "m", values: values, isBinary: false, seed: generator.next())
                    return verdict.interval?.contains(shape.mean) ?? false
                }
            }
        }
    }

    /// What the default could be instead, on samples that vary at all; bootstrap-t gives way to t where it has no interval.
    private static var alternatives: [Scenario] {
        [15, 20, 29, 50].flatMap { n in
            Shape.allCases.flatMap { shape in
                ["t", "BCa", "bootstrap-t"].map { method in
                    Scenario(estimator: "numbers, \(method)", n: n, truth: shape.rawValue, isHeld: false, repetitions: 4_000) { generator in
                        while true {
                            let values = (0..<n).map { _ in shape.draw(&generator) }
                            if let interval = interval(values, method, seed: generator.next()) { return interval.contains(shape.mean) }
                        }
                    }
                }
            }
        }
    }

    private static func interval(_ values: [Double], _ method: String, seed: UInt64) -> Interval? {
        switch method {
        case "t": try? meanInterval(values)
        case "BCa": try? BootstrapDistribution(meanOf: values, draws: 2_000, seed: seed).acceleratedInterval()
        default: (try? bootstrapTInterval(values, draws: 2_000, seed: seed)) ?? (try? meanInterval(values))
        }
    }

    private static var clusters: [Scenario] {
        [5, 8, 12, 19, 20, 60].flatMap { groups in
            [false, true].map { isStudentized in
                let estimator = isStudentized ? "cluster bootstrap-t" : "clustered t"
                return Scenario(
                    estimator: estimator, n: groups, truth: "clusters of 1 to 9", isHeld: groups >= 8 && (isStudentized || groups >= 20),
                    repetitions: 4_000
                ) { generator in
                    var (values, ids) = ([Double](), [Int]())
                    for id in 0..<groups {
                        let level = generator.nextNormal()
                        for _ in 0...generator.nextIndex(below: 9) {
                            values.append(level + generator.nextNormal())
                            ids.append(id)
                        }
                    }
                    let interval =
                        isStudentized
                        ? try? bootstrapTInterval(values, clusters: ids, draws: 2_000, seed: generator.next())
                        : try? ClusteredMean(values, clusters: ids).interval()
                    return interval?.contains(0) ?? false
                }
            }
        }
    }

    private static var comparisons: [Scenario] {
        [20, 50, 200].flatMap { n in
            [
                Scenario(estimator: "paired, pass or fail (tango)", n: n, truth: "b 0.15, c 0.10", isHeld: n >= 50) { generator in
                    let draws = (0..<n).map { _ in generator.nextDouble() }
                    let (b, c) = (draws.count { $0 < 0.15 }, draws.count { $0 > 0.9 })
                    let counts = try? PairedCounts(both: n - b - c, onlyFirst: b, onlySecond: c, neither: 0)
                    return (try? counts?.tangoInterval().contains(0.05)) ?? false
                },
                Scenario(estimator: "unpaired rates (newcombe)", n: n, truth: "0.8 against 0.7") { generator in
                    let (k1, k2) = (
                        (0..<n).count { _ in generator.nextDouble() < 0.8 }, (0..<n).count { _ in generator.nextDouble() < 0.7 }
                    )
                    let rates = try? TwoProportions(k1, of: n, against: k2, of: n)
                    return (try? rates?.interval().contains(0.1)) ?? false
                },
                Scenario(estimator: "paired numbers, verdict", n: n, truth: "normal difference", repetitions: 2_000) {
                    generator in
                    let baseline = (0..<n).map { _ in generator.nextNormal() }
                    let candidate = baseline.map { 0.5 * $0 + generator.nextNormal() + 0.1 }
                    let verdict = Verdict.paired(
                        metric: "m", baseline: baseline, candidate: candidate, isBinary: false, seed: generator.next())
                    return verdict.difference?.interval?.contains(0.1) ?? false
                },
                Scenario(estimator: "paired numbers, verdict", n: n, truth: "grades, half of them redrawn", repetitions: 2_000) {
                    generator in
                    let baseline = (0..<n).map { _ in Shape.grades.draw(&generator) }
                    let candidate = baseline.map { generator.nextDouble() < 0.5 ? $0 : Shape.grades.draw(&generator) }
                    let verdict = Verdict.paired(
                        metric: "m", baseline: baseline, candidate: candidate, isBinary: false, seed: generator.next())
                    return verdict.difference?.interval?.contains(0) ?? false
                },
            ]
        }
    }

    private static var quantiles: [Scenario] {
        [100, 400, 2000].flatMap { n in
            [0.5, 0.95].map { q in
                Scenario(estimator: "order statistics", n: n, truth: "q = \(q)", isCautious: true, repetitions: 4_000) {
                    generator in
                    let uniform = (0..<n).map { _ in generator.nextDouble() }
                    return (try? quantileInterval(values: uniform, q: q).contains(q)) ?? false
                }
            }
        }
    }
}
