import Synchronization

/// Where answers are kept, so that no call is paid twice.
public protocol ResponseJournal: Sendable {
    /// The answer of an earlier call; nil when there was none.
    nonisolated(nonsending) func response(for key: ContentKey) async throws -> ModelResponse?

    /// Learns that these answers will be asked for in a moment, so that all can be looked for at once. Nothing depends on it.
    func expect(_ keys: [ContentKey]) async throws

    /// Keeps an answer. When it returns, the answer survives the end of the process as well as the journal promises.
    ///
    /// It may wait a little for answers of other calls, to be kept together with them, while there are such calls in flight.
    nonisolated(nonsending) func record(_ response: ModelResponse, for key: ContentKey, mayWait: Bool) async throws
}

extension ResponseJournal {
    /// Does nothing: a journal need not know what will be asked for.
    public func expect(_ keys: [ContentKey]) {}
}

/// A journal that lasts as long as the process.
public final class MemoryJournal: ResponseJournal {
    private let responses = Mutex<[ContentKey: ModelResponse]>([:])

    /// An empty journal.
    public init() {}

    /// Answers kept.
    public var count: Int { responses.withLock(\.count) }

    /// The answer kept under a key in this process; nil when there is none.
    public func response(for key: ContentKey) -> ModelResponse? { responses.withLock { $0[key] } }

    /// Keeps an answer until the process ends; a later one under the same key takes its place.
    public func record(_ response: ModelResponse, for key: ContentKey, mayWait: Bool) {
        responses.withLock { $0[key] = response }
    }
}
