import Models
import Synchronization

/// A model that plays a list of outcomes, the last one for ever, and counts how often it is asked and how many at once.
final class ScriptedModel: Model {
    enum Outcome {
        case answer(String)
        case failure(ModelError)
    }

    private struct State {
        var calls = 0
        var running = 0
        var mostAtOnce = 0
    }

    let identity: ModelIdentity
    private let outcomes: [Outcome]
    private let gate: (@Sendable () async throws -> Void)?
    private let state = Mutex(State())

    init(
        _ outcomes: [Outcome], identity: ModelIdentity = ModelIdentity(provider: "test", name: "scripted"),
        gate: (@Sendable () async throws -> Void)? = nil
    ) {
        self.identity = identity
        self.outcomes = outcomes
        self.gate = gate
    }

    var calls: Int { state.withLock(\.calls) }
    var mostAtOnce: Int { state.withLock(\.mostAtOnce) }

    func respond(to request: ModelRequest) async throws -> ModelResponse {
        let turn = state.withLock { state in
            state.calls += 1
            state.running += 1
            state.mostAtOnce = max(state.mostAtOnce, state.running)
            return state.calls - 1
        }
        defer { state.withLock { $0.running -= 1 } }
        try await gate?()
        switch outcomes[min(turn, outcomes.count - 1)] {
        case .answer(let text):
            return ModelResponse(text, usage: ModelUsage(inputTokens: 1000, outputTokens: 100))
        case .failure(let error): throw error
        }
    }
}

/// A clock that jumps instead of waiting, and remembers for how long it was asked to.
final class JumpingClock: Sendable {
    private struct State {
        var now = 0.0
        var waits: [Double] = []
    }

    private let state = Mutex(State())

    var waits: [Double] { state.withLock(\.waits) }
    var now: Double { state.withLock(\.now) }

    func timing(random: Double = 0.5) -> CallTiming {
        CallTiming(
            now: { self.now },
            sleep: { seconds in
                try Task.checkCancellation()
                self.state.withLock { state in
                    state.now += seconds
                    state.waits.append(seconds)
                }
            },
            random: { random })
    }
}

func question(_ text: String, epoch: Int = 0) -> ModelRequest {
    ModelRequest(messages: [ChatMessage(.user, text)], epoch: epoch)
}

/// A door that stays shut until it is opened.
final class Latch: Sendable {
    private let isOpen = Mutex(false)

    func open() { isOpen.withLock { $0 = true } }

    func wait() async throws {
        while !isOpen.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(1)) }
    }
}
