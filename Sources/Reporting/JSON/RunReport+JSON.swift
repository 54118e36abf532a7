import Statistics
package import TouchstoneJSON

extension RunReport {
    /// The version of the layout that ``json`` writes.
    package static let jsonFormat = "touchstone.report/1"

    /// The report without samples, under the keys of `docs/report-json.md`.
    package var json: JSONObject {
        [
            "format": .string(Self.jsonFormat),
            "run": run.json,
            "status": .string(status.rawValue),
            "outcome": JSONValue(gates.outcome?.rawValue),
            "sentence": .string(sentence),
            "started_at": JSONValue(startedAt.map(TimeText.iso)),
            "ended_at": JSONValue(endedAt.map(TimeText.iso)),
            "touchstone_version": JSONValue(touchstoneVersion),
            "settings": .array(settings.map { ["name": .string($0.name), "value": .string($0.value)] }),
            "lineage": lineage.json,
            "calls": calls?.json ?? .null,
            "sample_counts": samples?.json ?? .null,
            "metrics": .array(metrics.map(\.json)),
            "gates": .array(gates.map(\.json)),
            "warnings": .array(warnings.map(JSONValue.string)),
        ]
    }
}

extension RunReference {
    var json: JSONValue { ["id": .string(id), "name": .string(name), "experiment": JSONValue(experiment)] }
}

extension GateReport {
    var json: JSONValue { ["gate": .string(text), "outcome": .string(outcome.rawValue), "sentence": .string(sentence)] }
}

extension SampleCounts {
    var json: JSONValue {
        ["total": JSONValue(total), "failed": JSONValue(failed), "errored": JSONValue(errored), "unscored": JSONValue(unscored)]
    }
}

extension ScoreCounts {
    var json: JSONValue { ["scored": JSONValue(scored), "unscored": JSONValue(unscored), "errored": JSONValue(errored)] }
}

extension Lineage {
    var json: JSONValue {
        [
            "dataset": dataset.map { ["name": .string($0.name), "digest": JSONValue($0.digest), "rows": JSONValue($0.rows)] } ?? .null,
            "prompt": prompt.map { ["name": .string($0.name), "version": JSONValue($0.version), "digest": JSONValue($0.digest)] } ?? .null,
            "model": model.map { ["name": .string($0.name), "provider": JSONValue($0.provider), "version": JSONValue($0.version)] }
                ?? .null,
        ]
    }
}

extension CallSummary {
    var json: JSONValue {
        [
            "made": JSONValue(made), "cached": JSONValue(cached), "retried": JSONValue(retried), "failed": JSONValue(failed),
            "input_tokens": JSONValue(inputTokens), "output_tokens": JSONValue(outputTokens), "cost_usd": JSONValue(cost),
            "latency": .array(latency.map { ["percentile": JSONValue($0.percent), "seconds": JSONValue($0.seconds)] }),
        ]
    }
}

extension Slice {
    var json: JSONValue { ["name": .string(name), "value": .string(value)] }
}

extension SliceReport {
    var json: JSONValue {
        ["name": .string(slice.name), "value": .string(slice.value), "verdict": VerdictJSON.value(verdict)]
    }
}

extension MetricReport {
    var json: JSONValue {
        var object: JSONObject = [
            "name": .string(name), "key": .string(key), "direction": .string(direction.rawValue), "counts": counts.json,
            "verdict": VerdictJSON.value(verdict), "slices": .array(slices.map(\.json)),
        ]
        if !histogram.isEmpty {
            object["histogram"] = .array(
                histogram.map { ["lo": JSONValue($0.lower), "hi": JSONValue($0.upper), "count": JSONValue($0.count)] })
        }
        if let confusion {
            object["confusion_matrix"] = [
                "labels": .array(confusion.labels.map(JSONValue.string)),
                "counts": .array(confusion.counts.map { .array($0.map { JSONValue($0) }) }),
            ]
        }
        if !curves.isEmpty { object["curves"] = .array(curves.map(\.json)) }
        if !reliability.isEmpty { object["reliability"] = .array(reliability.map(\.json)) }
        return .object(object)
    }
}

extension Curve {
    var json: JSONValue {
        [
            "kind": .string(kind.rawValue), "area": JSONValue(area),
            "points": .array(points.map { .array([JSONValue($0.x), JSONValue($0.y)]) }),
        ]
    }
}

extension ReliabilityBin {
    var json: JSONValue {
        [
            "predicted": JSONValue(predicted), "observed": JSONValue(observed), "interval": VerdictJSON.interval(interval),
            "n": JSONValue(n),
        ]
    }
}
