import GoldenSupport
import Scoring
import Statistics
import TouchstoneJSON

/// Aggregations of scores.
let aggregationChecks: [String: GoldenCheck] = [
    "aggregations": .compare { row in
        let values = try row.numbers("values")
        func value(_ aggregation: Aggregation) -> JSONValue { JSONValue(try? aggregation.value(of: values)) }
        return [
            "mean": value(.mean), "variance_ddof0": value(.variance), "p50": value(.percentile(50)), "p90": value(.percentile(90)),
            "p95": value(.percentile(95)), "p99": value(.percentile(99)), "min": value(.minimum), "max": value(.maximum),
            "median": value(.median), "std_ddof1": value(.standardDeviation),
        ]
    },
    "correlation": .compare { row in
        let (a, b) = (try row.numbers("a"), try row.numbers("b"))
        return [
            "pearson": JSONValue(try? Correlation.pearson(a, b).value), "spearman": JSONValue(try? Correlation.spearman(a, b).value),
            "kendall_tau_b": JSONValue(try? Correlation.kendall(a, b).value),
        ]
    },
    "significance": .compare { row in
        let (a, b) = (try row.numbers("a"), try row.numbers("b"))
        let paired = try? PairedValues(a, b).tTest()
        let welch = try? WelchTest(a, b)
        let ranks = try MannWhitney(a, b)
        return [
            "ttest_paired_t": JSONValue(paired?.statistic), "ttest_paired_p": JSONValue(paired?.pValue),
            "welch_t": JSONValue(welch?.statistic), "welch_p": JSONValue(welch?.pValue), "mannwhitney_u": JSONValue(ranks.statistic),
            "mannwhitney_p_asymptotic_cc": JSONValue(ranks.approximatePValue()),
            "ks_stat": JSONValue(try TwoSampleDrift(reference: a, current: b).kolmogorovSmirnov),

        ]
    },
    "proportion_ci": .compare { row in
        let (k, n) = (Int(try row.number("k")), Int(try row.number("n")))
        let level = row["params"]?["confidence"]?.doubleValue ?? 0.95
        func bounds(_ method: ProportionMethod) throws -> JSONValue {
            let interval = try proportionInterval(successes: k, of: n, level: level, method: method)
            return [JSONValue(interval.lower), JSONValue(interval.upper)]
        }
        let tail = BinomialDistribution(trials: n, rate: 0.5).cdf(min(k, n - k))
        return [
            "wilson": try bounds(.wilson), "clopper_pearson": try bounds(.clopperPearson),
            "binom_p_two_sided_0.5": JSONValue(min(1, 2 * tail)),
        ]
    },
    "mcnemar": .compare { row in
        let counts = try PairedCounts(both: 0, onlyFirst: Int(row.number("b")), onlySecond: Int(row.number("c")), neither: 0)
        let test = try? counts.mcNemarChiSquared(continuity: true)
        return [
            "exact_p": JSONValue(counts.mcNemarExact), "chi2_cc": JSONValue(test?.statistic), "chi2_cc_p": JSONValue(test?.pValue),
        ]
    },
]
