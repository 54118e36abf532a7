import Synchronization

/// Lets someone outside ask a run to stop: it finishes what is in flight, keeps it, and can be continued later.
public final class EvaluationControl: Sendable {
    private struct State {
        var isStopping = false
        var actions: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())

    /// A control that has not been used.
    public init() {}

    /// Asks the run to stop. May be called from any thread, any number of times; not from within a signal handler.
    public func stop() {
        let actions = state.withLock { state in
            state.isStopping = true
            defer { state.actions = [] }
            return state.actions
        }
        for action in actions { action() }
    }

    /// Whether someone has asked.
    public var isStopping: Bool { state.withLock(\.isStopping) }

    /// Does something as soon as someone asks, or at once when someone has.
    func whenStopped(_ action: @escaping @Sendable () -> Void) {
        let isStopping = state.withLock { state in
            if !state.isStopping { state.actions.append(action) }
            return state.isStopping
        }
        if isStopping { action() }
    }
}
