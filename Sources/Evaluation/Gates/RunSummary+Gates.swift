import Scoring
import Statistics
import Tracking

extension RunSummary {
    /// Every gate of the run, decided; a gate on each value of a slice gives one result per value.
    func gateResults(in store: TrackingStore) async throws -> [GateResult] {
        var results: [GateResult] = []
        for gate in manifest.gates {
            switch gate {
            case .threshold(let threshold): results += try await decide(threshold, in: store)
            case .noRegression(let rule): results += try await decide(rule, in: store)
            }
        }
        return results
    }

    private func decide(_ gate: Gate.Threshold, in store: TrackingStore) async throws -> [GateResult] {
        guard let slice = gate.slice else { return [decide(gate, over: nil)] }
        let slices = try await RunSlices(of: run.id, columns: [slice.column], maximumValues: .max, in: store)
        let parts = slices.parts.filter { slice.value == nil || $0.value == slice.value }
        guard !parts.isEmpty else {
            let wanted = slice.value.map { "\(slice.column)=\($0)" } ?? slice.column
            let hint = manifest.slices.contains(slice.column) ? "" : "; add \"\(slice.column)\" to slices"
            return [GateResult(text: gate.text, outcome: .inconclusive, sentence: "no sample belongs to the slice \(wanted)\(hint)")]
        }
        return parts.map { part in
            var result = decide(gate, over: part.positions)
            if slice.value == nil { result.text += " (\(part.column)=\(part.value))" }
            return result
        }
    }

    private func decide(_ gate: Gate.Threshold, over positions: Set<SamplePosition>?) -> GateResult {
        let figure: GateFigure
        do {
            figure = try GateFigure(gate, of: self, over: positions)
        } catch {
            return GateResult(text: gate.text, outcome: .inconclusive, sentence: error.reason)
        }
        let outcome = GateDecision.outcome(
            estimate: figure.estimate, interval: figure.interval, isMinimum: gate.isMinimum, bound: gate.bound)
        let sentence = GateDecision.sentence(
            figure.name, estimate: figure.estimate, interval: figure.interval, outcome: outcome, bound: gate.bound)
        return GateResult(text: gate.text, outcome: outcome, sentence: sentence)
    }

    private func decide(_ rule: Gate.NoRegression, in store: TrackingStore) async throws -> [GateResult] {
        guard !rule.baseline.isEmpty else {
            return [GateResult(text: "no regression", outcome: .inconclusive, sentence: "there is no earlier finished run to compare with")]
        }
        let baseline = try await RunSummary(of: try await store.findRun(rule.baseline).id, in: store)
        let comparison = RunComparison(candidate: self, baseline: baseline, margin: rule.margin, metrics: rule.metrics)
        let compared = Set(comparison.metrics.map(\.definition.name))
        let absent = rule.metrics.filter { !compared.contains($0) }
        guard absent.isEmpty, !compared.isEmpty else {
            let what =
                absent.isEmpty ? "the runs have no figure in common" : "\(absent.joined(separator: ", ")) is not a score of both runs"
            return [GateResult(text: Gate.noRegression(rule).text, outcome: .inconclusive, sentence: what)]
        }
        return comparison.metrics.map { metric in
            let text = "no regression of \(metric.definition.name) against \(baseline.run.name) beyond \(GateDecision.format(rule.margin))"
            return metric.regressionGate(text: text, margin: rule.margin)
        }
    }
}

/// A figure that a gate bounds, with its interval.
struct GateFigure {
    let name: String
    let estimate: Double
    let interval: Interval?

