/// The version of a store's tables: each migration raises it by one, and none ever lowers it.
enum SchemaVersion {
    static let table = "touchstone_schema"

    /// Brings a store to the version of this program in the transaction at hand; refuses one of a later version.
    static func migrate(_ connection: any SQLConnection, to migrations: [Migration], path: String, now: Timestamp) throws {
        let dialect = connection.dialect
        try connection.execute(
            """
            CREATE TABLE IF NOT EXISTS \(table) (version \(dialect.integer) NOT NULL PRIMARY KEY, \
            title \(dialect.text) NOT NULL, applied_time \(dialect.integer) NOT NULL)\(dialect.tableOptions)
            """)
        let current = try current(connection)
        guard current <= migrations.count else {
            throw TrackingError.newerStore(path: path, version: current, supported: migrations.count)
        }
        for (offset, migration) in migrations.enumerated().dropFirst(current) {
            try connection.executeOnce(migration.statements(dialect))
            try connection.execute(
                "INSERT INTO \(table) (version, title, applied_time) VALUES (?, ?, ?)",
                [.integer(Int64(offset + 1)), .text(migration.title), .integer(now.rawValue)])
        }
    }

    /// The version of the tables; 0 for none.
    static func current(_ connection: any SQLConnection) throws -> Int {
        try connection.first("SELECT coalesce(max(version), 0) FROM \(table)") { columns in try columns.int() } ?? 0
    }
}
