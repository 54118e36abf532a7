import CPostgreSQL

/// libpq, which is loaded when the first PostgreSQL store is named: SQLite needs none of it.
enum PostgreSQLLibrary {
    /// Loads libpq; throws when the machine has none.
    static func load() throws(TrackingError) {
        guard let reason = CPostgreSQLLoad() else { return }
        throw .unsupported(
            reason: "PostgreSQL's client library cannot be loaded (\(String(cString: reason))); on Debian, apt install libpq5")
    }
}
