import Synchronization

/// Makes equal calls that run at the same time into one: the first does the work, the others wait for its outcome.
final class SingleFlight<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private enum Landing: Sendable {
        case value(Value)
        case failure(any Error)
        /// The leader was cancelled: somebody else must do the work.
        case abandoned
    }

    private struct Flight {
        let number: Int
        var line = WaitingLine<Landing>()
    }

    private struct State {
        var flights: [Key: Flight] = [:]
        var departures = 0
    }

    /// A seat of a follower: in which flight, and where in its line.
    private struct Seat {
        let flight: Int
        let number: Int
    }

    private let state = Mutex(State())

    /// The value, and whether this call did the work itself.
    nonisolated(nonsending) func run(_ key: Key, _ work: nonisolated(nonsending) () async throws -> Value) async throws -> (
        value: Value, led: Bool
    ) {
        while true {
            guard let seat = board(key) else { return (try await lead(key, work), true) }
            switch try await follow(key, in: seat) {
            case .value(let value): return (value, false)
            case .failure(let error): throw error
            case .abandoned: try Task.checkCancellation()
            }
        }
    }

    /// A seat in the flight under way; nil when there is none yet and the caller leads.
    private func board(_ key: Key) -> Seat? {
        state.withLock { state in
            if let flight = state.flights[key]?.number, let number = state.flights[key]?.line.draw() {
                return Seat(flight: flight, number: number)
            }
            state.flights[key] = Flight(number: state.departures)
            state.departures += 1
            return nil
        }
    }

    nonisolated(nonsending) private func lead(_ key: Key, _ work: nonisolated(nonsending) () async throws -> Value) async throws -> Value {
        do {
            let value = try await work()
            land(key, .value(value))
            return value
        } catch {
            land(key, error is CancellationError || Task.isCancelled ? .abandoned : .failure(error))
            throw error
        }
    }

    private func land(_ key: Key, _ landing: Landing) {
        var line = state.withLock { $0.flights.removeValue(forKey: key) }?.line
        while let place = line?.popFirst() { place.resume(returning: landing) }
    }

    nonisolated(nonsending) private func follow(_ key: Key, in seat: Seat) async throws -> Landing {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { place in
                let isLate = state.withLock { state in
                    if Task.isCancelled || state.flights[key]?.number != seat.flight { return true }
                    state.flights[key]?.line.join(place, as: seat.number)
                    return false
                }
                if isLate { place.resume(returning: .abandoned) }
            }
        } onCancel: {
            let place = state.withLock { state in
                state.flights[key]?.number == seat.flight ? state.flights[key]?.line.leave(seat.number) : nil
            }
            place?.resume(throwing: CancellationError())
        }
    }
}
