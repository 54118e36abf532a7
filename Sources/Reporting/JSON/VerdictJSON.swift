import Statistics
import TouchstoneJSON

/// A verdict in JSON, under the keys of `docs/report-json.md`.
///
/// Numbers that JSON cannot say become null: a bound that is null is unbounded.
enum VerdictJSON {
    static func value(_ verdict: Verdict) -> JSONValue {
        var object: JSONObject = [
            "metric": .string(verdict.metric), "n": JSONValue(verdict.n), "clusters": JSONValue(verdict.clusters),
            "estimate": JSONValue(verdict.estimate), "interval": interval(verdict.interval),
        ]
        if let reason = verdict.undefinedReason { object["undefined_reason"] = .string(reason) }
        if let difference = verdict.difference { object["diff"] = value(difference) }
        if let pValue = verdict.pValue { object["p"] = value(pValue) }
        if let probability = verdict.probabilityBetter { object["probability_better"] = JSONValue(probability) }
        if let effect = verdict.effect { object["effect"] = ["name": .string(effect.name), "value": JSONValue(effect.value)] }
        if let mde = verdict.minimumDetectableEffect { object["mde"] = JSONValue(mde) }
        if let units = verdict.unitsNeeded { object["units_needed"] = JSONValue(units) }
        if let equivalence = verdict.equivalence { object["equivalence"] = value(equivalence) }
        if let outcome = verdict.outcome { object["verdict"] = .string(outcome.rawValue) }
        if !verdict.otherTests.isEmpty {
            object["other_tests"] = .array(verdict.otherTests.map { ["method": .string($0.method), "raw": JSONValue($0.raw)] })
        }
        object["assumptions"] = .array(verdict.assumptions.map(JSONValue.string))
        object["warnings"] = .array(verdict.warnings.map(JSONValue.string))
        if let seed = verdict.seed { object["seed"] = Int64(exactly: seed).map(JSONValue.integer) ?? .string(String(seed)) }
        if let looks = verdict.looks { object["looks"] = JSONValue(looks) }
        return .object(object)
    }

    static func interval(_ interval: Interval?) -> JSONValue {
        guard let interval else { return .null }
        return [
            "method": .string(interval.method), "level": JSONValue(interval.level), "lo": JSONValue(interval.lower),
            "hi": JSONValue(interval.upper),
        ]
    }

    private static func value(_ difference: Verdict.Difference) -> JSONValue {
        [
            "baseline": JSONValue(difference.baseline), "candidate": JSONValue(difference.candidate),
            "estimate": JSONValue(difference.estimate), "interval": interval(difference.interval), "higher": JSONValue(difference.higher),
            "lower": JSONValue(difference.lower), "equal": JSONValue(difference.equal),
        ]
    }

    private static func value(_ equivalence: Verdict.Equivalence) -> JSONValue {
        [
            "margin": JSONValue(equivalence.margin), "p": JSONValue(equivalence.pValue), "p_adjusted": JSONValue(equivalence.adjusted),
            "p_not_worse": JSONValue(equivalence.notWorsePValue),
        ]
    }

    private static func value(_ pValue: Verdict.PValue) -> JSONValue {
        [
            "method": .string(pValue.method), "raw": JSONValue(pValue.raw), "adjusted": JSONValue(pValue.adjusted),
            "adjustment": JSONValue(pValue.adjustment), "family_size": JSONValue(pValue.familySize),
        ]
    }
}
