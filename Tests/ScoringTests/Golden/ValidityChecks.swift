import GoldenSupport
import Scoring
import TouchstoneJSON

/// JSON validity, judge answers and MLflow's code scorers.
let validityChecks: [String: GoldenCheck] = [
    "json_valid": .compare { row in
        let text = try row.text("text")
        return [
            "python_json": .bool(JSONDialect.python.defect(of: text) == nil),
            "rfc8259_no_nan": .bool(JSONDialect.strict.defect(of: text) == nil),
        ]
    },
    "genai_v1_parse": .compare { row in
        do {
            return verdict(try GenAIScore(parsing: row.text("text")))
        } catch let error as GenAIScoreError {
            return ["raises": .string(error.exception), "row_result": ["score": nil, "justification": .string(error.description)]]
        }
    },
    "genai_v3_strip_fences": .compare { .string(CodeFence.content(of: try $0.text("text"))) },
    "genai_aggregate": .compare { row in
        let scores = (row["scores"]?.arrayValue ?? []).compactMap(\.doubleValue)
        var result = JSONObject()
        for name in row["params"]?["aggregations"]?.arrayValue ?? [] {
            guard let aggregation = Aggregation(name: name.asText) else { throw GoldenError(description: "no aggregation \(name)") }
            result[name.asText] = JSONValue(try? aggregation.value(of: scores))
        }
        return .object(result)
    },
    "pii_detection": .compare { row in try yesOrNo(row, "pii_detection", explained: true) },
    "regex_match": .compare { row in try yesOrNo(row, "regex_match", explained: false) },
    "response_length": .compare { row in try yesOrNo(row, "response_length", explained: true) },
]

private func verdict(_ score: GenAIScore) -> JSONValue {
    ["score": JSONValue(score.score), "justification": JSONValue(score.justification)]
}

/// MLflow's "yes" and "no" from a scorer of the catalogue that passes or fails.
private func yesOrNo(_ row: GoldenRow, _ name: String, explained: Bool) throws -> JSONValue {
    let given = (row["params"]?.objectValue ?? JSONObject()).filter { !$0.value.isNull }
    let arguments = JSONObject(given.map { ($0.key, $0.value) })
    guard let scorer = try ScorerCatalogue.standard.scorer(name, arguments) as? FunctionScorer,
        let score = try scorer.score(Sample(["outputs": .string(row.text("text"))])).first
    else { throw GoldenError(description: "\(name) gave no score") }
    let value: JSONValue = score.value == .bool(true) ? "yes" : "no"
    return explained ? ["value": value, "rationale": JSONValue(score.rationale)] : value
}
