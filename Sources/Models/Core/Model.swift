/// Something that answers: a hosted model, a local one, a command, or the data itself.
///
/// One call of ``respond(to:)`` is one attempt; retries, limits, the journal and the counters are the business of ``ModelCaller``.
public protocol Model: Sendable {
    /// Which model this is, as far as it changes answers.
    var identity: ModelIdentity { get }

    /// Where its calls run best: on the thread that waits for its answers, say. Nil leaves it to the runtime.
    var executor: (any TaskExecutor)? { get }

    /// One answer. Throws ``ModelError``, or `CancellationError` when the task is cancelled.
    nonisolated(nonsending) func respond(to request: ModelRequest) async throws -> ModelResponse
}

extension Model {
    /// Nil: its calls run wherever the runtime puts them.
    public var executor: (any TaskExecutor)? { nil }
}
