import Foundation
public import Models
import Prompts
package import Reporting
import Scoring
public import Statistics
import TouchstoneJSON
package import Tracking

/// An evaluation: a specification and how to carry it out.
///
/// ```swift
/// let result = try await Evaluation(try EvaluationSpecification(file: "support.yaml")).run()
/// #expect(result.outcome == .passed)
/// ```
public struct Evaluation: Sendable {
    /// What is evaluated.
    public let specification: EvaluationSpecification
    /// How it is carried out.
    public let options: EvaluationOptions

    /// An evaluation.
    public init(_ specification: EvaluationSpecification, options: EvaluationOptions = EvaluationOptions()) {
        self.specification = specification
        self.options = options
    }

    /// Runs every cell of the matrix, one after the other, and decides the gates.
    ///
    /// Runs that an earlier attempt began and did not finish are continued. Throws ``DataProblem``, `ModelError`,
    /// ``ScorerArgumentError`` or an error of the store; what was finished before stays.
    public func run(
        control: EvaluationControl = EvaluationControl(), progress: @escaping @Sendable (EvaluationProgress) -> Void = { _ in }
    ) async throws -> EvaluationResult {
        async let preparation = prepare()
        let store = try await TrackingStore.open(at: try StoreLocation(parsing: options.store))
        defer { try? store.close() }
        return try await run(try await preparation, in: store, control: control, progress: progress)
    }

    /// As ``run(control:progress:)``, in a store that is open; prepares itself unless that was done before.
    package func run(
        _ prepared: EvaluationPreparation? = nil, in store: TrackingStore, control: EvaluationControl,
        progress: @escaping @Sendable (EvaluationProgress) -> Void
    ) async throws -> EvaluationResult {
        let preparation = if let prepared { prepared } else { try await prepare() }
        let specification = try await specification.withRegisteredPrompts(from: store)
        let session = EvaluationSession(
            Evaluation(specification, options: options), preparation, store: store, control: control, progress: progress)
        var runs: [RunResult] = []
        do {
            for cell in try specification.cells() {
                runs.append(try await session.run(cell))
                if runs.last?.wasStopped == true { break }
            }
        } catch {
            session.close()
            throw error
        }
        session.close()
        return EvaluationResult(runs: runs)
    }
}

/// What an evaluation came to.
public struct EvaluationResult: Sendable {
    /// The runs, in the order of the matrix.
    public var runs: [RunResult]

    /// The runs of each dataset, in the order of the matrix: those that can be compared.
    public var runsByDataset: [[RunResult]] {
        var order: [String] = []
        for run in runs where !order.contains(run.dataset) { order.append(run.dataset) }
        return order.map { dataset in runs.filter { $0.dataset == dataset } }
    }

    /// The outcome of all gates of all runs: failed when one failed, else inconclusive when one is; passed without gates.
    public var outcome: GateOutcome { runs.flatMap(\.gates).map(\.outcome).worst }
}

/// What one run came to.
public struct RunResult: Sendable {
    /// The run's id in the store.
    public var id: String
    /// The run's name.
    public var name: String
    /// The figures, in the order of the specification.
    public var verdicts: [Verdict]
    /// The gates, in the order of the specification.
    public var gates: [GateResult]
    /// The dataset's name.
    public var dataset: String
    /// Samples evaluated, those of an earlier attempt included.
    public var samples: Int
    /// Samples without an answer or with a failed scorer.
    public var errors: Int
    /// Why the run says nothing; nil when it does.
    public var emptiness: RunEmptiness?
    /// Rows that could not be read, the first ones.
    public var problems: [DataProblem]
    /// How many rows could not be read.
    public var problemCount: Int
    /// Whether the run was asked to stop before its end.
    public var wasStopped: Bool
    /// What calls came to in this attempt.
    public var calls: CallCounters
    /// The report of the run.
    package let report: RunReport

    /// The verdict on one figure; nil when the run has none of that name.
    public subscript(metric: String) -> Verdict? { verdicts.first { $0.metric == metric } }
}
