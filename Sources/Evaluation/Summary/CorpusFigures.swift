import Scoring
import Statistics
import TouchstoneJSON
import Tracking

/// The figures of a run that are computed over the whole corpus, with bootstrap intervals over samples (or clusters).
struct CorpusFigures: Sendable {
    /// The figures, in the order of the manifest.
    private(set) var metrics: [RunSummary.Metric] = []

    /// Draws of the bootstrap.
    private static let draws = 1000

    fileprivate struct Source {
        let metric: any CorpusMetric
        let definitions: [ScoreDefinition]
        fileprivate var rows: [CorpusRow] = []
        fileprivate var positions: [SamplePosition] = []
        var unscored = 0
        var errored = 0
    }

    /// Reads the run's samples once and computes every corpus metric.
    init(of run: RunID, _ manifest: RunManifest, _ clusters: SampleClusters, in store: TrackingStore) async throws {
        var sources = try Self.sources(manifest)
        guard !sources.isEmpty else { return }
        try await store.forEachSample(of: run) { record in
            let sample = SampleRecords.sample(record)
            for index in sources.indices { sources[index].take(sample, at: record.position, hasAnswer: record.error == nil) }
        }
        for source in sources { metrics += source.figures(manifest, clusters) }
    }

    private static func sources(_ manifest: RunManifest) throws -> [Source] {
        let definitions = manifest.scores.filter { $0.kind == .corpus }
        let groups = Dictionary(grouping: definitions) { $0.scorer + JSONValue.object($0.arguments).text(.init(sortsKeys: true)) }
        return try groups.sorted { $0.key < $1.key }.map { _, group in
            Source(metric: try ScorerCatalogue.standard.corpusMetric(group[0].scorer, group[0].arguments), definitions: group)
        }
    }
}

extension CorpusFigures.Source {
    fileprivate mutating func take(_ sample: Sample, at position: SamplePosition, hasAnswer: Bool) {
        guard hasAnswer else {
            errored += 1
            return
        }
        do {
            rows.append(try metric.row(of: sample))
            positions.append(position)
        } catch let error as ScoringError where !error.isUnscored {
            errored += 1
        } catch {
            unscored += 1
        }
    }

    fileprivate func figures(_ manifest: RunManifest, _ clusters: SampleClusters) -> [RunSummary.Metric] {
        let values: [Double]
        do {
            values = try metric.values(of: rows)
        } catch {
            return definitions.map { figure($0, .failure(Undefined("\(error)")), []) }
        }
        let draws = resampled(units: units(clusters), seed: manifest.seed)
        var figures = definitions.map { definition in
            guard values.indices.contains(definition.output) else { return figure(definition, .failure(Undefined("no such output")), []) }
            let value = values[definition.output]
            let result: Result<Double, Undefined> =
                value.isNaN ? .failure(Undefined("it is not defined on these samples")) : .success(value)
            return figure(definition, result, draws.map { $0[definition.output] }, manifest)
        }
        if !figures.isEmpty { figures[0].pictures = CorpusPictures(scorer: definitions[0].scorer, rows: rows) }
        return figures
    }

    private func figure(
        _ definition: ScoreDefinition, _ value: Result<Double, Undefined>, _ draws: [Double], _ manifest: RunManifest? = nil
    ) -> RunSummary.Metric {
        var verdict = Verdict(metric: definition.name, n: rows.count)
        switch value {
        case .success(let estimate): verdict.estimate = estimate
        case .failure(let undefined): verdict.undefinedReason = undefined.reason
        }
        let level = manifest?.confidence ?? 0.95
        let usable = draws.filter(\.isFinite)
        if usable.count >= 100 {
            let sorted = usable.sorted()
            let tail = (1 - level) / 2
            verdict.interval = Interval(
                lower: percentile(sorted, tail), upper: percentile(sorted, 1 - tail), level: level, method: "bootstrap percentile")
            verdict.seed = manifest?.seed
        }
        if rows.count < 30 { verdict.warnings.append("few units: \(rows.count)") }
        if usable.count < draws.count { verdict.warnings.append("\(draws.count - usable.count) resamples had no value") }
        return RunSummary.Metric(definition: definition, verdict: verdict, column: nil)
    }

    private func percentile(_ sorted: [Double], _ q: Double) -> Double {
        let position = Double(sorted.count - 1) * q
        let low = Int(position)
        let high = min(low + 1, sorted.count - 1)
        return sorted[low] + (sorted[high] - sorted[low]) * (position - Double(low))
    }

    /// The rows that are drawn together: those of one cluster, each row on its own without clusters.
    private func units(_ clusters: SampleClusters) -> [[Int]] {
        guard let numbers = clusters.numbers(of: positions) else { return rows.indices.map { [$0] } }
        let groups = Dictionary(grouping: rows.indices) { numbers[$0] }
        return groups.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The metric's values over resampled units.
    private func resampled(units: [[Int]], seed: UInt64) -> [[Double]] {
        guard units.count > 1 else { return [] }
        var generator = Xoshiro256(seed: seed)
        var draws: [[Double]] = []
        var sample: [CorpusRow] = []
        for _ in 0..<CorpusFigures.drawCount(rows: rows.count) {
            sample.removeAll(keepingCapacity: true)
            for _ in units.indices {
                for index in units[generator.nextIndex(below: units.count)] { sample.append(rows[index]) }
            }
            if let values = try? metric.values(of: sample) { draws.append(values) }
        }
        return draws
    }
}

extension CorpusFigures {
    /// As many draws as fit into about fifty million rows, from 200 to 1,000.
    fileprivate static func drawCount(rows: Int) -> Int { max(200, min(draws, 50_000_000 / max(1, rows))) }
}
