extension PostgreSQLLink {
    /// Opens a transaction, which reaches the server with its first statement.
    func begin(_ sql: String) {
        failure = nil
        hasBegun = false
        prelude = [sql]
    }

    /// Makes the transaction durable. When the connection is lost meanwhile, nobody knows whether it is, and that is the error.
    func commit() throws {
        if let failure { throw failure }
        guard hasBegun else { return prelude = [] }
        do {
            try send("COMMIT")
            guard try receive().last?.tag == "COMMIT" else { throw TrackingError.failed(reason: "the transaction was not committed") }
        } catch let restart as TransactionRestart where isLost {
            throw Self.unknownOutcome(restart, store: store)
        }
    }

    private static func unknownOutcome(_ restart: TransactionRestart, store: String) -> TrackingError {
        guard case .unavailable(_, let reason) = restart.cause else { return restart.cause }
        return .unavailable(store: store, reason: "\(reason); whether the change was kept is not known")
    }

    /// Ends a transaction that has only read, without waiting.
    func endReading() throws {
        guard hasBegun, failure == nil else { return rollBack() }
        prelude = []
        try send("COMMIT")
        try ignoreResults()
    }

    /// Undoes the transaction; a connection on which that fails is lost.
    func rollBack() {
        prelude = []
        failure = nil
        guard hasBegun, !isLost else { return }
        hasBegun = false
        do {
            if awaited > 0 { _ = try? receive() }
            failure = nil
            try send("ROLLBACK")
            _ = try receive()
        } catch {
            isLost = true
        }
    }

    /// Where a savepoint was opened.
    struct Savepoint {
        let name: String
        let place: Int
        let departures: Int
    }

    /// Opens a savepoint, which reaches the server with the next statement.
    func openSavepoint() throws -> Savepoint {
        if let failure { throw failure }
        let savepoint = Savepoint(name: nextName(), place: prelude.count, departures: departures)
        prelude.append("SAVEPOINT \(savepoint.name)")
        return savepoint
    }

    /// Keeps what was done since a savepoint; throws when one of its statements failed.
    func release(_ savepoint: Savepoint) throws {
        if let failure { throw failure }
        if savepoint.departures == departures {
            prelude.removeSubrange(savepoint.place...)
        } else {
            prelude.append("RELEASE SAVEPOINT \(savepoint.name)")
        }
    }

    /// Undoes what was done since a savepoint; throws when the whole transaction is undone already.
    func rollBack(to savepoint: Savepoint) throws {
        if awaited > 0, !isLost { _ = try? receive() }
        if let restart = failure as? TransactionRestart { throw restart }
        failure = nil
        if savepoint.departures == departures {
            prelude.removeSubrange(savepoint.place...)
        } else {
            prelude = ["ROLLBACK TO SAVEPOINT \(savepoint.name)", "RELEASE SAVEPOINT \(savepoint.name)"]
        }
    }
}
