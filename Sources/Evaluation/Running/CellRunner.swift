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
    /// What is written before the first samples, while the first calls are in flight.
    let beginning: @Sendable () async throws -> Void

    /// Evaluates every sample that is not finished; `progress` is told after each.
    ///
    /// Throws when going on makes no sense: a refused key, a spent budget, a model that nobody reached, data that cannot be read on.
    /// Everything finished by then is kept.
    func run(progress: @escaping @Sendable (Outcome) -> Void) async throws -> Outcome {
        let batches = AsyncChannel<SampleBatch>()
        let outcome = try await withThrowingTaskGroup(of: Outcome?.self) { group in
            group.addTask {
                try await beginning()
                for await batch in batches { try await store.record(batch.samples, scores: batch.scores, in: run) }
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
        // What was handed on after a cancellation is not recorded.
        try Task.checkCancellation()
        return outcome
    }

    private func evaluateAll(into batches: AsyncChannel<SampleBatch>, _ progress: @Sendable (Outcome) -> Void) async -> Outcome {
        var outcome = Outcome()
        var batch = SampleBatch()
        await withThrowingTaskGroup(of: RecordedSample.self) { group in
            var inFlight = 0
            func collect() async {
                inFlight -= 1
                do {
                    guard let sample = try await group.next() else { return }
                    outcome.note(sample.evaluated)
                    progress(outcome)
                    batch.add(sample)
                    if batch.isDue { await batches.send(batch.takeAll()) }
                } catch is CancellationError where control.isStopping {
                    outcome.wasStopped = true
                } catch {
                    outcome.fail(error)
                }
                if outcome.endsAtOnce { group.cancelAll() }
            }
            var line = SampleLine()
            reading: while let samples = await nextSamples(&line, &outcome) {
                for sample in samples {
                    while inFlight >= concurrency { await collect() }
                    outcome.wasStopped = control.isStopping
                    // Nobody waits any more for what is read and scored.
                    if Task.isCancelled { outcome.fail(CancellationError()) }
                    if outcome.wasStopped || outcome.failure != nil { break reading }
                    group.addTask { try RecordedSample(try await evaluator.evaluate(sample), records) }
                    inFlight += 1
                }
            }
            // While the last samples are in flight there is time to record those before them.
            if !batch.samples.isEmpty { await batches.send(batch.takeAll()) }
            while inFlight > 0 { await collect() }
        }
        if !batch.samples.isEmpty { await batches.send(batch) }
        return outcome
    }

    /// Some of the samples that are to be evaluated next; nil at the end of the data, or when they cannot be read on.
    private func nextSamples(_ line: inout SampleLine, _ outcome: inout Outcome) async -> [PreparedSample]? {
        do {
            while true {
                while line.isEmpty {
                    let items = try await feed.next(SampleLine.size)
                    if items.isEmpty { return nil }
                    line = SampleLine()
                    for item in items {
                        if case .sample(let row) = item { line.rows.append(row) } else { outcome.note(item) }
                    }
                }
                let samples = line.next(epochs, except: finished, &outcome.skipped)
                if !samples.isEmpty { return try await evaluator.prepare(samples) }
            }
        } catch {
            outcome.fail(error)
            return nil
        }
    }
}

/// Rows whose samples are still to be begun, handed out a few at a time, since a row with many epochs is many samples.
private struct SampleLine {
    static let size = 64
    var rows: [FedSample] = []
    private var row = 0
    private var epoch = 0

    var isEmpty: Bool { row == rows.count }

    /// Some of the samples that are next and not finished; none at the end of the rows. Counts the finished ones that it comes by.
    mutating func next(
        _ epochs: Int, except finished: Set<SamplePosition>, _ skipped: inout Int
    ) -> [(fed: FedSample, epoch: Int)] {
        var samples: [(fed: FedSample, epoch: Int)] = []
        while !isEmpty, samples.count < Self.size {
            if finished.contains(SamplePosition(index: rows[row].index, epoch: epoch)) {
                skipped += 1
            } else {
                samples.append((rows[row], epoch))
            }
            epoch += 1
            if epoch == epochs { (row, epoch) = (row + 1, 0) }
        }
        return samples
    }
}

/// An evaluated sample, and what the store will keep of it.
private struct RecordedSample: Sendable {
    let evaluated: EvaluatedSample
    let row: SampleRow
    let scores: [SampleScore]

    init(_ evaluated: EvaluatedSample, _ records: SampleRecords) throws(TrackingError) {
        self.evaluated = evaluated
        row = SampleRow(records.record(evaluated))
        scores = try records.scores(evaluated)
    }
}

/// Samples on their way to the store: handed on when they are many, or when the last time was half a second ago.
private struct SampleBatch: Sendable {
    private static let size = 1024
    private(set) var samples: [SampleRow] = []
    private(set) var scores: [SampleScore] = []
    private var lastTime = ContinuousClock.now

    /// Whether it is time to hand the samples on.
    var isDue: Bool { samples.count >= Self.size || lastTime.duration(to: .now) > .milliseconds(500) }

    mutating func add(_ sample: RecordedSample) {
        samples.append(sample.row)
        scores += sample.scores
    }

    /// The samples so far; begins anew.
    mutating func takeAll() -> SampleBatch {
        defer { self = SampleBatch() }
        return self
    }
}
