/// PostgreSQL through libpq: a bounded pool of connections, each with a thread of its own while it is in use.
///
/// Reads run in `REPEATABLE READ READ ONLY` transactions, writes in `READ COMMITTED` ones: each statement of a write sees what others have
/// committed by then, so that `ON CONFLICT` and row locks do what they say and nothing fails to serialize. A transaction runs again when it
/// was chosen to resolve a deadlock, when a row with its key appeared meanwhile, or when the connection was lost before its commit.
package struct PostgreSQLDriver: SQLDriver {
    /// How a PostgreSQL store is opened.
    package struct Options: Sendable, Hashable {
        /// Most connections at a time.
        package var maximumConnections: Int
        /// Seconds to wait for the server to take a connection; at least 2.
        package var connectTimeout: Int
        /// Seconds that one statement may take.
        package var statementTimeout: Double
        /// Seconds to wait for rows that another transaction holds.
        package var lockTimeout: Double

        /// Eight connections; five seconds to connect, sixty for a statement, ten for a lock.
        package init(
            maximumConnections: Int = 8, connectTimeout: Int = 5, statementTimeout: Double = 60, lockTimeout: Double = 10
        ) {
            self.maximumConnections = max(1, maximumConnections)
            self.connectTimeout = connectTimeout
            self.statementTimeout = statementTimeout
            self.lockTimeout = lockTimeout
        }
    }

    private let pool: PostgreSQLPool

    package var dialect: SQLDialect { .postgreSQL }

    /// PostgreSQL keeps track of 64 savepoints of a transaction cheaply.
    package var groupLimit: Int { 60 }

    /// A way to a database; connections are made when they are needed.
    package init(_ address: PostgreSQLAddress, options: Options = Options()) {
        pool = PostgreSQLPool(address, options)
    }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await pool.withSession { session in try await session.read(body) }
    }

    package func write<T: Sendable>(
        isBrief: Bool, _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws -> T {
        try await pool.withSession { session in try await session.write(body) }
    }

    package func backup(to path: String) async throws {
        throw TrackingError.unsupported(
            reason: """
                a PostgreSQL store is copied with pg_dump, and its artifacts with their folder; `touchstone db export` writes its tables \
                as text
                """)
    }

    package func integrityFindings() async throws -> [String] { try await read { connection in try PostgreSQLCheck.findings(connection) } }

    package func close() { pool.close() }
}
