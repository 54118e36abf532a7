import TouchstoneJSON

extension Gate {
    /// The gate as the manifest keeps it.
    var json: JSONValue {
        switch self {
        case .threshold(let threshold): .string(threshold.text)
        case .noRegression(let rule):
            [
                "no_regression": [
                    "baseline": .string(rule.baseline), "margin": JSONValue(rule.margin),
                    "metrics": .array(rule.metrics.map(JSONValue.string)),
                ]
            ]
        }
    }

    /// Reads a gate from a manifest; nil when it is none.
    init?(json: JSONValue) {
        if let text = json.stringValue {
            guard let threshold = Threshold(text) else { return nil }
            self = .threshold(threshold)
        } else if let rule = json["no_regression"], let baseline = rule["baseline"]?.stringValue {
            let metrics = (rule["metrics"]?.arrayValue ?? []).compactMap(\.stringValue)
            self = .noRegression(NoRegression(baseline: baseline, margin: rule["margin"]?.doubleValue ?? 0, metrics: metrics))
        } else {
            return nil
        }
    }
}
