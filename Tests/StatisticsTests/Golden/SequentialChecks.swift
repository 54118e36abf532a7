import GoldenSupport
import Statistics
import TouchstoneJSON

/// Sequential runs and parts of benchmarks.
let sequentialChecks: [String: GoldenCheck] = [
    "confidence_sequence": .compare { row in
        let (level, times) = (1 - (try row.number("alpha")), try row.numbers("times_1based").map { Int($0) })
        var betting = try BettingConfidenceSequence(level: level)
        var bernstein = try ClosedFormConfidenceSequence(.empiricalBernstein, level: level)
        var hoeffding = try ClosedFormConfidenceSequence(.hoeffding, level: level)
        var asymptotic = try AsymptoticConfidenceSequence(plannedCount: 100, level: level)
        var (first, second, third, fourth, capital) = ([JSONValue](), [JSONValue](), [JSONValue](), [JSONValue](), [JSONValue]())
        for (place, x) in try row.numbers("x").enumerated() {
            try betting.observe(x)
            try bernstein.observe(x)
            try hoeffding.observe(x)
            try asymptotic.observe(x)
            guard times.contains(place + 1) else { continue }
            first.append(bounds(bernstein.interval))
            second.append(bounds(hoeffding.interval))
            third.append(bounds(betting.interval))
            fourth.append(bounds(asymptotic.interval))
            capital.append(.number(betting.logCapital(against: 0.5)))
        }
        return [
            "empirical_bernstein": .array(first), "hoeffding": .array(second), "hedged_capital_grid1000": .array(third),
            "hedged_log_capital_at_half": .array(capital),
            "asymptotic_t100": ["rho": .number(asymptotic.rho), "ci": .array(fourth)],
        ]
    },
    "hedged_cs_without_replacement": .compare { row in
        let times = try row.numbers("times_1based").map { Int($0) }
        var betting = try BettingConfidenceSequence(level: 1 - row.number("alpha"), population: row.integer("N"))
        var (intervals, capital) = ([JSONValue](), [JSONValue]())
        for (place, x) in try row.numbers("x").enumerated() {
            try betting.observe(x)
            guard times.contains(place + 1) else { continue }
            intervals.append(bounds(betting.interval))
            capital.append(.number(betting.logCapital(against: 0.5)))
        }
        return ["cs_grid1000": .array(intervals), "log_capital_at_half": .array(capital)]
    },
    "msprt_normal": .compare { row in
        var test = try MixtureSequentialTest(variance: row.number("sigma2"), effectVariance: row.number("tau2"))
        for x in try row.numbers("x") { try test.observe(x) }
        return [
            "log_lambda_last": .number(test.logRatio), "always_valid_p_last": .number(test.pValue),
            "cs_radius_last": .number(try test.interval(level: 1 - row.number("alpha")).width / 2),
        ]
    },
    "sequential_mcnemar_e": .compare { row in
        let test = try DiscordantPairsTest(wins: row.integer("wins"), losses: row.integer("losses"), prior: row.number("prior"))
        return [
            "log_e": .number(test.logEvidence), "e_value": .number(test.evidence), "always_valid_p_current": .number(test.pValue),
        ]
    },
    "lan_demets_two_sided": .compare { row in
        let spending = GroupSequentialDesign.Spending(rawValue: try row.text("spending")) ?? .obrienFleming
        let design = try GroupSequentialDesign(looks: row.integer("looks"), alpha: row.number("alpha"), spending: spending)
        return [
            "info_fraction": .array(design.fractions.map { .number($0) }), "cum_alpha": .array(design.spent.map { .number($0) }),
            "z_bounds": .array(design.bounds.map { .number($0) }),
        ]
    },
    "subset_difference_estimator": .compare { row in
        let (predictor, sample) = (try row.numbers("previous_all"), try row.numbers("current_sample"))
        let (indices, level) = (try row.numbers("sample_index").map { Int($0) }, 1 - (try row.number("alpha")))
        func json(_ estimate: SubsetEstimate) -> JSONValue {
            ["est": .number(estimate.value), "se": .number(estimate.standardError), "ci": bounds(estimate.interval)]
        }
        return [
            "srs": json(try SubsetEstimate(sample: sample, population: predictor.count, level: level)),
            "difference": json(
                try SubsetEstimate(sample: sample, indices: indices, predictor: predictor, weight: 1, level: level)),
            "regression": json(try SubsetEstimate(sample: sample, indices: indices, predictor: predictor, level: level)),
            "lambda": .number(try SubsetEstimate.bestWeight(sample: sample, indices: indices, predictor: predictor)),
            "rho": defined(try Correlation.pearson(sample, indices.map { predictor[$0] }).value),
        ]
    },
    "irt_2pl": .compare { row in
        let seen = try row.numbers("y")
        let model = try ItemResponseModel(
            discriminations: row.numbers("a") + row.numbers("unseen_a"), difficulties: row.numbers("b") + row.numbers("unseen_b"))
        let answers = seen.map { Optional($0) } + [Double?](repeating: nil, count: model.difficulties.count - seen.count)
        let ability = try model.ability(answers: answers)
        return [
            "theta_map": .number(ability.value), "test_information": .number(ability.information),
            "theta_se_with_prior": .number(ability.standardError), "p_irt_estimate": .number(try model.predictedScore(answers: answers)),
            "next_item_max_info": .init(try model.mostInformativeItem(answers: answers).map { $0 - seen.count }),
        ]
    },
]
