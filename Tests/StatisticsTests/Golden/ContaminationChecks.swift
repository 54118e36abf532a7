import GoldenSupport
import Statistics
import TouchstoneJSON

/// Contamination of benchmarks.
let contaminationChecks: [String: GoldenCheck] = [
    "ngram_overlap": .compare { row in
        var index = try NGramIndex(n: row.integer("n"))
        index.add(try row.text("document"))
        let overlap = index.overlap(of: try row.text("item"))
        return [
            "n_grams": .init(overlap.grams), "hits": .init(overlap.hits), "hit_fraction": .number(overlap.hitFraction),
            "token_coverage": .number(overlap.tokenCoverage), "contaminated_any": .bool(overlap.isContaminated),
        ]
    },
    "perturbation_gap": .compare { row in
        let gap = try PerturbationGap(original: row.numbers("original"), perturbed: row.matrix("perturbed"))
        return [
            "gap": .number(gap.value), "se": .number(gap.standardError), "t": .init(gap.statistic), "p_one_sided": .number(gap.pValue),
            "ci95": bounds(gap.interval),
        ]
    },
    "min_k_prob": .compare { row in
        let tokens = try TokenLikelihoods(logProbabilities: row.numbers("token_logprobs"))
        let share = try row.number("k")
        return [
            "n_tokens_used": .init(tokens.tokensUsed(share: share)), "min_k": .number(try tokens.minimumShare(share)),
            "min_k_plus_plus": .number(
                try tokens.standardizedMinimumShare(
                    share, means: row.numbers("vocab_mean_logprob"), deviations: row.numbers("vocab_std_logprob"))),
            "mean_logprob": .number(tokens.mean), "perplexity": .number(tokens.perplexity),
        ]
    },
]
