import Models
package import Reporting
import Scoring
import Statistics
import TouchstoneJSON
package import Tracking

extension RunReport {
    /// The report of a run, from what the store keeps of it. Throws when the run was not made by an evaluation.
    package init(of run: RunID, in store: TrackingStore) async throws {
        let summary = try await RunSummary(of: run, in: store)
        try await self.init(summary, gates: try await summary.gateResults(in: store), in: store)
    }

    /// The report of figures that are known already.
    init(_ summary: RunSummary, gates: [GateResult], in store: TrackingStore) async throws {
        self.init(summary, gates: gates)
        lineage = Reporting.Lineage(
            try await store.lineage(of: summary.run.id), rows: summary.facts.count / max(1, summary.manifest.epochs))
    }

    private init(_ summary: RunSummary, gates: [GateResult]) {
        let run = summary.run
        let experiment = summary.manifest.json["experiment"]?.stringValue
        self.init(
            run: RunReference(id: run.id.rawValue, name: run.name, experiment: experiment), status: Status(run.status),
            startedAt: run.startTime.rawValue, endedAt: run.endTime?.rawValue)
        touchstoneVersion = summary.tags[EvaluationSession.versionTag]
        settings = summary.settings
        calls = CallSummary(summary)
        samples = SampleCounts(
            total: summary.samples.total, failed: summary.samples.failed, errored: summary.samples.errored,
            unscored: summary.samples.unscored)
        metrics = summary.metrics.map { MetricReport($0, prefix: summary.manifest.metricPrefix, gates: summary.manifest.gates) }
        self.gates = gates.map { GateReport(text: $0.text, outcome: GateReport.Outcome($0.outcome), sentence: $0.sentence) }
        warnings = summary.warnings
    }
}

extension RunReport.Status {
    fileprivate init(_ status: RunStatus) {
        switch status {
        case .running, .scheduled: self = .running
        case .finished: self = .finished
        case .failed: self = .failed
        case .killed: self = .killed
        }
    }
}

extension GateReport.Outcome {
    init(_ outcome: GateOutcome) {
        switch outcome {
        case .passed: self = .passed
        case .failed: self = .failed
        case .inconclusive: self = .inconclusive
        }
    }
}

extension RunSummary {
    fileprivate var settings: [Setting] {
        var settings = [Setting("model", manifest.json["model_name"]?.asText ?? run.name)]
        if let prompt = manifest.json["prompt"]?["name"]?.stringValue { settings.append(Setting("prompt", prompt)) }
        if let data = manifest.json["data"]?["files"]?.arrayValue {
            settings.append(Setting("data", data.map(\.asText).joined(separator: ", ")))
        }
        settings.append(Setting("epochs", String(manifest.epochs)))
        settings.append(Setting("seed", String(manifest.seed)))
        settings.append(Setting("confidence", JSONValue(manifest.confidence).text()))
        return settings
    }

    /// What a reader should know before believing the figures.
    fileprivate var warnings: [String] {
        var warnings: [String] = []
        if let bad = tags["touchstone.bad_rows"].flatMap(Int.init), bad > 0 {
            warnings.append(bad == 1 ? "1 row could not be read and takes no part" : "\(bad) rows could not be read and take no part")
        }
        if samples.total > 0, Double(samples.errored) > 0.01 * Double(samples.total) {
            warnings.append("\(samples.errored) of \(samples.total) samples failed; figures rest on the others")
        }
        if slicesAreCut { warnings.append("a column has more than \(RunSlices.maximumValues) values; the others are in no slice") }
        if run.status == .killed { warnings.append("the run was stopped before its end") }
        return warnings
    }
}

extension CallSummary {
    /// What the calls came to; nil when no sample was answered by a call.
    fileprivate init?(_ summary: RunSummary) {
        guard let tag = summary.tags[EvaluationSession.callsTag], let json = try? JSONValue(parsing: tag), summary.manifest.callsModel
        else {
            return nil
        }
        self.init()
        let calls = CallCounters(json: json)
        (made, cached, retried, failed) = (calls.made, calls.cached, calls.retried, calls.failed)
        (inputTokens, outputTokens) = (calls.inputTokens, calls.outputTokens)
        cost = calls.unpriced == 0 ? calls.cost : nil
        let latencies = summary.facts.compactMap(\.call.latency)
        latency = [50, 95, 99].compactMap { percent in
            (try? quantile(latencies, percent / 100)).map { Percentile(percent, seconds: $0) }
        }
    }
}

