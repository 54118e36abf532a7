import GoldenSupport
import Scoring
import TouchstoneJSON

/// Exact matches, edit distances and error rates.
let textMatchChecks: [String: GoldenCheck] = [
    "squad_v1": .compare { row in
        let (prediction, reference) = (SquadAnswer(try row.text("prediction")), SquadAnswer(try row.text("reference")))
        return [
            "normalized_prediction": .string(prediction.text), "normalized_reference": .string(reference.text),
            "exact_match": JSONValue(prediction == reference), "f1": JSONValue(tokenF1(prediction, reference)),
        ]
    },
    "squad_v2": .compare { row in
        let scores = squadScores(prediction: try row.text("prediction"), references: [try row.text("reference")], version: .v2)
        return ["exact": JSONValue(scores.exactMatch), "f1": JSONValue(scores.f1)]
    },
    "hf_exact_match": .compare { row in
        let options = row["params"]
        let comparison = try HFExactMatch(
            regexesToIgnore: (options?["regexes_to_ignore"]?.arrayValue ?? []).map(\.asText),
            ignoresCase: options?["ignore_case"]?.boolValue ?? false,
            ignoresPunctuation: options?["ignore_punctuation"]?.boolValue ?? false,
            ignoresNumbers: options?["ignore_numbers"]?.boolValue ?? false)
        return JSONValue(try comparison.matches(row.text("prediction"), row.text("reference")))
    },
    "mlflow_exact_match": .compare { row in
        let pairs = zip(try row.texts("predictions"), try row.texts("targets")).map { isExactMatch($0, $1) ? 1.0 : 0.0 }
        return ["exact_match/v1": JSONValue(pairs.reduce(0, +) / Double(pairs.count))]
    },
    "edit_distance": .compare { row in
        let pair = TextDistance(try row.text("a"), try row.text("b"))
        return [
            "levenshtein": JSONValue(pair.levenshtein), "levenshtein_normalized_similarity": JSONValue(pair.levenshteinSimilarity),
            "indel": JSONValue(pair.indel), "indel_normalized_similarity": JSONValue(pair.indelSimilarity),
            "lcs_seq": JSONValue(pair.commonSubsequence), "osa": JSONValue(pair.optimalStringAlignment),
            "damerau_levenshtein": JSONValue(pair.damerauLevenshtein), "jaro": JSONValue(pair.jaro),
            "jaro_winkler": JSONValue(pair.jaroWinkler), "hamming_padded": JSONValue(pair.hamming),
        ]
    },
    "fuzz": .compare { row in
        let pair = FuzzRatios(try row.text("a"), try row.text("b"))
        return [
            "ratio": JSONValue(pair.ratio), "partial_ratio": JSONValue(pair.partialRatio),
            "token_sort_ratio": JSONValue(pair.tokenSortRatio), "token_set_ratio": JSONValue(pair.tokenSetRatio),
        ]
    },
    "wer": .compare { row in
        errorRates(wordErrors(reference: try row.text("reference"), hypothesis: try row.text("hypothesis")))
    },
    "wer_corpus": .compare { row in
        let pairs = zip(try row.texts("references"), try row.texts("hypotheses"))
        return errorRates(pairs.reduce(EditCounts()) { $0 + wordErrors(reference: $1.0, hypothesis: $1.1) })
    },
    "cer": .compare { row in
        errorRates(characterErrors(reference: try row.text("reference"), hypothesis: try row.text("hypothesis")))
    },
]

private func errorRates(_ counts: EditCounts) -> JSONValue {
    [
        "wer": JSONValue(counts.errorRate), "cer": JSONValue(counts.errorRate), "mer": JSONValue(counts.matchErrorRate),
        "wil": JSONValue(counts.informationLost), "wip": JSONValue(counts.informationPreserved), "hits": JSONValue(counts.hits),
        "substitutions": JSONValue(counts.substitutions), "deletions": JSONValue(counts.deletions),
        "insertions": JSONValue(counts.insertions),
    ]
}
