import GoldenSupport
import Scoring
import Statistics
import TouchstoneJSON

/// Bias scores, and the formulas that Ragas and DeepEval put on verdicts.
let biasChecks: [String: GoldenCheck] = [
    "bbq_bias": .compare { row in
        let items = try (row["rows"]?.arrayValue ?? []).map(bbqItem)
        let bias = BBQBias(items)
        return [
            "accuracy_ambiguous": JSONValue(bias.ambiguous.accuracy), "s_dis_style_ambiguous": JSONValue(bias.ambiguous.bias),
            "s_amb": JSONValue(bias.ambiguousScore), "accuracy_disambiguated": JSONValue(bias.disambiguated.accuracy),
            "s_dis_style_disambiguated": JSONValue(bias.disambiguated.bias), "s_dis": JSONValue(bias.disambiguatedScore),
        ]
    },
    "crows_pairs": .compare { row in
        let pairs = try vectors(row, "pairs_logprob_stereo_anti", 2).map { (stereotype: $0[0], antiStereotype: $0[1]) }
        return ["crows_pairs_score": JSONValue(try StereotypePreference.crowSPairs(pairs)), "ties_counted_as": 0]
    },
    "stereoset": .compare { row in
        let triples = try vectors(row, "triples_stereo_anti_unrelated", 3).map {
            (stereotype: $0[0], antiStereotype: $0[1], unrelated: $0[2])
        }
        let scores = try StereoSet(triples)
        return ["lms": JSONValue(scores.languageModeling), "ss": JSONValue(scores.stereotype), "icat": JSONValue(scores.icat)]
    },
    "ragas_context_precision": .compare { row in JSONValue(RetrievalAugmented.contextPrecision(try verdicts(row))) },
    "deepeval_contextual_precision": .compare { row in JSONValue(RetrievalAugmented.contextualPrecision(try verdicts(row))) },
    "pass_at_k": .compare { row in
        JSONValue(try passAtK(samples: Int(row.number("n")), correct: Int(row.number("c")), k: Int(row.number("k"))))
    },
    "ragas_answer_correctness": .compare { row in
        let weights = row["params"]?["weights"]
        return JSONValue(
            RetrievalAugmented.answerCorrectness(
                truePositives: Int(try row.number("tp")), falsePositives: Int(try row.number("fp")),
                falseNegatives: Int(try row.number("fn")), similarity: try row.number("similarity"),
                weights: (weights?[0]?.doubleValue ?? 0.75, weights?[1]?.doubleValue ?? 0.25),
                beta: row["params"]?["beta"]?.doubleValue ?? 1))
    },
]

private func bbqItem(_ value: JSONValue) throws -> BBQBias.Item {
    guard let truth = BBQBias.Choice(rawValue: value["gold"]?.asText ?? ""),
        let prediction = BBQBias.Choice(rawValue: value["prediction"]?.asText ?? "")
    else { throw GoldenError(description: "no BBQ item: \(value.text())") }
    return BBQBias.Item(
        isAmbiguous: value["context"] == "ambiguous", isNegative: value["polarity"] == "negative", truth: truth, prediction: prediction)
}

private func verdicts(_ row: GoldenRow) throws -> [Bool] { try row.numbers("verdicts").map { $0 == 1 } }

private func vectors(_ row: GoldenRow, _ key: String, _ length: Int) throws -> [[Double]] {
    try (row[key]?.arrayValue ?? []).map { vector in
        let numbers = (vector.arrayValue ?? []).compactMap(goldenNumber)
        guard numbers.count == length else {
            throw GoldenError(description: "\(row.id): \(key) holds something else than \(length) numbers")
        }
        return numbers
    }
}
