import Synchronization

/// A bounded number of sessions, handed to one caller at a time; callers that find none wait in the order in which they came.
final class PostgreSQLPool: Sendable {
    private struct State {
        var idle: [PostgreSQLSession] = []
        var made = 0
        var waiting: [CheckedContinuation<PostgreSQLSession, any Error>] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let address: PostgreSQLAddress
    private let options: PostgreSQLDriver.Options

    init(_ address: PostgreSQLAddress, _ options: PostgreSQLDriver.Options) {
        self.address = address
        self.options = options
    }

    /// Runs a body with a session that nobody else uses meanwhile. The session that was used last is taken first, so that few connections
    /// serve few callers.
    func withSession<T: Sendable>(_ body: @Sendable (PostgreSQLSession) async throws -> T) async throws -> T {
        let session = try await checkOut()
        defer { checkIn(session) }
        return try await body(session)
    }

    private func checkOut() async throws -> PostgreSQLSession {
        try await withCheckedThrowingContinuation { continuation in
            let ready = state.withLock { state -> Result<PostgreSQLSession, any Error>? in
                if state.isClosed { return .failure(closed) }
                if let session = state.idle.popLast() { return .success(session) }
                if state.made < options.maximumConnections {
                    state.made += 1
                    return .success(PostgreSQLSession(address, options))
                }
                state.waiting.append(continuation)
                return nil
            }
            if let ready { continuation.resume(with: ready) }
        }
    }

    private func checkIn(_ session: PostgreSQLSession) {
        let next = state.withLock { state -> CheckedContinuation<PostgreSQLSession, any Error>? in
            if state.isClosed { return nil }
            if state.waiting.isEmpty {
                state.idle.append(session)
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume(returning: session)
    }

    private var closed: TrackingError { .failed(reason: "it is closed") }

    /// Closes the connections; those in use when their callers have finished. Later calls fail.
    func close() {
        let waiting = state.withLock { state in
            state.isClosed = true
            state.idle = []
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume(throwing: closed) }
    }
}
