import GoldenSupport
import Statistics
import TouchstoneJSON

/// multiple_testing, power, pairwise_ranking.
let decisionChecks: [String: GoldenCheck] = [
    "adjust_p": .compare { row in
        let (p, alpha) = try (row.numbers("p"), row.number("alpha"))
        func adjusted(_ method: Multiplicity) throws -> JSONValue { try .array(method.adjust(p).map { JSONValue($0) }) }
        func rejected(_ method: Multiplicity) throws -> JSONValue { try .array(method.adjust(p).map { .bool($0 <= alpha) }) }
        return try .object([
            "bonferroni": adjusted(.bonferroni), "sidak": adjusted(.sidak), "holm": adjusted(.holm), "simes_hochberg": adjusted(.hochberg),
            "hommel": adjusted(.hommel), "fdr_bh": adjusted(.benjaminiHochberg), "fdr_by": adjusted(.benjaminiYekutieli),
            "reject_holm": rejected(.holm), "reject_bh": rejected(.benjaminiHochberg),
        ])
    },
    "n_paired_t": .compare { row in
        try .object([
            "n": JSONValue(TTestPower.pairs(effect: row.number("effect_dz"), alpha: row.number("alpha"), power: row.number("power")))
        ])
    },
    "power_paired_t": .compare { row in
        let power = try TTestPower.paired(effect: row.number("effect_dz"), pairs: row.number("n"), alpha: row.number("alpha"))
        return .object(["power": JSONValue(power)])
    },
    "n_per_group_t": .compare { row in
        let n = try TTestPower.perGroup(effect: row.number("effect_d"), alpha: row.number("alpha"), power: row.number("power"))
        return .object(["n": JSONValue(n)])
    },
    "mde_miller": .compare { row in
        let detectable = try DetectableEffect(
            questionVariance: row.number("omega2"), firstVariance: row.number("sigma2_a"), firstEpochs: row.number("k_a"),
            secondVariance: row.number("sigma2_b"), secondEpochs: row.number("k_b"))
        let (n, alpha, power) = try (row.count("n"), row.number("alpha"), row.number("power"))
        return try .object([
            "se": JSONValue(detectable.standardError(questions: n)),
            "mde": JSONValue(detectable.minimum(questions: n, alpha: alpha, power: power)),
            "n_for_mde_0_03": JSONValue(detectable.questions(difference: 0.03, alpha: alpha, power: power)),
        ])
    },
    "n_mcnemar_connor": .compare { row in
        let n = try ProportionPower.mcNemarPairs(
            discordance: row.number("discordant"), difference: row.number("diff"), alpha: row.number("alpha"), power: row.number("power"))
        return .object(["n": JSONValue(n), "n_ceil": JSONValue(n.rounded(.up))])
    },
    "n_two_proportions": .compare { row in
        let (p1, p2, alpha, power) = try (row.number("p1"), row.number("p2"), row.number("alpha"), row.number("power"))
        return try .object([
            "n_per_group_pooled": JSONValue(ProportionPower.perGroup(p1, p2, alpha: alpha, power: power)),
            "cohen_h": JSONValue(abs(cohensH(p1, p2))),
            "n_per_group_arcsine": JSONValue(ProportionPower.perGroupArcsine(p1, p2, alpha: alpha, power: power)),
        ])
    },
    "bradley_terry": .compare { row in
        let wins = (row["wins"]?.arrayValue ?? []).map { ($0.arrayValue ?? []).compactMap(goldenNumber) }
        let ranking = try BradleyTerry(wins: wins)
        let order = ranking.strengths.indices.sorted { ranking.strengths[$0] > ranking.strengths[$1] }
        return .object([
            "theta_centered": list(ranking.strengths), "se": list(ranking.standardErrors), "elo_1000": list(ranking.eloRatings),
            "elo_se": list(ranking.eloStandardErrors), "loglik": JSONValue(ranking.logLikelihood),
            "top2_diff": JSONValue(ranking.strengths[order[0]] - ranking.strengths[order[1]]),
            "top2_diff_se": JSONValue(ranking.differenceStandardError(order[0], order[1])), "mean_win_rate": list(ranking.meanWinRates),
        ])
    },
    "mean_win_rate": .compare { row in
        let scores = (row["scores_model_by_scenario"]?.arrayValue ?? []).map { ($0.arrayValue ?? []).map(goldenNumber) }
        return try .object(["mean_win_rate_half_ties": list(meanWinRates(scores))])
    },
]

private func list(_ values: [Double?]) -> JSONValue { .array(values.map { JSONValue($0) }) }
