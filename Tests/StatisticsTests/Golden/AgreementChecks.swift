import GoldenSupport
import Statistics
import TouchstoneJSON

/// Agreement of raters, and correlation.
let agreementChecks: [String: GoldenCheck] = [
    "agreement_two_raters": .compare { row in
        let table = try RatingTable(first: row.numbers("human"), second: row.numbers("judge"), labels: row.numbers("labels"))
        return [
            "po": .number(table.observedAgreement), "pabak": .number(table.prevalenceAdjustedKappa),
            "kappa": defined(try table.kappa()), "kappa_linear": defined(try table.kappa(weights: .linear)),
            "kappa_quadratic": defined(try table.kappa(weights: .quadratic)),
            "kappa_se": defined(try table.kappaStandardError()), "kappa_se0": defined(try table.kappaNullStandardError()),
            "kappa_ci95": bounds(try table.kappaInterval()), "mcc": .number(table.matthewsCorrelation),
            "gwet_ac1": defined(try table.gwet().value), "gwet_pe": defined(try table.gwet().chance),
            "gwet_se": defined(try table.gwet().standardError ?? .nan),
            "gwet_ac2_quadratic": defined(try table.gwet(weights: .quadratic).value),
            "tpr": defined(try table.recall(of: 1)), "tnr": defined(try table.recall(of: 0)),
            "precision": .number(table.precision(of: 1)), "f1": .number(table.f1(of: 1)),
            "balanced_accuracy": .number(table.balancedAccuracy),
        ]
    },
    "krippendorff_alpha": .compare { row in
        let raters = (row["ratings_by_rater"]?.arrayValue ?? []).map { ($0.arrayValue ?? []).map(\.doubleValue) }
        let used = Set(raters.joined().compactMap { $0 }).sorted()
        let coded = raters.map { $0.map { rating in rating.flatMap { used.firstIndex(of: $0) } } }
        func alpha(_ level: MeasurementLevel) -> JSONValue { defined(try krippendorffAlpha(ratingsByRater: raters, level: level)) }
        return [
            "alpha_nominal": alpha(.nominal), "alpha_ordinal": alpha(.ordinal), "alpha_interval": alpha(.interval),
            "alpha_ratio": alpha(.ratio),
            "gwet_ac1": defined(try GwetAgreement(ratingsByRater: coded, categories: used.count).value),
        ]
    },
    "correlation": .compare { row in
        let (x, y) = (try row.numbers("x"), try row.numbers("y"))
        return [
            "pearson": defined(try Correlation.pearson(x, y).value), "pearson_p": defined(try Correlation.pearson(x, y).pValue),
            "pearson_ci95": bounds(try Correlation.pearson(x, y).interval),
            "spearman": defined(try Correlation.spearman(x, y).value), "spearman_p": defined(try Correlation.spearman(x, y).pValue),
            "kendall_tau_b": defined(try Correlation.kendall(x, y).value),
            "kendall_p_asym": defined(try Correlation.kendall(x, y).pValue),
            "lin_ccc": defined(try Correlation.concordance(x, y)),
        ]
    },
]
