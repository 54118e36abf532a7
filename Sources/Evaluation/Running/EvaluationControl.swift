import Synchronization

/// Lets someone outside ask a run to stop: it finishes what is in flight, keeps it, and can be continued later.
public final class EvaluationControl: Sendable {
    private let stopping = Atomic(false)

    /// A control that has not been used.
    public init() {}

    /// Asks the run to stop. Safe to call from anywhere, any number of times.
    public func stop() { stopping.store(true, ordering: .relaxed) }

    /// Whether someone has asked.
    public var isStopping: Bool { stopping.load(ordering: .relaxed) }
}
