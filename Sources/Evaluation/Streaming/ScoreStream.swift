public import Scoring
import TouchstoneJSON

/// Scores a stream of rows: the same rows come out in the same order, each with its scores, in constant memory, on all cores.
public struct ScoreStream: Sendable {
    /// What a stream came to.
    public struct Summary: Sendable, Hashable {
        /// Rows that went through.
        public var rows = 0
        /// Rows that could not be read; they went through with the reason.
        public var badRows = 0
        /// Scores that a scorer failed to give.
        public var errors = 0
        /// Scores without a value, for a reason.
        public var unscored = 0
        /// The first problem of a row, for a warning.
        public var firstProblem: DataProblem?
        /// The first score without a value, for a warning.
        public var firstUnscored: DataProblem?
    }

    private static let batchSize = 128

    private let scorers: [ActiveScorer]
    private let columns: ColumnMapping
    private let workers: Int

    /// A stream through the given scorers. Throws ``ScorerArgumentError`` when two scores have one name.
    public init(scorers: [any Scorer], columns: ColumnMapping = ColumnMapping(), workers: Int) throws {
        self.scorers = ActiveScorer.fused(try ActiveScorer.named(scorers.map { ($0, nil, nil) }))
        self.columns = columns
        self.workers = min(max(1, workers), 1024)
    }

    /// Reads rows from a file ("-" is standard input) and hands every output batch to `write`, in order.
    ///
    /// Throws ``DataProblem`` when the file cannot be read, and what `write` throws; stops at once when the task is cancelled.
    public func run(
        _ path: String, format: DataFormat? = nil, write: @Sendable ([UInt8]) throws -> Void
    ) async throws -> Summary {
        let source = RowBatches(path: path, format: format)
        var summary = Summary()
        var finished: [Int: Batch] = [:]
        var nextToWrite = 0
        try await withThrowingTaskGroup(of: (Int, Batch).self) { group in
            var started = 0
            var isAtEnd = false
            while !isAtEnd || nextToWrite < started {
                while !isAtEnd, started - nextToWrite < workers * 2 + 1 {
                    let items = try await source.next(Self.batchSize)
                    if items.isEmpty {
                        isAtEnd = true
                    } else {
                        group.addTask { [started] in (started, try await score(items, of: source.name)) }
                        started += 1
                    }
                }
                guard let (index, batch) = try await group.next() else { break }
                finished[index] = batch
                while let batch = finished.removeValue(forKey: nextToWrite) {
                    nextToWrite += 1
                    summary.add(batch.summary)
                    try write(batch.bytes)
                }
            }
        }
        return summary
    }

    private struct Batch: Sendable {
        var bytes: [UInt8] = []
        var summary = Summary()
    }

    private func score(_ items: [RowReader.Item], of source: String) async throws -> Batch {
        var batch = Batch()
        for item in items {
            batch.summary.rows += 1
            switch item {
            case .problem(let problem, let bytes):
                batch.summary.note(problem)
                batch.bytes.append(contentsOf: ScoredRow.line(problem, bytes: bytes))
            case .row(let row):
                let outcomes = try await outcomes(of: columns.sample(from: row.columns))
                batch.summary.count(outcomes, row, source)
                batch.bytes.append(contentsOf: ScoredRow.line(row, outcomes))
            }
        }
        return batch
    }

    private func outcomes(of sample: Sample) async throws -> [ScoreOutcome] {
        var outcomes: [ScoreOutcome] = []
        for scorer in scorers { outcomes += try await scorer.outcomes(of: sample) }
        return outcomes
    }
}

extension ScoreStream.Summary {
    fileprivate mutating func note(_ problem: DataProblem) {
        badRows += 1
        if firstProblem == nil { firstProblem = problem }
    }

    fileprivate mutating func count(_ outcomes: [ScoreOutcome], _ row: DataRow, _ source: String) {
        for outcome in outcomes where outcome.score.value == nil {
            if outcome.error != nil { errors += 1 } else { unscored += 1 }
            firstUnscored = firstUnscored ?? DataProblem(outcome, source: source, line: row.line, columns: row.columns)
        }
    }

    fileprivate mutating func add(_ other: Self) {
        rows += other.rows
        badRows += other.badRows
        errors += other.errors
        unscored += other.unscored
        firstProblem = firstProblem ?? other.firstProblem
        firstUnscored = firstUnscored ?? other.firstUnscored
    }
}

/// Reads rows in batches away from the threads that run tasks.
actor RowBatches {
    private let executor = BlockingExecutor(label: "touchstone.rows")
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// What problems call the rows' source.
    nonisolated var name: String { path == "-" ? "standard input" : path }

    private let path: String
    private let format: DataFormat?
    private var reader: RowReader?
    private var isAtEnd = false

    init(path: String, format: DataFormat?) {
        self.path = path
        self.format = format
    }

    func next(_ size: Int) throws(DataProblem) -> [RowReader.Item] {
        if isAtEnd { return [] }
        if reader == nil { reader = try RowReader(path: path, format: format) }
        var items: [RowReader.Item] = []
        items.reserveCapacity(size)
        while items.count < size {
            guard let item = try reader?.next() else {
                isAtEnd = true
                break
            }
            items.append(item)
        }
        return items
    }
}
