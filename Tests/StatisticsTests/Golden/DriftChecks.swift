import GoldenSupport
import Statistics
import TouchstoneJSON

/// Drift between two periods and along streams, and uncertainty of answers.
let driftChecks: [String: GoldenCheck] = [
    "drift_two_sample": .compare { row in
        let (reference, current) = (try row.numbers("reference"), try row.numbers("current"))
        let drift = try TwoSampleDrift(reference: reference, current: current)
        let stability = try PopulationStability(reference: reference, current: current)
        let discrepancy = try MaximumMeanDiscrepancy(reference: reference.map { [$0] }, current: current.map { [$0] })
        return [
            "ks_stat": .number(drift.kolmogorovSmirnov), "ks_p_asymp": .number(drift.asymptoticKolmogorovSmirnovPValue),
            "ks_p_exact": .number(drift.exactKolmogorovSmirnovPValue), "wasserstein": .number(drift.wasserstein),
            "energy_distance": .number(drift.energyDistance), "cvm_stat": .number(drift.cramerVonMises),
            "psi_edges": .array(try PopulationStability.edges(reference: reference).map { .number($0) }),
            "psi": .number(stability.index), "js_distance_base2": .number(stability.jensenShannonDistance),
            "js_divergence_base2": .number(stability.jensenShannonDivergence),
            "mmd2_unbiased_rbf_median": .number(discrepancy.value), "mmd_sigma": .number(discrepancy.bandwidth),
        ]
    },
    "drift_categorical": .compare { row in
        let drift = try CategoricalDrift(
            reference: row.numbers("reference_counts").map { Int($0) }, current: row.numbers("current_counts").map { Int($0) })
        return [
            "chi2": defined(try drift.chiSquaredTest().statistic), "df": defined(try Double(drift.chiSquaredTest().degreesOfFreedom)),
            "p": defined(try drift.chiSquaredTest().pValue), "g": defined(try drift.likelihoodRatioTest().statistic),
            "g_p": defined(try drift.likelihoodRatioTest().pValue), "tvd": .number(drift.totalVariation),
            "js_distance_base2": .number(drift.jensenShannonDistance), "cramers_v": defined(try drift.cramersV()),
        ]
    },
    "psi_test": .compare { row in
        let stability = try PopulationStability(
            referenceCounts: row.numbers("reference_counts").map { Int($0) }, currentCounts: row.numbers("current_counts").map { Int($0) },
            pseudoCount: row.number("pseudo"))
        return [
            "psi": .number(stability.index), "chi2_scaled": .number(stability.scaledStatistic), "df": .init(stability.degreesOfFreedom),
            "p": .number(stability.pValue),
        ]
    },
    "stream_detectors": .compare { row in
        func setting(_ detector: String, _ key: String) throws -> Double {
            guard let value = row[detector]?[key]?.doubleValue else { throw GoldenError(description: "\(row.id): no \(detector).\(key)") }
            return value
        }
        var hinkley = try PageHinkley(
            minimumCount: Int(setting("page_hinkley", "min_instances")), delta: setting("page_hinkley", "delta"),
            threshold: setting("page_hinkley", "threshold"), forgetting: setting("page_hinkley", "alpha"),
            direction: PageHinkley.Direction(rawValue: row["page_hinkley"]?["mode"]?.stringValue ?? "both") ?? .both)
        var window = try AdaptiveWindow(
            delta: setting("adwin", "delta"), clock: Int(setting("adwin", "clock")), maximumBuckets: Int(setting("adwin", "max_buckets")),
            minimumPart: Int(setting("adwin", "min_window_length")), gracePeriod: Int(setting("adwin", "grace_period")))
        var chart = try CumulativeSum(
            target: setting("cusum", "target"), standardDeviation: setting("cusum", "sd"), slack: setting("cusum", "k"),
            limit: setting("cusum", "h"))
        var alarms: (hinkley: [JSONValue], window: [JSONValue], chart: [JSONValue]) = ([], [], [])
        for (place, x) in try row.numbers("x").enumerated() {
            if try hinkley.observe(x) { alarms.hinkley.append(.init(place)) }
            if try window.observe(x) { alarms.window.append(.init(place)) }
            if try chart.observe(x) { alarms.chart.append(.init(place)) }
        }
        return [
            "page_hinkley_alarms": .array(alarms.hinkley), "adwin_alarms": .array(alarms.window), "cusum_alarms": .array(alarms.chart),
            "cusum_last": [.number(chart.upper), .number(chart.lower)],
        ]
    },
    "model_equality_mmd_hamming": .compare { row in
        func completions(_ key: String) throws -> [ModelEqualityTest.Completion] {
            try row.matrix(key).map { ModelEqualityTest.Completion(prompt: Int($0[0]), tokens: $0.dropFirst().map { Int($0) }) }
        }
        return ["mmd2": .number(try ModelEqualityTest(reference: completions("x"), current: completions("y")).value)]
    },
    "semantic_entropy": .compare { row in
        let clusters = try row.numbers("cluster_ids").map { Int($0) }
        let entropy = try SemanticEntropy(clusters: clusters)
        let weighted = try SemanticEntropy.weighted(clusters: clusters, logLikelihoods: row.numbers("log_likelihoods"))
        return [
            "discrete_entropy": .number(entropy.discrete), "normalized_discrete_0_1": .number(entropy.normalized),
            "cluster_log_probs": .array(weighted.clusterLogProbabilities.map { .number($0) }),
            "semantic_entropy_rao": .number(weighted.entropy), "naive_predictive_entropy": .number(weighted.naiveEntropy),
        ]
    },
]
