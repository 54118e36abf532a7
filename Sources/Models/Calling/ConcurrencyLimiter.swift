import Synchronization

/// Lets as many calls run at once as ``AdaptiveConcurrency`` allows; the others wait in order of arrival.
public final class ConcurrencyLimiter: Sendable {
    /// How a call went, as far as the limit cares.
    enum Outcome {
        case succeeded, throttled, other
    }

    private struct State {
        var concurrency: AdaptiveConcurrency
        var running = 0
        var line = WaitingLine<Void>()
        var isClosed = false
    }

    private let state: Mutex<State>

    /// A limiter that starts as given.
    public init(_ concurrency: AdaptiveConcurrency) {
        state = Mutex(State(concurrency: concurrency))
    }

    /// Calls allowed at once now.
    public var limit: Int { state.withLock(\.concurrency.limit) }

    /// Calls running now.
    public var running: Int { state.withLock(\.running) }

    /// Thrown to whoever asks for a place after the limiter was closed.
    struct Closed: Error {}

    /// Lets nobody in any more: calls that run may end, those that wait or come later are told that it is ``Closed``.
    public func close() {
        let waiting = state.withLock { state in
            state.isClosed = true
            var waiting: [WaitingLine<Void>.Place] = []
            while let place = state.line.popFirst() { waiting.append(place) }
            return waiting
        }
        for place in waiting { place.resume(throwing: Closed()) }
    }

    /// Waits for a place. Throws `CancellationError`, or ``Closed``.
    nonisolated(nonsending) func acquire() async throws {
        let number: Int? = try state.withLock { state in
            if state.isClosed { throw Closed() }
            if state.running < state.concurrency.limit, state.line.isEmpty {
                state.running += 1
                return nil
            }
            return state.line.draw()
        }
        guard let number else { return }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { place in join(place, as: number) }
        } onCancel: {
            state.withLock { $0.line.leave(number) }?.resume(throwing: CancellationError())
        }
    }

    /// Gives the place back.
    func release(_ outcome: Outcome, at now: Double) {
        admit { state in
            state.running -= 1
            switch outcome {
            case .succeeded: state.concurrency.succeed()
            case .throttled: state.concurrency.throttle(at: now)
            case .other: break
            }
        }
    }

    private func join(_ place: WaitingLine<Void>.Place, as number: Int) {
        let refusal: (any Error)? = state.withLock { state in
            if state.isClosed { return Closed() }
            if Task.isCancelled { return CancellationError() }
            state.line.join(place, as: number)
            return nil
        }
        if let refusal { return place.resume(throwing: refusal) }
        admit { _ in }
        if Task.isCancelled { state.withLock { $0.line.leave(number) }?.resume(throwing: CancellationError()) }
    }

    /// Changes the state, then lets in whoever now has room.
    private func admit(after change: (inout State) -> Void) {
        let admitted = state.withLock { state in
            change(&state)
            var admitted: [WaitingLine<Void>.Place] = []
            while state.running < state.concurrency.limit, let place = state.line.popFirst() {
                state.running += 1
                admitted.append(place)
            }
            return admitted
        }
        for place in admitted { place.resume() }
    }
}
