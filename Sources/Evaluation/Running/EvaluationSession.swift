import Foundation
import Models
import Prompts
import Reporting
import Scoring
import TouchstoneJSON
import Tracking

/// What the cells of one evaluation share: the store, scorers, prices, the budget, and the scan of the data.
struct EvaluationSession: Sendable {
    private let evaluation: Evaluation
    let store: TrackingStore
    private let control: EvaluationControl
    private let progress: @Sendable (EvaluationProgress) -> Void
    private let external: ExternalScorers
    let scorers: ScorerSet
    private let prices: PriceTable
    private let budget: CostBudget?
    private let scans: [DataScan?]

    var specification: EvaluationSpecification { evaluation.specification }
    var isFresh: Bool { evaluation.options.isFresh }

    init(
        _ evaluation: Evaluation, _ preparation: EvaluationPreparation, store: TrackingStore, control: EvaluationControl,
        progress: @escaping @Sendable (EvaluationProgress) -> Void
    ) {
        self.evaluation = evaluation
        self.store = store
        self.control = control
        self.progress = progress
        external = preparation.external
        scorers = preparation.scorers
        prices = preparation.prices
        scans = preparation.scans
        budget = evaluation.specification.maximumCost.map(CostBudget.init(limit:))
    }

    /// Whether the rows can be read again, so that an unfinished run can be continued.
    func isRepeatable(_ cell: RunCell) -> Bool { scans[cell.dataset] != nil }

    /// Ends the commands and connections of external scorers.
    func close() { external.close() }

    /// Runs one cell to its end, or until it is asked to stop.
    func run(_ cell: RunCell) async throws -> RunResult {
        // What a model refuses, such as a key written into its settings, is found before anything is stored.
        let model = try cell.callsModel ? cell.makeModel(environment: evaluation.options.environment) : nil
        _ = try model.map { try makeCaller(for: cell, $0, notBefore: nil) }
        let retriever: Retriever? = if let chosen = cell.retriever { try await RetrieverBuilder().retriever(chosen) } else { nil }
        let manifest = RunManifest(
            specification, cell, scores: scorers.definitions, gates: try await resolvedGates(of: cell),
            dataDigest: scans[cell.dataset]?.digest, retriever: retriever)
        let opened = try await open(cell, manifest)
        let feed = RowFeed(cell.data, takesDigest: scans[cell.dataset] == nil)
        do {
            let caller = try model.map { try makeCaller(for: cell, $0, notBefore: opened.notBefore) }
            budget?.charge(opened.earlierCalls.cost)
            let outcome = try await evaluate(cell, opened, manifest, feed, caller, retriever)
            var calls = opened.earlierCalls
            calls += caller?.counters ?? CallCounters()
            let digest = if let scan = scans[cell.dataset] { scan.digest } else { await feed.digest }
            try await close(opened.run, cell, outcome, digest, calls)
            return try await result(opened.run, cell, outcome, calls)
        } catch {
            try? await store.finish(opened.run.id, error is CancellationError ? .killed : .failed)
            throw error
        }
    }

    private func makeCaller(for cell: RunCell, _ model: any Model, notBefore: Timestamp?) throws -> ModelCaller {
        let ceiling = cell.model?.concurrency ?? specification.concurrency
        let journal = StoreJournal(store: store, identity: model.identity, notBefore: notBefore, concurrency: ceiling)
        return try ModelCaller(
            model, journal: journal, retry: cell.model?.retry ?? RetryPolicy(),
            limiter: ConcurrencyLimiter(AdaptiveConcurrency(ceiling: ceiling)),
            prices: prices, budget: budget)
    }

    private func evaluate(
        _ cell: RunCell, _ opened: OpenedRun, _ manifest: RunManifest, _ feed: RowFeed, _ caller: ModelCaller?, _ retriever: Retriever?
    ) async throws -> CellRunner.Outcome {
        let calls = cell.model?.concurrency ?? specification.concurrency
        let evaluator = SampleEvaluator(
            prompt: cell.prompt, caller: caller, retriever: retriever, parameters: cell.parameters, looksAhead: StoreJournal.gathers(calls),
            scorers: ActiveScorer.fused(scorers.scorers))
        let isFree = caller?.model.identity.isFree ?? true
        // More samples than calls: while some are journalled, for which they wait for each other, and scored, as many calls as allowed stay
        // in flight. Where calls are few, few more: whoever interrupts a run waits for, and pays for, what is in flight.
        let spare = StoreJournal.gathers(calls) ? calls / 2 : calls / 8
        let concurrency = isFree ? ProcessInfo.processInfo.activeProcessorCount * 8 : calls + spare
        let runner = CellRunner(
            store: store, run: opened.run.id, feed: feed, evaluator: evaluator,
            records: SampleRecords(slices: specification.slices, scores: scorers.definitions), epochs: specification.epochs,
            concurrency: concurrency, finished: opened.finished, control: control,
            beginning: { try await recordLineage(cell, manifest, of: opened.run.id) })
        let total = scans[cell.dataset].map { $0.rows * specification.epochs }
        let name = cell.name
        // What waits for a place among the calls is not in flight.
        if let limiter = caller?.limiter { control.whenStopped { limiter.close() } }
        return try await runner.run { outcome in
            progress(
                EvaluationProgress(
                    run: name, finished: outcome.evaluated + outcome.skipped, total: total, errors: outcome.errors,
                    calls: caller?.counters ?? CallCounters(),
                    inFlight: (caller?.limiter.running ?? 0, caller?.limiter.limit ?? concurrency)))
        }
    }

    private func result(_ run: Run, _ cell: RunCell, _ outcome: CellRunner.Outcome, _ calls: CallCounters) async throws -> RunResult {
        async let tidied: Void = store.tidy()
        let summary = try await RunSummary(of: run.id, in: store)
        async let table: Void? = outcome.wasStopped ? nil : recordResultsTable(summary, cell)
        let gates = try await summary.gateResults(in: store)
        try await summary.recordMetrics(in: store)
        _ = try await table
        await tidied
        return RunResult(
            id: run.id.rawValue, name: run.name, verdicts: summary.metrics.map(\.verdict), gates: gates,
            dataset: summary.manifest.json["data"]?["name"]?.stringValue ?? "", samples: summary.samples.total,
            errors: summary.samples.errored, emptiness: RunEmptiness(summary, outcome), problems: outcome.problems,
            problemCount: outcome.problemCount, wasStopped: outcome.wasStopped, calls: calls,
            report: try await RunReport(summary, gates: gates, in: store))
    }
}

extension PriceTable {
    /// Reads a price table from a JSON file.
    init(file: String) throws {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw SpecificationError(file: file, reason: "the price table cannot be read; does the file exist?")
        }
        do {
            try self.init(json: try JSONValue(parsing: Array(data)))
        } catch {
            throw SpecificationError(file: file, reason: "\(error)")
        }
    }
}
