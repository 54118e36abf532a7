import Synchronization

/// A limit on what calls may cost, shared by all callers of a run.
///
/// A call reserves its estimated cost before it is made and settles with the real one. When only the reservations of calls in flight
/// stand in the way, it waits for them; when what is spent already does, it is refused.
public final class CostBudget: Sendable {
    private struct State {
        var spent = 0.0
        var reserved = 0.0
        var calls = 0
        var line = WaitingLine<Void>()
    }

    private enum Answer {
        case granted, refused, wait(Int)
    }

    /// US dollars that must not be passed.
    public let limit: Double
    private let state = Mutex(State())

    /// A budget in US dollars.
    public init(limit: Double) { self.limit = limit }

    /// US dollars spent so far.
    public var spent: Double { state.withLock(\.spent) }

    /// Counts what was spent before, by an earlier attempt of the same run.
    public func charge(_ amount: Double) { state.withLock { $0.spent += max(0, amount) } }

    /// Reserves an estimate. Throws ``ModelError`` of kind `budget`, or `CancellationError`.
    nonisolated(nonsending) func reserve(_ estimate: Double) async throws {
        while true {
            switch state.withLock({ ask(&$0, estimate) }) {
            case .granted: return
            case .refused:
                throw ModelError(
                    .budget,
                    "the cost limit of \(Self.dollars(limit)) is reached: \(Self.dollars(spent)) is spent and the next call may cost \(Self.dollars(estimate))"
                )
            case .wait(let number): try await wait(as: number)
            }
        }
    }

    /// Replaces a reservation by what the call really cost.
    func settle(_ estimate: Double, actual: Double) {
        let waiting = state.withLock { state in
            state.calls -= 1
            state.reserved = state.calls > 0 ? max(0, state.reserved - estimate) : 0
            state.spent += actual
            return Self.drain(&state)
        }
        for place in waiting { place.resume() }
    }

    private func ask(_ state: inout State, _ estimate: Double) -> Answer {
        if state.spent + state.reserved + estimate <= limit {
            state.reserved += estimate
            state.calls += 1
            return .granted
        }
        return state.calls > 0 && state.spent + estimate <= limit ? .wait(state.line.draw()) : .refused
    }

    nonisolated(nonsending) private func wait(as number: Int) async throws {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { place in
                let isLate = state.withLock { state in
                    if Task.isCancelled || state.calls == 0 { return true }
                    state.line.join(place, as: number)
                    return false
                }
                if isLate { place.resume() }
            }
            try Task.checkCancellation()
        } onCancel: {
            state.withLock { $0.line.leave(number) }?.resume(throwing: CancellationError())
        }
    }

    private static func drain(_ state: inout State) -> [WaitingLine<Void>.Place] {
        var places: [WaitingLine<Void>.Place] = []
        while let place = state.line.popFirst() { places.append(place) }
        return places
    }

    private static func dollars(_ amount: Double) -> String {
        let tenThousandths = (amount * 10_000).rounded()
        guard tenThousandths.isFinite, abs(tenThousandths) < 1e15 else { return "$\(amount)" }
        let whole = Int(tenThousandths)
        let digits = String(whole % 10_000)
        return "$\(whole / 10_000)." + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
