import Models
import TouchstoneJSON
import Tracking

/// Keeps answers of models in the store, so that a killed run pays for nothing twice.
struct StoreJournal: ResponseJournal {
    let store: TrackingStore
    let identity: ModelIdentity
    /// Answers older than this are not used; nil uses all.
    let notBefore: Timestamp?
    /// How long answers wait for others, to share a transaction; nil where few calls are made at once.
    let gathering: Duration?
    /// What is known of answers that will be asked for in a moment.
    private let foresight = JournalForesight()

    init(store: TrackingStore, identity: ModelIdentity, notBefore: Timestamp?, concurrency: Int) {
        (self.store, self.identity, self.notBefore) = (store, identity, notBefore)
        gathering = Self.gathers(concurrency) ? .milliseconds(16) : nil
    }

    /// Whether so many calls at once make it worth while that they wait for each other.
    static func gathers(_ calls: Int) -> Bool { calls >= 16 }

    nonisolated(nonsending) func response(for key: ContentKey) async throws -> ModelResponse? {
        switch foresight.take(key) {
        case .answered(let entry): return try answer(entry)
        case .unanswered: return nil
        case .unknown: return try await store.journalledResponse(for: key.hex).flatMap(answer)
        }
    }

    func expect(_ keys: [ContentKey]) async throws {
        foresight.begin(keys)
        foresight.end(keys, found: try await store.journalledResponses(for: keys.map(\.hex)))
    }

    nonisolated(nonsending) func record(_ response: ModelResponse, for key: ContentKey, mayWait: Bool) async throws {
        let entry = JournalEntry(
            contentKey: key.hex, response: .object(response.json), provider: identity.provider, model: identity.name)
        try await store.journal(entry, replacingBefore: notBefore, gathering: mayWait ? gathering : nil)
        foresight.forget(key)
    }

    private func answer(_ entry: JournalEntry) throws -> ModelResponse? {
        if let notBefore, entry.created < notBefore { return nil }
        return try entry.response.objectValue.map { try ModelResponse(json: $0) }
    }
}
