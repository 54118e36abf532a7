import Testing
import TouchstoneJSON
import Tracking

@testable import Evaluation
@testable import Models

@Suite struct JournalForesightTests {
    private let foresight = JournalForesight()
    private let first = ContentKey(hex: "a")
    private let second = ContentKey(hex: "b")

    private func entry(_ key: ContentKey) -> JournalEntry {
        JournalEntry(contentKey: key.hex, response: ["text": "yes"], provider: "test", model: "test")
    }

    private func isUnknown(_ key: ContentKey) -> Bool { if case .unknown = foresight.take(key) { true } else { false } }

    @Test func `what was looked up is known once`() {
        foresight.begin([first, second])
        foresight.end([first, second], found: [entry(second)])
        guard case .unanswered = foresight.take(first), case .answered(let found) = foresight.take(second) else {
            Issue.record("the answers are not as they were looked up")
            return
        }
        #expect(found.contentKey == second.hex)
        #expect(isUnknown(first) && isUnknown(second))
    }

    @Test func `an answer that is kept meanwhile makes the question open again`() {
        foresight.begin([first, second])
        foresight.forget(first)
        foresight.end([first, second], found: [])
        #expect(isUnknown(first))
        foresight.forget(second)
        #expect(isUnknown(second))
    }
}
