package import TouchstoneJSON

extension ComparisonReport {
    /// The version of the layout that ``document(_:)`` writes.
    package static let jsonFormat = "touchstone.comparison/1"

    /// Comparisons under the keys of `docs/report-json.md`.
    package static func document(_ reports: [ComparisonReport]) -> JSONValue {
        ["format": .string(jsonFormat), "comparisons": .array(reports.map(\.json))]
    }

    var json: JSONValue {
        [
            "candidate": candidate.json, "baseline": baseline.json, "sentence": .string(sentence),
            "outcome": JSONValue(gates.outcome?.rawValue), "metrics": .array(metrics.map(\.json)), "gates": .array(gates.map(\.json)),
            "flips": .array(flips.map(\.json)), "flips_omitted": JSONValue(flipsOmitted),
            "warnings": .array(warnings.map(JSONValue.string)),
        ]
    }
}

extension ComparedMetric {
    var json: JSONValue {
        [
            "name": .string(name), "key": .string(key), "direction": .string(direction.rawValue), "pass_fail": .bool(isPassFail),
            "margin": JSONValue(margin), "improved": JSONValue(improved), "worsened": JSONValue(worsened), "unpaired": JSONValue(unpaired),
            "verdict": VerdictJSON.value(verdict), "slices": .array(slices.map(\.json)),
        ]
    }
}

extension Flip {
    var json: JSONValue {
        var object: JSONObject = [
            "sample": .string(sample), "epoch": JSONValue(epoch), "metric": .string(metric), "before": before, "after": after,
            "change": .string(isFix ? "fixed" : "broke"),
        ]
        object["slices"] = slices.isEmpty ? nil : .array(slices.map(\.json))
        object["input"] = input
        object["expected"] = expected
        object["baseline_answer"] = baselineAnswer
        object["candidate_answer"] = candidateAnswer
        return .object(object)
    }
}
