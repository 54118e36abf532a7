import Models
import Synchronization
import Tracking

/// What is known of answers before they are asked for, so that one question to the store does for many calls.
///
/// What it knows is used once and soon, and forgotten as soon as this process answers the call; whatever it does not know is looked up.
final class JournalForesight: Sendable {
    /// What is known of one answer.
    enum Knowledge: Sendable {
        case answered(JournalEntry)
        case unanswered
        case unknown
    }

    private struct State {
        /// Keys that are being looked up, and have not been answered since.
        var asked: Set<ContentKey> = []
        var known: [ContentKey: (knowledge: Knowledge, time: ContinuousClock.Instant)] = [:]
    }

    /// How long it is believed that nobody else has answered: other processes may use the same store.
    private static let lifetime = Duration.seconds(2)
    private let state = Mutex(State())

    /// The look-up of these keys begins.
    func begin(_ keys: [ContentKey]) {
        let now = ContinuousClock.now
        state.withLock { state in
            state.known = state.known.filter { $0.value.time.duration(to: now) < Self.lifetime }
            state.asked = Set(keys)
        }
    }

    /// The look-up of these keys has ended.
    func end(_ keys: [ContentKey], found entries: [JournalEntry]) {
        let now = ContinuousClock.now
        let found = Dictionary(entries.map { (ContentKey(hex: $0.contentKey), $0) }) { first, _ in first }
        state.withLock { state in
            for key in keys where state.asked.contains(key) {
                state.known[key] = (found[key].map(Knowledge.answered) ?? .unanswered, now)
            }
            state.asked = []
        }
    }

    /// What is known of an answer; it is unknown afterwards.
    func take(_ key: ContentKey) -> Knowledge {
        guard let (knowledge, time) = state.withLock({ $0.known.removeValue(forKey: key) }),
            time.duration(to: .now) < Self.lifetime
        else { return .unknown }
        return knowledge
    }

    /// An answer has been kept under this key, and whoever asks must be told so from now on.
    func forget(_ key: ContentKey) {
        state.withLock { state in
            state.asked.remove(key)
            state.known[key] = nil
        }
    }
}
