import Statistics
import TouchstoneJSON

/// Comparisons as one row per figure, and per figure and slice.
struct CSVComparison {
    private static let columns: [JSONValue] = [
        "candidate", "baseline", "metric", "slice", "direction", "verdict", "n", "baseline_estimate", "candidate_estimate", "difference",
        "lo", "hi", "level", "interval_method", "p_method", "p_raw", "p_adjusted", "improved", "worsened", "equal", "unpaired", "margin",
        "mde",
    ]

    let reports: [ComparisonReport]
    let formulaSafe: Bool

    init(_ reports: [ComparisonReport], formulaSafe: Bool) {
        self.reports = reports
        self.formulaSafe = formulaSafe
    }

    /// The whole file.
    var bytes: [UInt8] {
        var writer = CSVWriter(formulaSafe: formulaSafe)
        writer.row(Self.columns)
        for report in reports {
            for metric in report.metrics {
                writer.row(row(report, metric, metric.verdict, slice: nil))
                for slice in metric.slices { writer.row(row(report, metric, slice.verdict, slice: slice.slice.label)) }
            }
        }
        return writer.bytes
    }

    private func row(_ report: ComparisonReport, _ metric: ComparedMetric, _ verdict: Verdict, slice: String?) -> [JSONValue] {
        let difference = verdict.difference
        let interval = difference?.interval
        var part = metric
        part.verdict = verdict
        return [
            .string(report.candidate.id), .string(report.baseline.id), .string(metric.key), JSONValue(slice),
            .string(metric.direction.rawValue), JSONValue(verdict.outcome?.rawValue), JSONValue(verdict.n), JSONValue(difference?.baseline),
            JSONValue(difference?.candidate), JSONValue(difference?.estimate), JSONValue(interval?.lower), JSONValue(interval?.upper),
            JSONValue(interval?.level), JSONValue(interval?.method), JSONValue(verdict.pValue?.method), JSONValue(verdict.pValue?.raw),
            JSONValue(verdict.pValue?.adjusted), JSONValue(part.improved), JSONValue(part.worsened), JSONValue(difference?.equal),
            slice == nil ? JSONValue(metric.unpaired) : .null, JSONValue(metric.margin), JSONValue(verdict.minimumDetectableEffect),
        ]
    }
}
