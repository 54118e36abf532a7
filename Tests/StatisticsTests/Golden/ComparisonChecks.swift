import GoldenSupport
import Statistics
import TouchstoneJSON

/// paired_binary, paired_numeric, two_sample.
let comparisonChecks: [String: GoldenCheck] = [
    "paired_binary": .compare { row in
        let counts = try PairedCounts(
            both: row.count("both"), onlyFirst: row.count("only_a"), onlySecond: row.count("only_b"), neither: row.count("neither"))
        let level = try 1 - row.number("alpha")
        func test(_ continuity: Bool) -> JSONValue {
            (try? counts.mcNemarChiSquared(continuity: continuity)).map { $0.json("stat") } ?? .null
        }
        return try .object([
            "p_a": JSONValue(counts.firstRate), "p_b": JSONValue(counts.secondRate), "diff": JSONValue(counts.difference),
            "mcnemar_exact_p": JSONValue(counts.mcNemarExact), "mcnemar_midp": JSONValue(counts.mcNemarMidP),
            "mcnemar_chi2_cc": test(true), "mcnemar_chi2": test(false), "diff_se_ddof1": JSONValue(try? counts.standardError()),
            "diff_newcombe10": counts.newcombeInterval(level: level).json, "diff_tango": counts.tangoInterval(level: level).json,
            "bayes_p_a_gt_b_dirichlet1": JSONValue(counts.probabilityFirstBetter),
            "odds_ratio_discordant": extended(try? counts.oddsRatio()),
        ])
    },
    "paired_numeric": .compare { row in
        let pairs = try PairedValues(row.numbers("a"), row.numbers("b"))
        let t = try? pairs.tTest()
        let signs = try SignTest(pairs.differences)
        let wilcoxon = try? WilcoxonSignedRank(pairs.differences, resolution: pairs.resolution)
        func ranked(_ p: Double?) -> JSONValue { .object(["W": JSONValue(wilcoxon?.statistic), "p": JSONValue(p)]) }
        return try .object([
            "mean_diff": JSONValue(pairs.moments.mean), "se": JSONValue(try? pairs.moments.standardError()), "t": JSONValue(t?.statistic),
            "p_t": JSONValue(t?.pValue), "t_ci": (try? pairs.tInterval())?.json ?? .null, "cohen_dz": JSONValue(try? pairs.effectSize()),
            "pearson_r": JSONValue(pairs.correlation), "se_unpaired": JSONValue(try? pairs.unpairedStandardError()),
            "sign_test": .object([
                "pos": JSONValue(signs.positive), "neg": JSONValue(signs.negative), "p": JSONValue(signs.pValue),
            ]),
            "wilcoxon_approx_cc": ranked(wilcoxon?.approximatePValue()),
            "wilcoxon_approx": ranked(wilcoxon?.approximatePValue(continuity: false)),
            "wilcoxon_exact": ranked(try? wilcoxon?.exactPValue()),
            "signflip_exact_p": JSONValue(SignFlipTest(pairs.differences, seed: 1).pValue),
        ])
    },
    "two_sample_numeric": .compare { row in
        let (x, y) = try (row.numbers("x"), row.numbers("y"))
        let (welch, ranks) = try (WelchTest(x, y), MannWhitney(x, y))
        return try .object([
            "welch": .object([
                "t": JSONValue(welch.statistic), "df": JSONValue(welch.degreesOfFreedom), "p": JSONValue(welch.pValue),
                "ci": welch.interval().json,
            ]),
            "mwu": .object([
                "U": JSONValue(ranks.statistic), "p_asym_cc": JSONValue(ranks.approximatePValue()),
                "p_exact": JSONValue(try? ranks.exactPValue()),
            ]),
            "cliffs_delta": JSONValue(ranks.cliffsDelta), "cohen_d": JSONValue(cohensD(x, y)), "hedges_g_approx": JSONValue(hedgesG(x, y)),
        ])
    },
    "two_sample_proportion": .compare { row in
        let rates = try TwoProportions(row.count("k1"), of: row.count("n1"), against: row.count("k2"), of: row.count("n2"))
        let level = try 1 - row.number("alpha")
        func bounds(_ method: RateDifferenceMethod) throws -> JSONValue {
            let interval = try rates.interval(level: level, method: method)
            return interval.json
        }
        return try .object([
            "z_pooled": (try? rates.zTest())?.json("z") ?? .null, "fisher_p": JSONValue(rates.fisherExact),
            "diff_ci_newcomb": bounds(.newcombe), "diff_ci_score": bounds(.statsmodelsScore), "diff_ci_wald": bounds(.wald),
            "diff_ci_agresti_caffo": bounds(.agrestiCaffo), "bayes_p1_gt_p2_uniform": JSONValue(rates.probabilityFirstHigher),
        ])
    },
]

extension TestResult {
    fileprivate func json(_ name: String) -> JSONValue { .object([name: JSONValue(statistic), "p": JSONValue(pValue)]) }
}

/// A number with infinity as the golden rows write it.
private func extended(_ value: Double?) -> JSONValue { value == .infinity ? .string("Infinity") : JSONValue(value) }
