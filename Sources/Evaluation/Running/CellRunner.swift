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

    private static let batchSize = 512

    /// What came of it.
    struct Outcome: Sendable {
        /// Samples evaluated now.
        var evaluated = 0
        /// Samples found finished.
        var skipped = 0
        /// Samples without an answer.
        var errors = 0
        /// Rows that could not be read.
        var problems: [DataProblem] = []
        /// How many there were in all; `problems` holds the first ones.
        var problemCount = 0
        /// Whether it was asked to stop before the end.
        var wasStopped = false
    }

    /// Evaluates every sample that is not finished; `progress` is told after each.
    func run(progress: @escaping @Sendable (Outcome) -> Void) async throws -> Outcome {
        let batches = AsyncChannel<[EvaluatedSample]>()
        return try await withThrowingTaskGroup(of: Outcome?.self) { group in
            group.addTask {
                for await batch in batches { try await write(batch) }
                return nil
            }
            group.addTask {
                defer { batches.finish() }
                return try await evaluateAll(into: batches, progress)
            }
            var outcome = Outcome()
            for try await part in group { outcome = part ?? outcome }
            return outcome
        }
    }

    private func write(_ batch: [EvaluatedSample]) async throws {
        try await store.record(
            batch.map(records.record), batch.flatMap { records.assessments($0, of: run) }, in: run)
    }

    private func evaluateAll(
        into batches: AsyncChannel<[EvaluatedSample]>, _ progress: @Sendable (Outcome) -> Void
    ) async throws -> Outcome {
        var outcome = Outcome()
        var batch: [EvaluatedSample] = []
        var lastFlush = ContinuousClock.now
        try await withThrowingTaskGroup(of: EvaluatedSample.self) { group in
            var inFlight = 0
            func collect() async throws {
                guard let sample = try await group.next() else { return }
                inFlight -= 1
                outcome.evaluated += 1
                if sample.error != nil { outcome.errors += 1 }
                batch.append(sample)
                progress(outcome)
                guard batch.count >= Self.batchSize || lastFlush.duration(to: .now) > .milliseconds(500) else { return }
                await batches.send(batch)
                batch.removeAll(keepingCapacity: true)
                lastFlush = .now
            }
            reading: while true {
                let items = try await feed.next(64)
                if items.isEmpty { break }
                for item in items {
                    guard case .sample(let fed) = item else {
                        outcome.note(item)
                        continue
                    }
                    for epoch in 0..<epochs {
                        if control.isStopping {
                            outcome.wasStopped = true
                            break reading
                        }
                        if finished.contains(SamplePosition(index: fed.index, epoch: epoch)) {
                            outcome.skipped += 1
                            continue
                        }
                        while inFlight >= concurrency { try await collect() }
                        group.addTask { try await evaluator.evaluate(fed, epoch: epoch) }
                        inFlight += 1
                    }
                }
            }
            while inFlight > 0 { try await collect() }
        }
        if !batch.isEmpty { await batches.send(batch) }
        return outcome
    }
}

extension CellRunner.Outcome {
    private static let keptProblems = 20

    fileprivate mutating func note(_ item: RowFeed.Item) {
        guard case .problem(let problem) = item else { return }
        problemCount += 1
        if problems.count < Self.keptProblems { problems.append(problem) }
    }
}
