package import TouchstoneJSON

extension SampleReport {
    /// The sample under the keys of `docs/report-json.md`; absent parts are left out.
    package var json: JSONObject {
        var object: JSONObject = ["index": JSONValue(index), "id": .string(id), "epoch": JSONValue(epoch)]
        object["state"] = .array(state.names.map(JSONValue.string))
        object["slices"] = slices.isEmpty ? nil : .array(slices.map(\.json))
        object["inputs"] = inputs
        object["outputs"] = outputs
        object["expected"] = expected
        object["context"] = context
        object["error"] = error.map(JSONValue.string)
        object["calls"] = calls?.json
        object["scores"] = .array(scores.map(\.json))
        return object
    }
}

extension CallFigures {
    var json: JSONValue {
        [
            "cached": .bool(cached), "attempts": JSONValue(attempts), "input_tokens": JSONValue(inputTokens),
            "output_tokens": JSONValue(outputTokens), "seconds": JSONValue(seconds), "cost_usd": JSONValue(cost),
        ]
    }
}

extension ScoreReport {
    var json: JSONValue {
        var object: JSONObject = ["name": .string(name), "value": value ?? .null]
        object["passed"] = passed.map(JSONValue.bool)
        object["reason"] = reason.map(JSONValue.string)
        object["error"] = error.map(JSONValue.string)
        object["rationale"] = rationale.map(JSONValue.string)
        return .object(object)
    }
}
