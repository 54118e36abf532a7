import Scoring
import Statistics
import TouchstoneJSON
import Tracking

/// The figures of one run, computed from what the store keeps of it: the one path by which every report gets its numbers.
struct RunSummary: Sendable {
    /// One figure.
    struct Metric: Sendable {
        /// What the score is.
        let definition: ScoreDefinition
        /// The figure with its interval.
        var verdict: Verdict
        /// The scores behind it; nil for figures of the whole corpus.
        let column: ScoreColumn?
        /// What reports draw beside the figure.
        var pictures: CorpusPictures?
        /// The same figure within slices.
        var slices: [(column: String, value: String, verdict: Verdict)] = []
    }

    /// How many samples fared how.
    struct Counts: Sendable {
        var total = 0
        var failed = 0
        var errored = 0
        var unscored = 0
    }

    let run: Run
    let tags: [String: String]
    let manifest: RunManifest
    let metrics: [Metric]
    let samples: Counts
    /// Samples without an answer or with a failed scorer.
    let errored: Set<SamplePosition>
    /// Whether a column has more values than slices are told apart.
    let slicesAreCut: Bool
    let facts: [SampleFacts]
    let clusters: SampleClusters

    /// The figures of a run. Throws when it was not made by an evaluation.
    init(of id: RunID, in store: TrackingStore) async throws {
        let details = try await store.details(of: id)
        run = details.run
        tags = details.tags
        manifest = try await RunManifest(of: id, in: store)
        facts = try await store.sampleFacts(of: id)
        clusters = SampleClusters(facts, epochs: manifest.epochs)
        let slices = try await RunSlices(of: id, columns: manifest.slices, in: store)
        let scored = try await ScoredColumns(of: id, manifest, facts, in: store)
        var metrics: [Metric] = []
        for column in scored.columns { metrics.append(Self.metric(column, manifest, clusters, slices)) }
        metrics += try await CorpusFigures(of: id, manifest, clusters, in: store).metrics
        let order = Dictionary(manifest.scores.enumerated().map { ($1.name, $0) }) { first, _ in first }
        self.metrics = metrics.sorted { order[$0.definition.name] ?? 0 < order[$1.definition.name] ?? 0 }
        samples = scored.fates.counts
        errored = scored.fates.errored
        slicesAreCut = slices.isCut
    }

    /// The figure of a name; nil when there is none.
    subscript(name: String) -> Metric? { metrics.first { $0.definition.name == name } }

    /// A score's figure over all samples and within every slice.
    private static func metric(
        _ column: ScoreColumn, _ manifest: RunManifest, _ clusters: SampleClusters, _ slices: RunSlices
    ) -> Metric {
        var metric = Metric(definition: column.definition, verdict: verdict(column, manifest, clusters), column: column)
        for (slice, value, positions) in slices.parts {
            let part = verdict(column.restricted(to: positions), manifest, clusters)
            metric.slices.append((slice, value, part))
        }
        return metric
    }

    /// The verdict on a column's mean.
    static func verdict(_ column: ScoreColumn, _ manifest: RunManifest, _ clusters: SampleClusters) -> Verdict {
        Verdict.single(
            metric: column.definition.name, values: column.values, isBinary: column.definition.isBinary,
            range: column.definition.range.bounds, clusters: clusters.numbers(of: column.positions), level: manifest.confidence,
            seed: manifest.seed)
    }
}

extension RunManifest {
    /// The manifest of a run. Throws when the run was not made by an evaluation.
    init(of run: RunID, in store: TrackingStore) async throws {
        do {
            guard let json = try JSONValue(parsing: try await store.artifactBytes(Self.artifactPath, of: run)).objectValue else {
                throw TrackingError.damaged(reason: "the manifest of the run \(run) is no object")
            }
            self.init(json: json)
        } catch TrackingError.notFound(let kind, _) where kind == "artifact" {
            throw TrackingError.notFound(kind: "evaluation of the run", name: run.rawValue)
        }
    }
}
