package import Reporting
import Scoring
import Statistics
import TouchstoneJSON
package import Tracking

extension ComparisonReport {
    /// Most flips that are shown with their texts.
    private static let shownFlips = 100

    /// A candidate held against a baseline. Throws when one of them was not made by an evaluation.
    package init(candidate: RunID, baseline: RunID, margin: Double?, metrics: [String] = [], in store: TrackingStore) async throws {
        let own = try await RunSummary(of: candidate, in: store)
        let other = try await RunSummary(of: baseline, in: store)
        let comparison = RunComparison(candidate: own, baseline: other, margin: margin ?? own.manifest.margin, metrics: metrics)
        try Self.check(metrics, comparison)
        self.init(candidate: RunReference(own), baseline: RunReference(other))
        self.metrics = comparison.metrics.map { ComparedMetric($0, margin: comparison.margin, prefix: own.manifest.metricPrefix) }
        warnings = comparison.warnings
        let all = comparison.metrics.flatMap(\.flips)
        flips = try await Self.withTexts(Array(all.prefix(Self.shownFlips)), own, other, store)
        flipsOmitted = all.count - flips.count
    }

    /// Throws ``ScorerArgumentError`` for a metric that only one of the runs has, or none.
    private static func check(_ names: [String], _ comparison: RunComparison) throws {
        let known = comparison.candidate.metrics.map(\.definition.name)
        for name in names where !comparison.metrics.contains(where: { $0.definition.name == name }) {
            let hint = closestName(to: name, among: known).map { "did you mean \"\($0)\"?" } ?? "there are \(known.joined(separator: ", "))"
            throw ScorerArgumentError("\"\(name)\" is not a score that both runs have of single samples; \(hint)")
        }
    }

    private static func withTexts(
        _ flips: [RunComparison.Flip], _ own: RunSummary, _ other: RunSummary, _ store: TrackingStore
    ) async throws -> [Flip] {
        let ownPositions = own.positionsByRow
        let otherPositions = other.positionsByRow
        var reports: [Flip] = []
        for flip in flips {
            var after: SampleRecord?
            var before: SampleRecord?
            if let position = ownPositions[flip.row] { after = try await store.sample(at: position, of: own.run.id) }
            if let position = otherPositions[flip.row] { before = try await store.sample(at: position, of: other.run.id) }
            var report = Flip(
                sample: flip.row.label, metric: flip.metric, before: JSONValue(flip.before), after: JSONValue(flip.after),
                isFix: flip.isFix,
                input: after?.inputs ?? before?.inputs ?? .null)
            report.expected = after?.expected ?? before?.expected
            report.baselineAnswer = before?.outputs
            report.candidateAnswer = after?.outputs
            reports.append(report)
        }
        return reports
    }
}

extension ComparisonReport {
    /// Adjusts the p-values of several comparisons as one family (Holm), as they answer one question together, and decides anew.
    package static func family(_ reports: [ComparisonReport]) -> [ComparisonReport] {
        let verdicts = Verdict.adjusted(reports.flatMap { $0.metrics.map(\.verdict) }, method: .holm)
        var reports = reports
        var next = verdicts.startIndex
        for report in reports.indices {
            for metric in reports[report].metrics.indices {
                reports[report].metrics[metric].verdict = verdicts[next]
                next += 1
            }
        }
        return reports
    }
}

extension RunReference {
    fileprivate init(_ summary: RunSummary) {
        self.init(
            id: summary.run.id.rawValue, name: summary.run.name, experiment: summary.manifest.json["experiment"]?.stringValue)
    }
}

extension ComparedMetric {
    fileprivate init(_ metric: RunComparison.Metric, margin: Double?, prefix: String) {
        self.init(
            name: metric.definition.name, key: MLflowNames.key(metric.definition, aggregate: "mean", prefix: prefix),
            direction: MetricReport.Direction(metric.definition.direction), isPassFail: metric.definition.isBinary,
            verdict: metric.verdict, margin: margin, unpaired: metric.unpaired)
    }
}

extension RunComparison {
    /// A sample that passes in one run and fails in the other.
    struct Flip: Sendable {
        let row: RowName
        let metric: String
        let before: Double
        let after: Double
        let isFix: Bool
    }

    /// What a reader should know before believing the differences.
    fileprivate var warnings: [String] {
        var warnings: [String] = []
        let data = [candidate, baseline].map { $0.manifest.json["data"] ?? .null }
        if data[0]["digest"] != data[1]["digest"] {
            warnings.append("the runs read different versions of the data; samples are paired by id all the same")
        }
        let selections = data.map { data in ["where", "limit", "files"].map { data[$0] ?? .null } }
        let isByPlace = candidate.facts.allSatisfy { $0.sampleID == nil }
        if isByPlace, selections[0] != selections[1] || data[0]["digest"] != data[1]["digest"] {
            warnings.append("rows have no ids and the runs selected them differently: pairs by place may not belong together; map \"id\"")
        }
        return warnings
    }
}

extension RunComparison.Metric {
    /// The samples whose judgement changed, broken ones first.
    fileprivate var flips: [RunComparison.Flip] {
        let flips = pairs.compactMap { pair -> RunComparison.Flip? in
            guard let before = definition.passes(pair.baseline), let after = definition.passes(pair.candidate), before != after else {
                return nil
            }
            return RunComparison.Flip(
                row: pair.row, metric: definition.name, before: pair.baseline, after: pair.candidate, isFix: after)
        }
        return flips.filter { !$0.isFix } + flips.filter(\.isFix)
    }
}

extension RunSummary {
    /// The position of the first epoch of each row.
    fileprivate var positionsByRow: [RowName: SamplePosition] {
        Dictionary(facts.map { (RowName(id: $0.sampleID, $0.position), $0.position) }) { first, _ in first }
    }
}
