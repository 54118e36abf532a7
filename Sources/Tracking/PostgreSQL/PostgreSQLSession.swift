#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// One place in the pool: a connection that is made when it is first needed, and made again when it was lost.
///
/// Its calls block, on a queue of its own. libpq could also be driven without blocking, but the repositories' bodies are plain functions
/// that wait for each result: they need a thread for as long as they run in any case.
actor PostgreSQLSession {
    private let address: PostgreSQLAddress
    private let options: PostgreSQLDriver.Options
    private let executor = QueueExecutor(label: "touchstone.postgresql")
    private var link: PostgreSQLLink?

    init(_ address: PostgreSQLAddress, _ options: PostgreSQLDriver.Options) {
        self.address = address
        self.options = options
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Runs a body in a transaction that reads one unchanging view.
    func read<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) throws -> T {
        try repeating { link in
            link.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            do {
                let result = try body(PostgreSQLConnection(link: link))
                if let failure = link.failure { throw failure }
                try link.endReading()
                return result
            } catch {
                link.rollBack()
                throw error
            }
        }
    }

    /// Runs a body in a transaction that is durable on return.
    func write<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) throws -> T {
        try repeating { link in
            link.begin("BEGIN")
            do {
                let result = try body(PostgreSQLConnection(link: link))
                try link.commit()
                return result
            } catch {
                link.rollBack()
                throw error
            }
        }
    }

    /// Most attempts at one transaction.
    private static let attempts = 5

    /// Runs a transaction until it is not undone for a reason that may pass.
    private func repeating<T: Sendable>(_ transaction: (PostgreSQLLink) throws -> T) throws -> T {
        var attempt = 1
        while true {
            do {
                return try transaction(try connected())
            } catch let restart as TransactionRestart {
                guard attempt < Self.attempts else { throw restart.cause }
            } catch TrackingError.conflict(let reason) {
                guard attempt < Self.attempts else { throw TrackingError.conflict(reason: reason) }
            }
            if link?.isLost == false { usleep(UInt32.random(in: 1_000...(4_000 << UInt32(attempt)))) }
            attempt += 1
        }
    }

    private func connected() throws -> PostgreSQLLink {
        if let link, !link.isLost { return link }
        link = nil
        let new = try PostgreSQLLink(to: address, connectTimeout: options.connectTimeout)
        do {
            try new.prepareSession(options)
        } catch let restart as TransactionRestart {
            throw restart.cause
        }
        link = new
        return new
    }
}

extension PostgreSQLLink {
    /// Sets how long statements and locks may take, and that a commit is on disk when it is acknowledged.
    fileprivate func prepareSession(_ options: PostgreSQLDriver.Options) throws {
        let settings = [
            ("statement_timeout", options.statementTimeout), ("lock_timeout", options.lockTimeout),
            ("idle_in_transaction_session_timeout", options.statementTimeout),
        ]
        for (name, seconds) in settings { try send("SELECT set_config('\(name)', '\(Int(seconds * 1000))', false)") }
        try send("SELECT set_config('cursor_tuple_fraction', '1', false)")
        try send(
            """
            SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on' \
            ELSE current_setting('synchronous_commit') END, false)
            """)
        _ = try receive()
    }
}