extension RunManifest {
    /// Whether a model is called, as against answers that the data give or a retriever finds.
    var callsModel: Bool {
        let provider = json["model"]?["provider"]?.stringValue ?? json["model"]?["model"]?.stringValue ?? ""
        return provider != "given" && !provider.hasPrefix("given:") && provider != RetrieverSpecification.provider
    }
}

extension MetricReport {
    fileprivate init(_ metric: RunSummary.Metric, prefix: String, gates: [Gate]) {
        let definition = metric.definition
        let counts =
            metric.column.map { ScoreCounts(scored: $0.values.count, unscored: $0.unscored, errored: $0.errored) }
            ?? ScoreCounts(scored: metric.verdict.n)
        let key = metric.column == nil ? prefix + definition.name : MLflowNames.key(definition, aggregate: "mean", prefix: prefix)
        self.init(
            name: definition.name, key: key, direction: Direction(definition.direction), verdict: metric.verdict, counts: counts,
            scale: definition.range.closed)
        bounds = gates.compactMap { $0.bound(on: definition.name, in: nil) }
        slices = metric.slices.map { slice in
            let part = Slice(slice.column, slice.value)
            return SliceReport(part, slice.verdict, bounds: gates.compactMap { $0.bound(on: definition.name, in: part) })
        }
        if let pictures = metric.pictures {
            confusion = pictures.confusion
            curves = pictures.curves
            reliability = pictures.reliability
        }
        if let column = metric.column, !definition.isBinary {
            histogram = HistogramBin.bins(of: column.values, in: definition.range.closed)
        }
    }
}

extension Gate {
    /// The bound that the gate sets on the mean of a score, over all samples or within a slice; nil when it sets none there.
    fileprivate func bound(on score: String, in slice: Reporting.Slice?) -> Bound? {
        guard case .threshold(let gate) = self, gate.metric == score, gate.statistic == .mean else { return nil }
        guard gate.slice?.column == slice?.name, gate.slice?.value == nil || gate.slice?.value == slice?.value else { return nil }
        return Bound(gate.bound, gate: gate.text)
    }
}

extension MetricReport.Direction {
    init(_ direction: ScorerDefinition.Direction) {
        switch direction {
        case .higher: self = .higher
        case .lower: self = .lower
        case .neutral: self = .neutral
        }
    }
}

extension ScorerDefinition.Range {
    /// The ends of the scale; nil when one of them is open and where they are one number.
    var closed: ClosedRange<Double>? {
        bounds.flatMap { $0.lowerBound.isFinite && $0.upperBound.isFinite && $0.lowerBound < $0.upperBound ? $0 : nil }
    }
}

extension HistogramBin {
    private static let count = 20

    /// Twenty bins of equal width over the scale, or over the values where the scale is open; none for constant values.
    static func bins(of values: [Double], in scale: ClosedRange<Double>?) -> [HistogramBin] {
        guard let least = values.min(), let greatest = values.max() else { return [] }
        let range = scale ?? (least...greatest)
        let width = (range.upperBound - range.lowerBound) / Double(count)
        guard width > 0, width.isFinite else { return [] }
        var counts = [Int](repeating: 0, count: count)
        for value in values {
            let place = ((value - range.lowerBound) / width).rounded(.down)
            counts[Int(min(max(place, 0), Double(count - 1)))] += 1
        }
        return counts.enumerated().map { place, count in
            HistogramBin(
                lower: range.lowerBound + Double(place) * width, upper: range.lowerBound + Double(place + 1) * width, count: count)
        }
    }
}

extension Reporting.Lineage {
    fileprivate init(_ lineage: Tracking.Lineage, rows: Int) {
        self.init(
            dataset: lineage.datasets.first.map {
                Dataset(name: $0.dataset.name, digest: $0.dataset.digest, rows: rows)
            },
            prompt: lineage.prompts.first.map {
                Prompt(name: $0.prompt.name, version: String($0.prompt.version), digest: $0.prompt.digest)
            },
            model: lineage.models.first.map { Model(name: $0.model.name, provider: $0.model.provider) })
    }
}
