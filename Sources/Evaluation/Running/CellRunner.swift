import AsyncAlgorithms
import Models
import Scoring
import TouchstoneJSON
import Tracking

/// Runs one cell: rows in, answers and scores into the store, with bounded work in flight and back-pressure all the way.
struct CellRunner: Sendable {
    let store: TrackingStore
    let run: RunID
    let feed: RowFeed
    let evaluator: SampleEvaluator
    let records: SampleRecords
    let epochs: Int
    /// Samples in flight at once.
    let concurrency: Int
    /// Samples that an earlier attempt has finished.
    let finished: Set<SamplePosition>
    let control: EvaluationControl

    /// Evaluates every sample that is not finished; `progress` is told after each.
    ///
    /// Throws when going on makes no sense: a refused key, a spent budget, a model that nobody reached, data that cannot be read on.
    /// Everything finished by then is kept.
    func run(progress: @escaping @Sendable (Outcome) -> Void) async throws -> Outcome {
        let batches = AsyncChannel<[EvaluatedSample]>()
        let outcome = try await withThrowingTaskGroup(of: Outcome?.self) { group in
            group.addTask {
                for await batch in batches { try await write(batch) }
                return nil
            }
            group.addTask {
                defer { batches.finish() }
                return await evaluateAll(into: batches, progress)
            }
            var outcome = Outcome()
            for try await part in group { outcome = part ?? outcome }
            return outcome
        }
        if let failure = outcome.failure { throw failure }
        return outcome
    }

    private func write(_ batch: [EvaluatedSample]) async throws {
        try await store.record(
            batch.map(records.record), batch.flatMap { records.assessments($0, of: run) }, in: run)
    }

    private func evaluateAll(
        into batches: AsyncChannel<[EvaluatedSample]>, _ progress: @Sendable (Outcome) -> Void
    ) async -> Outcome {
        var outcome = Outcome()
        var batch = SampleBatch()
        await withThrowingTaskGroup(of: EvaluatedSample.self) { group in
            var inFlight = 0
            func collect() async {
                inFlight -= 1
                do {
                    guard let sample = try await group.next() else { return }
                    outcome.note(sample)
                    progress(outcome)
                    if let full = batch.add(sample) { await batches.send(full) }
                } catch {
                    outcome.fail(error)
                }
                if outcome.endsAtOnce { group.cancelAll() }
            }
            reading: while let items = await nextItems(&outcome) {
                for item in items {
                    guard case .sample(let fed) = item else {
                        outcome.note(item)
                        continue
                    }
                    for epoch in 0..<epochs {
                        if finished.contains(SamplePosition(index: fed.index, epoch: epoch)) {
                            outcome.skipped += 1
                            continue
                        }
                        while inFlight >= concurrency { await collect() }
                        outcome.wasStopped = control.isStopping
                        if outcome.wasStopped || outcome.failure != nil { break reading }
                        group.addTask { try await evaluator.evaluate(fed, epoch: epoch) }
                        inFlight += 1
                    }
                }
            }
            while inFlight > 0 { await collect() }
        }
        if let rest = batch.takeAll() { await batches.send(rest) }
        return outcome
    }

    /// The next rows; nil at the end of the data, or when they cannot be read on.
    private func nextItems(_ outcome: inout Outcome) async -> [RowFeed.Item]? {
        do {
            let items = try await feed.next(64)
            return items.isEmpty ? nil : items
        } catch {
            outcome.fail(error)
            return nil
        }
    }
}

/// Evaluated samples on their way to the store: handed on when they are many, or when the last time was half a second ago.
private struct SampleBatch {
    private static let size = 512
    private var samples: [EvaluatedSample] = []
    private var lastTime = ContinuousClock.now

    /// Adds a sample; gives the batch when it is time to hand it on.
    mutating func add(_ sample: EvaluatedSample) -> [EvaluatedSample]? {
        samples.append(sample)
        guard samples.count >= Self.size || lastTime.duration(to: .now) > .milliseconds(500) else { return nil }
        return takeAll()
    }

    /// What is left; nil when there is nothing.
    mutating func takeAll() -> [EvaluatedSample]? {
        lastTime = .now
        defer { samples.removeAll(keepingCapacity: true) }
        return samples.isEmpty ? nil : samples
    }
}
