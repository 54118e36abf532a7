import GRDB

/// A look at a file before it is opened for good, so that a database of another program is left exactly as it is.
enum SQLiteProbe {
    /// Throws when the file holds a database that is not a store; an empty file or none is fine.
    static func check(path: String, busyTimeout: Double) throws {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(busyTimeout)
        let tables: [String]
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            tables = try queue.read { try String.fetchAll($0, sql: "SELECT name FROM sqlite_master WHERE type = 'table'") }
            try queue.close()
        } catch {
            throw SQLiteFailure.error(error, path: path)
        }
        guard tables.isEmpty || tables.contains(SchemaVersion.table) else { throw TrackingError.notAStore(path: path) }
    }
}
