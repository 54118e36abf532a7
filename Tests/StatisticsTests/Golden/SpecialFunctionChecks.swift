import GoldenSupport
import Statistics
import TouchstoneJSON

/// special_functions and rng.
let specialFunctionChecks: [String: GoldenCheck] = [
    "norm_cdf": .compare { try JSONValue(Normal.cdf($0.number("x"))) },
    "norm_sf": .compare { try JSONValue(Normal.survival($0.number("x"))) },
    "norm_ppf": .compare { try JSONValue(Normal.quantile($0.number("p"))) },
    "t_cdf": .compare { try JSONValue(StudentT($0.number("df")).cdf($0.number("x"))) },
    "t_ppf": .compare { try JSONValue(StudentT($0.number("df")).quantile($0.number("p"))) },
    "chi2_sf": .compare { try JSONValue(ChiSquared($0.number("df")).survival($0.number("x"))) },
    "beta_cdf": .compare { try JSONValue(BetaDistribution($0.number("a"), $0.number("b")).cdf($0.number("x"))) },
    "beta_ppf": .compare { try JSONValue(BetaDistribution($0.number("a"), $0.number("b")).quantile($0.number("p"))) },
    "lgamma": .compare { try JSONValue(logGamma($0.number("x"))) },
    "digamma": .compare { try JSONValue(digamma($0.number("x"))) },
    "gamma_p": .compare { try JSONValue(regularizedGammaP($0.number("a"), $0.number("x"))) },
    "binom_cdf": .compare {
        try JSONValue(BinomialDistribution(trials: Int($0.number("n")), rate: $0.number("p")).cdf(Int($0.number("k"))))
    },
    "f_sf": .compare { try JSONValue(FDistribution($0.number("df1"), $0.number("df2")).survival($0.number("x"))) },
    "kolmogorov_sf": .compare { try JSONValue(Kolmogorov.survival($0.number("x"))) },
    "xoshiro256ss_splitmix64": .compare { row in
        guard let seed = try UInt64(row.text("seed")) else { throw GoldenError(description: "the seed is no 64-bit number") }
        let bound = try UInt64(row.number("bound"))
        var (expansion, words, doubles, bounded) = (
            SplitMix64(seed: seed), Xoshiro256(seed: seed), Xoshiro256(seed: seed), Xoshiro256(seed: seed)
        )
        func count(_ key: String) -> Range<Int> { 0..<(row.expected[key]?.arrayValue?.count ?? 0) }
        return .object([
            "splitmix64": .array(count("splitmix64").map { _ in .string(String(expansion.next())) }),
            "u64": .array(count("u64").map { _ in .string(String(words.next())) }),
            "double53": .array(count("double53").map { _ in JSONValue(doubles.nextDouble()) }),
            "bounded_lemire": .array(count("bounded_lemire").map { _ in JSONValue(Double(bounded.next(below: bound))) }),
        ])
    },
]
