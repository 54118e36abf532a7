import Scoring
import Statistics
import Tracking

/// A candidate run against a baseline, sample by sample: the same rows, paired by id.
struct RunComparison: Sendable {
    /// One figure of both runs.
    struct Metric: Sendable {
        /// What the score is.
        let definition: ScoreDefinition
        /// The difference with interval, p-value and outcome.
        var verdict: Verdict
        /// Samples that only one of the runs has a value for.
        let unpaired: Int
        /// The pairs: the row, baseline's and candidate's value.
        let pairs: [(row: RowName, baseline: Double, candidate: Double)]
    }

    let candidate: RunSummary
    let baseline: RunSummary
    let margin: Double?
    private(set) var metrics: [Metric] = []

    /// Compares all metrics that both runs have, or the named ones. P-values are adjusted over the family (Holm).
    init(candidate: RunSummary, baseline: RunSummary, margin: Double?, metrics names: [String] = []) {
        self.candidate = candidate
        self.baseline = baseline
        self.margin = margin
        for metric in candidate.metrics where names.isEmpty || names.contains(metric.definition.name) {
            guard let own = metric.column, let other = baseline[metric.definition.name]?.column else { continue }
            guard names.contains(metric.definition.name) || metric.definition.direction != .neutral else { continue }
            metrics.append(compare(own, other))
        }
        let adjusted = Verdict.adjusted(metrics.map(\.verdict), method: .holm)
        for (index, verdict) in adjusted.enumerated() { metrics[index].verdict = verdict }
    }

    private func compare(_ own: ScoreColumn, _ other: ScoreColumn) -> Metric {
        let mine = RowMeans(own, candidate.facts)
        let theirs = RowMeans(other, baseline.facts)
        var pairs: [(row: RowName, baseline: Double, candidate: Double)] = []
        for row in mine.rows {
            if let after = mine.means[row], let before = theirs.means[row] { pairs.append((row, before, after)) }
        }
        let unpaired = mine.means.count + theirs.means.count - 2 * pairs.count
        let definition = own.definition
        let isBinary = definition.isBinary && candidate.manifest.epochs == 1 && baseline.manifest.epochs == 1
        var verdict = Verdict.paired(
            metric: definition.name, baseline: pairs.map(\.baseline), candidate: pairs.map(\.candidate), isBinary: isBinary,
            range: definition.range.bounds, clusters: mine.clusters(of: pairs.map(\.row)),
            higherIsBetter: definition.direction != .lower, margin: margin, level: candidate.manifest.confidence,
            seed: candidate.manifest.seed)
        if unpaired > 0 { verdict.warnings.append("\(unpaired) samples have a value in one of the runs only and are left out") }
        return Metric(definition: definition, verdict: verdict, unpaired: unpaired, pairs: pairs)
    }
}

/// The mean of a score over the epochs of each row.
private struct RowMeans {
    private(set) var rows: [RowName] = []
    private(set) var means: [RowName: Double] = [:]
    private var clusterOfRow: [RowName: String] = [:]

    init(_ column: ScoreColumn, _ facts: [SampleFacts]) {
        let factOf = Dictionary(facts.map { ($0.position, $0) }) { first, _ in first }
        var sums: [RowName: (sum: Double, count: Int)] = [:]
        for (position, value) in zip(column.positions, column.values) {
            let fact = factOf[position]
            let row = RowName(id: fact?.sampleID, position)
            if sums[row] == nil { rows.append(row) }
            let previous = sums[row] ?? (0, 0)
            sums[row] = (previous.sum + value, previous.count + 1)
            if let cluster = fact?.cluster { clusterOfRow[row] = cluster }
        }
        means = sums.mapValues { $0.sum / Double($0.count) }
    }

    /// Cluster numbers of the rows; nil when no row has a cluster.
    func clusters(of rows: [RowName]) -> [Int]? {
        guard !clusterOfRow.isEmpty else { return nil }
        var numbers: [String: Int] = [:]
        // A row without a cluster is one of its own.
        return rows.enumerated().map { place, row in
            let name = clusterOfRow[row].map { "c" + $0 } ?? "r\(place)"
            let number = numbers[name] ?? numbers.count
            numbers[name] = number
            return number
        }
    }
}

extension RunComparison.Metric {
    /// The gate that forbids a regression beyond a margin, decided on the interval of the difference.
    func regressionGate(text: String, margin: Double) -> GateResult {
        guard let difference = verdict.difference else {
            return GateResult(text: text, outcome: .inconclusive, sentence: verdict.undefinedReason ?? "there are no pairs")
        }
        let isLower = definition.direction == .lower
        let outcome = GateDecision.outcome(
            estimate: difference.estimate, interval: difference.interval, isMinimum: !isLower, bound: isLower ? margin : -margin)
        let sentence = GateDecision.sentence(
            "the paired difference in \(definition.name)", estimate: difference.estimate, interval: difference.interval,
            outcome: outcome, bound: isLower ? margin : -margin)
        return GateResult(text: text, outcome: outcome, sentence: sentence)
    }
}
