import GoldenSupport
import Statistics
import TouchstoneJSON

/// Judges: their biases, corrections for their errors, and what to send to people.
let judgeChecks: [String: GoldenCheck] = [
    "swap_order": .compare { row in
        let swap = try SwapOrder(
            firstShownFirst: row.texts("a_first").map { PlacePreference(rawValue: $0) ?? .tie },
            secondShownFirst: row.texts("b_first").map { PlacePreference(rawValue: $0) ?? .tie })
        return [
            "a_wins": .init(swap.firstWins), "b_wins": .init(swap.secondWins), "inconsistent_first": .init(swap.favoringFirstPlace),
            "inconsistent_second": .init(swap.favoringSecondPlace), "consistency": .number(swap.consistency),
            "position_bias": .number(swap.positionBias), "position_bias_p": .number(swap.positionBiasPValue),
            "a_win_rate_ties_half": .number(swap.winRate), "sign_test_p": .number(swap.winPValue),
        ]
    },
    "alt_test": .compare { row in
        func annotations(_ value: JSONValue?) -> [String: Double] {
            Dictionary(
                uniqueKeysWithValues: (value?.objectValue ?? [:]).compactMap { member in member.value.doubleValue.map { (member.key, $0) } }
            )
        }
        let people = (row["humans"]?.objectValue ?? [:]).map { ($0.key, annotations($0.value)) }
        let test = try AltTest(
            judge: annotations(row["llm"]), people: Dictionary(uniqueKeysWithValues: people),
            scoring: AltTest.Scoring(rawValue: row.text("scoring")) ?? .accuracy, epsilon: row.number("epsilon"),
            falseDiscoveryRate: row.number("q_fdr"), minimumItems: row.integer("min_instances_per_human"))
        return [
            "winning_rate": .number(test.winningRate), "avg_advantage_probability": .number(test.advantageProbability),
            "llm_may_replace": .bool(test.passes),
        ]
    },
    "rogan_gladen": .compare { row in
        let calibration = RoganGladen.Calibration(
            negatives: try row.integer("cal_neg"), trueNegatives: try row.integer("cal_true_neg"), positives: try row.integer("cal_pos"),
            truePositives: try row.integer("cal_true_pos"))
        let corrected = try RoganGladen(
            passes: row.integer("judge_pass"), total: row.integer("n"), calibration: calibration, level: 1 - row.number("alpha"))
        let plan = row.expected["allocation"]
        let labels = corrected.allocation(labels: plan?["m"]?.intValue ?? 0, pilot: plan?["m_pilot"]?.intValue ?? 0)
        return [
            "observed": .number(corrected.observed), "tnr": .number(corrected.specificity), "tpr": .number(corrected.sensitivity),
            "youden": .number(corrected.youden), "raw": .number(corrected.unclipped), "estimate": .number(corrected.estimate),
            "delta_se": .number(corrected.standardError), "delta_ci": bounds(corrected.deltaInterval),
            "lee2025_ci": bounds(corrected.interval),
            "allocation": [
                "m": plan?["m"] ?? .null, "m_pilot": plan?["m_pilot"] ?? .null,
                "m0_m1": [.init(labels.negatives), .init(labels.positives)],
            ],
        ]
    },
    "ppi_mean": .compare { row in
        let (labels, judged) = (try row.numbers("y_labeled"), try row.numbers("judge_labeled"))
        let (unlabelled, level) = (try row.numbers("judge_unlabeled"), 1 - (try row.number("alpha")))
        func estimate(_ weight: PredictionPoweredMean.Weight) throws -> PredictionPoweredMean {
            try PredictionPoweredMean(labels: labels, judged: judged, unlabelled: unlabelled, weight: weight, level: level)
        }
        let (alone, plain, tuned) = (try estimate(.fixed(0)), try estimate(.fixed(1)), try estimate(.tuned))
        return [
            "classical": ["est": .number(alone.estimate), "se": .number(alone.standardError)],
            "ppi": ["est": .number(plain.estimate), "ci": bounds(plain.interval)],
            "check_own_ppi": ["est": .number(plain.estimate), "ci": bounds(plain.interval)],
            "ppi_plus": ["est": .number(tuned.estimate), "ci": bounds(tuned.interval)],
            "lambda_unclipped": .number(tuned.untunedWeight), "lambda": .number(tuned.weight),
            "n_effective_ratio_ppi_plus": .number(tuned.effectiveSampleRatio),
        ]
    },
    "stratified_ppi": .compare { row in
        func numbers(_ value: JSONValue?) -> [Double] { (value?.arrayValue ?? []).compactMap(goldenNumber) }
        let strata = (row["strata"]?.arrayValue ?? []).map {
            StratifiedPredictionPoweredMean.Stratum(
                weight: $0["weight"]?.doubleValue ?? .nan, labels: numbers($0["y"]), judged: numbers($0["f"]), unlabelled: numbers($0["F"]))
        }
        let mean = try StratifiedPredictionPoweredMean(strata, level: 1 - row.number("alpha"))
        return [
            "lambdas": .array(mean.weights.map { .number($0) }), "est": .number(mean.estimate), "se": .number(mean.standardError),
            "ci": bounds(mean.interval),
        ]
    },
    "active_ipw_mean": .compare { row in
        let active = try ActiveLabelling(
            judged: row.numbers("judge"), probabilities: row.numbers("pi"), labels: row.optionalNumbers("human"),
            level: 1 - row.number("alpha"))
        return [
            "est_lambda1": .number(active.unweighted.value), "se_lambda1": .number(active.unweighted.standardError),
            "lambda": .number(active.weight), "est": .number(active.estimate.value), "se": .number(active.estimate.standardError),
            "ci": bounds(active.interval),
        ]
    },
    "neyman_allocation": .compare { row in
        let allocation = try NeymanAllocation(
            weights: row.numbers("weights"), standardDeviations: row.numbers("sds"), budget: row.integer("budget"))
        return [
            "n_real": .array(allocation.shares.map { .number($0) }), "variance_neyman": .number(allocation.variance),
            "variance_proportional": .number(allocation.proportionalVariance),
        ]
    },
    "calibration": .compare { row in
        let scored = try ScoredOutcomes(scores: row.numbers("p"), outcomes: row.numbers("y").map { $0 == 1 })
        return [
            "brier": .number(scored.brier), "log_loss": .number(scored.logLoss), "roc_auc": defined(try scored.areaUnderROC()),
            "average_precision": defined(try scored.averagePrecision()),
            "ece_equal_width": defined(try scored.expectedCalibrationError(.equalWidth(row.integer("bins")))),
        ]
    },
    "geval_weighted_score": .compare { row in
        let score = try ScoreDistribution(scores: row.numbers("scores"), logProbabilities: row.numbers("logprobs"))
        let scale = try row.numbers("scale")
        return [
            "expected": .number(score.expected), "mass": .number(score.mass), "variance": .number(score.variance),
            "normalized_0_1": defined(try score.normalized(to: scale[0]...scale[1])), "argmax": .number(score.mode),
            "entropy_nats": .number(score.entropy),
        ]
    },
]
