import GoldenSupport
import Statistics
import TouchstoneJSON

/// proportion_ci, mean_se_ci, clustered_se, bootstrap, pass_at_k.
let intervalChecks: [String: GoldenCheck] = [
    "proportion_ci": .compare { row in
        let (k, n, level) = try (row.count("k"), row.count("n"), 1 - row.number("alpha"))
        func bounds(_ method: ProportionMethod) throws -> JSONValue {
            let interval = try proportionInterval(successes: k, of: n, level: level, method: method)
            return interval.json
        }
        return try .object([
            "wald": bounds(.wald), "wilson": bounds(.wilson), "agresti_coull": bounds(.agrestiCoull),
            "clopper_pearson": bounds(.clopperPearson), "jeffreys_raw": bounds(.jeffreys), "jeffreys_bcd": bounds(.jeffreysModified),
            "wilson_cc": bounds(.wilsonContinuity), "beta_uniform_equal_tailed": bounds(.uniformPosterior),
            "binom_test_p_half": JSONValue(binomialTest(successes: k, of: n, rate: 0.5)),
        ])
    },
    "mean_se_ci": .compare { row in
        let (values, level) = try (row.numbers("x"), 1 - row.number("alpha"))
        let moments = try Moments(values)
        return try .object([
            "mean": JSONValue(moments.mean), "sd": JSONValue(moments.standardDeviation()), "se": JSONValue(moments.standardError()),
            "t_ci": meanInterval(values, level: level).json, "z_ci": meanInterval(values, level: level, method: .normal).json,
            "median": JSONValue(median(values)), "q05": JSONValue(quantile(values, 0.05)), "q25": JSONValue(quantile(values, 0.25)),
            "q95": JSONValue(quantile(values, 0.95)),
        ])
    },
    "clustered_se": .compare { row in
        let mean = try ClusteredMean(row.numbers("y"), clusters: row.numbers("cluster").map { Int($0) })
        return try .object([
            "mean": JSONValue(mean.mean), "se_iid": JSONValue(mean.independentStandardError), "se_cr0": JSONValue(mean.standardErrorCR0),
            "se_cr1": JSONValue(mean.standardError), "n_clusters": JSONValue(mean.clusters),
            "ci_cr1_t": mean.interval(level: 1 - row.number("alpha")).json, "deff": JSONValue(mean.designEffect),
        ])
    },
    "bootstrap_ci": .compare { row in
        let (values, level) = try (row.numbers("x"), 1 - row.number("alpha"))
        let statistic = try meanOrMedian(row)
        let resamples = row["indices"]?.arrayValue?.map { ($0.arrayValue ?? []).compactMap(\.intValue) } ?? allResamples(values.count)
        let distribution = try BootstrapDistribution(
            estimate: statistic(values), replicates: resamples.map { try statistic($0.map { values[$0] }) },
            jackknife: values.indices.map { left in try statistic(values.indices.filter { $0 != left }.map { values[$0] }) })
        return try distribution.golden(level: level)
    },
    "bootstrap_ci_mc": .compare { row in
        guard try row.text("statistic") == "mean" else { throw GoldenError(description: "only means are resampled here") }
        let distribution = try BootstrapDistribution(meanOf: row.numbers("x"), draws: row.count("resamples"), seed: 1)
        let level = try 1 - row.number("alpha")
        return try .object([
            "percentile": distribution.percentileInterval(level: level).json, "bca": distribution.acceleratedInterval(level: level).json,
            "se": JSONValue(distribution.standardError),
        ])
    },
    "pass_at_k": .compare { row in
        let (n, c, k) = try (row.count("n"), row.count("c"), row.count("k"))
        return try .object([
            "pass_at_k": JSONValue(passAtK(samples: n, correct: c, k: k)), "pass_hat_k": JSONValue(passHatK(samples: n, correct: c, k: k)),
        ])
    },
    "pass_at_k_suite": .compare { row in
        let (n, k) = try (row.count("n"), row.count("k"))
        let counts = try row.numbers("c").map { (samples: n, correct: Int($0)) }
        let (any, all) = try (PassAtKSuite(passAtK: k, counts), PassAtKSuite(passHatK: k, counts))
        return try .object([
            "pass_at_k": JSONValue(any.mean), "se": JSONValue(any.standardError()), "pass_hat_k": JSONValue(all.mean),
            "se_hat": JSONValue(all.standardError()),
        ])
    },
]

private func meanOrMedian(_ row: GoldenRow) throws -> @Sendable ([Double]) throws -> Double {
    switch try row.text("statistic") {
    case "mean": { numpyMean($0) }
    case "median": { try median($0) }
    case let other: throw GoldenError(description: "unknown statistic \(other)")
    }
}

/// The mean with numpy's order of additions: whether a resample's mean ties with the estimate hangs on its last bit.
private func numpyMean(_ values: [Double]) -> Double {
    let blocks = values.count / 8
    guard blocks > 0 else { return values.reduce(0, +) / Double(values.count) }
    var lanes = Array(values[0..<8])
    for index in 8..<max(8, blocks * 8) { lanes[index % 8] += values[index] }
    let pairs = stride(from: 0, to: 8, by: 2).map { lanes[$0] + lanes[$0 + 1] }
    let start = (pairs[0] + pairs[1]) + (pairs[2] + pairs[3])
    return values[(blocks * 8)...].reduce(start, +) / Double(values.count)
}

/// Every way to draw n of n with replacement, n^n of them.
private func allResamples(_ count: Int) -> [[Int]] {
    (0..<count).reduce([[]]) { lists, _ in lists.flatMap { list in (0..<count).map { list + [$0] } } }
}

extension BootstrapDistribution {
    fileprivate func golden(level: Double) throws -> JSONValue {
        let accelerated = try acceleratedInterval(level: level)
        let shares = adjustedShares(level: level)
        return try .object([
            "estimate": JSONValue(estimate), "boot_se_ddof1": JSONValue(standardError), "percentile": percentileInterval(level: level).json,
            "basic": basicInterval(level: level).json,
            "bca": .object([
                "z0": JSONValue(biasCorrection), "a": JSONValue(acceleration), "alpha1": JSONValue(shares?.lower),
                "alpha2": JSONValue(shares?.upper), "lo": JSONValue(accelerated.lower), "hi": JSONValue(accelerated.upper),
            ]),
        ])
    }
}

extension Interval {
    /// The bounds as a pair.
    var json: JSONValue { .array([JSONValue(lower), JSONValue(upper)]) }
}

extension GoldenRow {
    /// A whole number.
    func count(_ key: String) throws -> Int {
        guard let count = try Int(exactly: number(key)) else { throw GoldenError(description: "\(id): \(key) is no whole number") }
        return count
    }
}