    /// The figure of a run, over all samples or some. Throws ``Undefined`` when there is none.
    init(_ gate: Gate.Threshold, of summary: RunSummary, over positions: Set<SamplePosition>?) throws(Undefined) {
        name = gate.metric
        let values = try Self.values(gate, summary, positions)
        let manifest = summary.manifest
        switch gate.statistic {
        case .mean:
            let verdict = try Self.meanVerdict(gate, values, summary)
            guard let estimate = verdict.estimate else { throw Undefined("\(gate.metric): \(verdict.undefinedReason ?? "no value")") }
            (self.estimate, interval) = (estimate, verdict.interval)
        case .percentile(let percent):
            let q = percent / 100
            estimate = try quantile(values.values, q)
            interval = q > 0 && q < 1 ? try quantileInterval(values: values.values, q: q, level: manifest.confidence) : nil
        case .minimum: (estimate, interval) = (try Self.least(values.values), nil)
        case .maximum: (estimate, interval) = (-(try Self.least(values.values.map { -$0 })), nil)
        case .total:
            guard !values.values.isEmpty else { throw Undefined("\(gate.metric) has no values to add up") }
            (estimate, interval) = (values.values.reduce(0, +), nil)
        }
    }

    private static let ofCalls: [String: @Sendable (Tracking.CallFigures) -> Double?] = [
        "latency": { $0.latency }, "time_to_first_token": { $0.firstTokenLatency }, "cost": { $0.cost },
        "input_tokens": { $0.inputTokens.map(Double.init) }, "output_tokens": { $0.outputTokens.map(Double.init) },
    ]

    /// The names of figures that every run with calls has, beside its scores.
    static let callFigures = ofCalls.keys.sorted() + ["error_rate", "errors"]

    private struct Values {
        var values: [Double]
        var positions: [SamplePosition]
        var isBinary = false
        var range: ClosedRange<Double>?
        var corpus: Verdict?
    }

    private static func meanVerdict(
        _ gate: Gate.Threshold, _ values: Values, _ summary: RunSummary
    ) throws(Undefined) -> Verdict {
        if let corpus = values.corpus { return corpus }
        return Verdict.single(
            metric: gate.metric, values: values.values, isBinary: values.isBinary, range: values.range,
            clusters: summary.clusters.numbers(of: values.positions), level: summary.manifest.confidence, seed: summary.manifest.seed)
    }

    private static func values(
        _ gate: Gate.Threshold, _ summary: RunSummary, _ positions: Set<SamplePosition>?
    ) throws(Undefined) -> Values {
        if let metric = summary[gate.metric] {
            guard var column = metric.column else {
                guard positions == nil else { throw Undefined("\(gate.metric) is a figure of the whole corpus; it has no slices") }
                return Values(values: [], positions: [], corpus: metric.verdict)
            }
            if let positions { column = column.restricted(to: positions) }
            return Values(
                values: column.values, positions: column.positions, isBinary: metric.definition.isBinary,
                range: metric.definition.range.bounds)
        }
        return try callValues(gate, summary, positions)
    }

    private static func callValues(
        _ gate: Gate.Threshold, _ summary: RunSummary, _ positions: Set<SamplePosition>?
    ) throws(Undefined) -> Values {
        let facts = summary.facts.filter { positions?.contains($0.position) ?? true }
        if gate.metric == "error_rate" || gate.metric == "errors" {
            return Values(
                values: facts.map { summary.errored.contains($0.position) ? 1 : 0 }, positions: facts.map(\.position), isBinary: true)
        }
        guard let figure = ofCalls[gate.metric] else {
            let names = summary.metrics.map(\.definition.name) + callFigures
            let hint = closestName(to: gate.metric, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
            throw Undefined("the run has no figure \"\(gate.metric)\"\(hint)")
        }
        let found = facts.compactMap { fact in figure(fact.call).map { (fact.position, $0) } }
        guard !found.isEmpty else { throw Undefined("no sample has a \(gate.metric)") }
        return Values(values: found.map(\.1), positions: found.map(\.0), range: 0...Double.infinity)
    }

    private static func least(_ values: [Double]) throws(Undefined) -> Double {
        guard let least = values.min() else { throw Undefined("there are no values") }
        return least
    }
}
