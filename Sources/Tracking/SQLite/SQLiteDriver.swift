import Dispatch
import GRDB
import GRDBSQLite

/// SQLite through GRDB: one connection that writes, several that read beside it, in write-ahead-log mode.
package struct SQLiteDriver: SQLDriver {
    /// How a SQLite store is opened.
    package struct Options: Sendable, Hashable {
        /// Seconds to wait for another process that holds the store before giving up.
        package var busyTimeout: Double
        /// Most pages of 4 kB that the file may grow to; nil for no limit but the disk's. For tests of a full disk.
        package var maximumPageCount: Int?

        /// Waits ten seconds unless told otherwise; no limit on the file.
        package init(busyTimeout: Double = 10, maximumPageCount: Int? = nil) {
            self.busyTimeout = busyTimeout
            self.maximumPageCount = maximumPageCount
        }
    }

    private let pool: DatabasePool
    private let path: String
    private let load = SQLiteWriterLoad()
    private let busyTimeout: Double

    package var dialect: SQLDialect { .sqlite }

    /// Opens a database file, making it when there is none. Acknowledged transactions survive a crash of the machine.
    package init(path: String, options: Options = Options()) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(options.busyTimeout)
        configuration.prepareDatabase { database in try Self.prepare(database) }
        self.path = path
        busyTimeout = options.busyTimeout
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            try pool.writeWithoutTransaction { [load] database in
                try Self.prepareWriter(database, options: options)
                load.watchLog(of: database.sqliteConnection)
            }
        } catch {
            throw SQLiteFailure.error(error, path: path)
        }
    }

    private static func prepare(_ database: Database) throws {
        // Kilobytes of pages that a connection keeps. Those that read are several, and lose theirs whenever something is written.
        let cache = database.configuration.readonly ? 16_384 : 65_536
        try database.execute(sql: "PRAGMA cache_size = -\(cache); PRAGMA temp_store = MEMORY")
        guard TextMatching.register(on: database.sqliteConnection) == 0 else {
            throw TrackingError.failed(reason: "SQLite does not take the function \(TextMatching.name)")
        }
    }

    /// Asks for a flush at every commit, which GRDB has turned off while opening the pool, and makes sure that it is so.
    private static func prepareWriter(_ database: Database, options: Options) throws {
        try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 67108864")
        if let pages = options.maximumPageCount { _ = try Int.fetchOne(database, sql: "PRAGMA max_page_count = \(pages)") }
        guard try Int.fetchOne(database, sql: "PRAGMA synchronous") == 2, try Int.fetchOne(database, sql: "PRAGMA foreign_keys") == 1
        else { throw TrackingError.failed(reason: "SQLite does not flush each commit to disk or does not check references") }
    }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            pool.asyncRead { [path] access in
                continuation.resume(
                    with: Result {
                        do {
                            return try body(SQLiteConnection(database: try access.get(), path: path))
                        } catch { throw SQLiteFailure.error(error, path: path) }
                    })
            }
        }
    }

    package func write<T: Sendable>(
        isBrief: Bool, _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws -> T {
        defer { copyLongLog() }
        if isBrief, let result = try writeInPlace(body) { return result }
        load.begin()
        defer { load.end() }
        return try await withCheckedThrowingContinuation { continuation in
            pool.asyncWriteWithoutTransaction { [path, load] database in
                continuation.resume(
                    with: Result {
                        try withExtendedLifetime(load) { try Self.transaction(on: database, path: path, load.room, body) }
                    })
            }
        }
    }

    /// Runs a write on this thread; nil when it would have to wait for other writers.
    private func writeInPlace<T>(_ body: (any SQLConnection) throws -> T) throws -> T? {
        let start = ContinuousClock.now
        guard load.beginAlone(at: start) else { return nil }
        defer {
            load.end()
            let end = ContinuousClock.now
            load.note(end - start, at: end)
        }
        return try pool.writeWithoutTransaction { database in
            guard try beginAtOnce(on: database) else { return nil }
            return try Self.rest(ofTransactionOn: database, path: path, load.room, body)
        }
    }

    /// Begins a transaction unless another process is writing.
    private func beginAtOnce(on database: Database) throws -> Bool {
        // A closed store has no connection; the other way says so.
        guard let handle = database.sqliteConnection else { return false }
        sqlite3_busy_timeout(handle, 0)
        defer { sqlite3_busy_timeout(handle, Int32(busyTimeout * 1000)) }
        do {
            try SQLiteConnection(database: database, path: path).execute(SQLiteConnection.begin, [])
            return true
        } catch TrackingError.locked {
            return false
        }
    }

    private static func transaction<T>(
        on database: Database, path: String, _ room: SQLiteLogRoom, _ body: (any SQLConnection) throws -> T
    ) throws -> T {
        do {
            try SQLiteConnection(database: database, path: path).execute(SQLiteConnection.begin, [])
        } catch {
            throw SQLiteFailure.error(error, path: path)
        }
        return try rest(ofTransactionOn: database, path: path, room, body)
    }

    /// What follows the beginning of a transaction.
    private static func rest<T>(
        ofTransactionOn database: Database, path: String, _ room: SQLiteLogRoom, _ body: (any SQLConnection) throws -> T
    ) throws -> T {
        room.keepRoom(in: database.sqliteConnection)
        let connection = SQLiteConnection(database: database, path: path)
        do {
            do {
                let result = try body(connection)
                try connection.execute("COMMIT TRANSACTION", [])
                return result
            } catch {
                // SQLite has undone it already after some failures, such as a full disk.
                if database.isInsideTransaction { try connection.execute("ROLLBACK TRANSACTION", []) }
                throw error
            }
        } catch {
            throw SQLiteFailure.error(error, path: path)
        }
    }

    /// Copies the log into the file beside other work once it is long, as far as no reader still needs it.
    private func copyLongLog() {
        guard load.beginCopyingLog() else { return }
        load.begin()
        pool.asyncWriteWithoutTransaction { [load] database in
            if database.sqliteConnection != nil { _ = try? database.checkpoint(.passive) }
            load.endCopyingLog()
            load.end()
        }
    }

    package func backup(to destination: String) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            pool.asyncRead { access in
                continuation.resume(
                    with: Result {
                        do {
                            let source = try access.get()
                            try DatabaseQueue(path: destination).writeWithoutTransaction { try source.backup(to: $0) }
                        } catch { throw SQLiteFailure.error(error, path: destination) }
                    })
            }
        }
    }

    package func integrityFindings() async throws -> [String] {
        try await read { connection in
            var findings: [String] = []
            do {
                try Self.addDamage(to: &findings, connection)
                try Self.addBrokenReferences(to: &findings, connection)
            } catch TrackingError.damaged(let reason) {
                findings.append(reason)
            }
            return findings
        }
    }

    private static func addDamage(to findings: inout [String], _ connection: any SQLConnection) throws {
        try connection.forEachRow("PRAGMA integrity_check(100)", []) { row in
            if case .text(let text) = row.value(0), text != "ok" { findings.append(text) }
            return true
        }
    }

    private static func addBrokenReferences(to findings: inout [String], _ connection: any SQLConnection) throws {
        try connection.forEachRow("PRAGMA foreign_key_check", []) { row in
            if case .text(let table) = row.value(0), case .text(let parent) = row.value(2) {
                findings.append("a row of \(table) refers to a row of \(parent) that does not exist")
            }
            return findings.count < 1000
        }
    }

    /// Copies what is in the log into the file, as far as no reader still needs the log.
    package func tidy() async {
        load.begin()
        defer { load.end() }
        await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { [load] database in
                if database.sqliteConnection != nil { _ = try? database.checkpoint(.passive) }
                withExtendedLifetime(load) { continuation.resume() }
            }
        }
    }

    /// Closes the readers first, so that the writer is the last to leave and folds the log into the file.
    package func close() throws {
        pool.releaseMemory()
        do { try pool.close() } catch { throw SQLiteFailure.error(error, path: path) }
    }
}
