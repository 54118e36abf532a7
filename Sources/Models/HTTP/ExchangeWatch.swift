import NIOCore
import Synchronization

/// Ends one exchange when it is silent or takes in all too long.
final class ExchangeWatch: Sendable {
    enum Verdict: Sendable { case silent, late }

    private struct State {
        var lastSign: Double
        var idle: Double
        var verdict: Verdict?
        var onEnd: (@Sendable () -> Void)?
    }

    private let deadline: Double
    private let state: Mutex<State>

    init(idle: Double, total: Double) {
        let now = monotonicSeconds()
        deadline = now + total
        state = Mutex(State(lastSign: now, idle: idle))
    }

    /// Why the exchange was ended; nil when it was not.
    var verdict: Verdict? { state.withLock(\.verdict) }

    /// Bytes came.
    func touch() {
        let now = monotonicSeconds()
        state.withLock { $0.lastSign = now }
    }

    /// The answer is complete: only the end of the stream is awaited, and not for long.
    func expectEnd() {
        let now = monotonicSeconds()
        state.withLock { state in
            state.lastSign = now
            state.idle = min(state.idle, 1)
        }
    }

    /// What to do when time is up.
    func onEnd(_ action: @escaping @Sendable () -> Void) { state.withLock { $0.onEnd = action } }

    /// Ends the exchange if its time is up.
    func check(at now: Double) {
        let action: (@Sendable () -> Void)? = state.withLock { state in
            guard state.verdict == nil else { return nil }
            if now >= deadline { state.verdict = .late } else if now >= state.lastSign + state.idle { state.verdict = .silent }
            return state.verdict == nil ? nil : state.onEnd
        }
        action?()
    }
}

/// Looks after all exchanges under way, twenty times a second, with one timer.
final class ExchangeWatches: Sendable {
    private struct State {
        var watches: [ObjectIdentifier: ExchangeWatch] = [:]
        var isTicking = false
    }

    private let loop: any EventLoop
    private let state = Mutex(State())

    init(loop: any EventLoop) { self.loop = loop }

    func add(_ watch: ExchangeWatch) {
        let starts = state.withLock { state in
            state.watches[ObjectIdentifier(watch)] = watch
            defer { state.isTicking = true }
            return !state.isTicking
        }
        guard starts else { return }
        loop.scheduleRepeatedTask(initialDelay: .milliseconds(50), delay: .milliseconds(50)) { [self] task in
            if !tick() { task.cancel() }
        }
    }

    func remove(_ watch: ExchangeWatch) {
        state.withLock { _ = $0.watches.removeValue(forKey: ObjectIdentifier(watch)) }
    }

    /// Checks every watch; false when there is none and the timer should rest.
    private func tick() -> Bool {
        let watches = state.withLock { state in
            if state.watches.isEmpty { state.isTicking = false }
            return Array(state.watches.values)
        }
        let now = monotonicSeconds()
        for watch in watches { watch.check(at: now) }
        return !watches.isEmpty
    }
}
