import Reporting
import Statistics
import TouchstoneJSON

/// "How sure is this figure?": the mean, rate or quantile of columns, each with its interval.
package struct IntervalQuestion: Sendable {
    /// The columns with scores.
    package var columns: [String]
    /// The column that says which rows belong together.
    package var cluster: String?
    /// The quantile that is asked for instead of the mean.
    package var quantile: Double?
    /// Whether the scores must be passes and fails; else they are where all are 0 or 1.
    package var isBinary = false
    /// The coverage.
    package var level = 0.95
    /// The seed of resampling.
    package var seed: UInt64 = 0

    /// The question about the mean of columns.
    package init(columns: [String]) { self.columns = columns }

    /// All columns that must be read.
    package var columnNames: [String] { columns + [cluster].compactMap { $0 } }

    /// The answer. Throws ``DataProblem`` for a column without numbers and `Undefined` where a column allows no estimate or too few rows
    /// an interval.
    package func answer(_ table: ColumnTable) throws -> StatisticsReport {
        var verdicts: [Verdict] = []
        var sentences: [String] = []
        var warnings = table.warnings
        for name in columns {
            let column = try table.numbers(name)
            let sample = ColumnSample(table, [column], cluster: cluster)
            let isRate = quantile == nil && (isBinary || sample.isPassFail)
            let verdict = try figure(name, sample, isRate)
            verdicts.append(verdict)
            sentences.append(isRate ? verdict.rateSentence : verdict.sentence(of: quantile == nil ? "the mean" : "the percentile"))
            for warning in sample.warnings + verdict.warnings.map({ "\(name): \($0)" }) where !warnings.contains(warning) {
                warnings.append(warning)
            }
        }
        let sheet = FigureSheet.figures(verdicts, sentences: sentences, warnings: warnings)
        return StatisticsReport("interval", sheet, ["data": table.json, "figures": .array(verdicts.map(\.json))])
    }

    private func figure(_ name: String, _ sample: ColumnSample, _ isRate: Bool) throws -> Verdict {
        var verdict: Verdict
        if let quantile {
            verdict = try quantileFigure(name, sample, quantile)
        } else {
            verdict = .single(
                metric: name, values: sample.values[0], isBinary: isRate, clusters: sample.clusters, level: level, seed: seed)
        }
        if let reason = verdict.undefinedReason { throw Undefined("\(name): \(reason)") }
        if verdict.interval == nil, verdict.n < 2 {
            throw Undefined("\(name): one row gives no interval; at least 2 rows with a number are needed")
        }
        verdict.seed = verdict.interval?.method.contains("bootstrap") == true ? seed : nil
        return verdict
    }

    private func quantileFigure(_ name: String, _ sample: ColumnSample, _ q: Double) throws -> Verdict {
        let values = sample.values[0]
        var verdict = Verdict(metric: "\(name) \(Self.percentile(q))", n: values.count)
        verdict.level = level
        verdict.estimate = try Statistics.quantile(values, q)
        if let clusters = sample.clusters, Set(clusters).count < values.count {
            verdict.clusters = Set(clusters).count
            verdict.assumptions = ["clusters are independent of each other"]
            verdict.interval = try quantileInterval(values: values, clusters: clusters, q: q, level: level)
        } else {
            verdict.assumptions = ["units are independent"]
            verdict.interval = try quantileInterval(values: values, q: q, level: level)
        }
        if verdict.interval?.upper.isInfinite == true || verdict.interval?.lower.isInfinite == true {
            verdict.warnings.append("too few rows to bound this quantile on both sides")
        }
        return verdict
    }

    /// `p95`, `p99.9`.
    private static func percentile(_ q: Double) -> String {
        let percent = (q * 100_000).rounded() / 1000
        return "p" + NumberText.given(percent)
    }
}
