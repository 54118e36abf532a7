/// What is looked at before a database is taken for a store.
enum PostgreSQLSchema {
    /// Lets one process at a time change the tables, for the rest of the transaction; throws when the tables are somebody else's.
    static func lock(_ connection: any SQLConnection, path: String) throws {
        try connection.execute("SET LOCAL lock_timeout = 0")
        try connection.execute("SET LOCAL statement_timeout = 0")
        guard try connection.first("SELECT 1 WHERE current_schema() IS NOT NULL", [], { try $0.int() }) != nil else {
            throw TrackingError.cannotOpen(path: path, reason: "no schema of its search_path exists")
        }
        try connection.execute("SELECT pg_advisory_xact_lock(\(lockKey), hashtext(current_schema()))")
        let tables = try tables(connection)
        guard tables.isEmpty || tables.contains(SchemaVersion.table) else { throw TrackingError.notAStore(path: path) }
    }

    /// The names of the tables in the schema that the connection works in.
    static func tables(_ connection: any SQLConnection) throws -> [String] {
        try connection.all(
            "SELECT relname::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')"
        ) { try $0.text() }
    }

    /// A number that no other program is likely to lock.
    private static let lockKey = 1_953_460_083
}
