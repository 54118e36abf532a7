import GRDB
import GRDBSQLite
import Testing

@testable import Tracking

private struct Refused: Error {}

/// Writes that are undone while the transaction around them goes on.
@Suite struct SavepointTests {
    private let folder: TemporaryFolder
    private let driver: SQLiteDriver

    init() async throws {
        folder = try TemporaryFolder()
        driver = try SQLiteDriver(path: folder.file("store.db"), options: .init(busyTimeout: 0.1))
        _ = try await driver.write { try $0.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY) STRICT") }
    }

    private func entries() async throws -> [Int] {
        try await driver.read { connection in try connection.all("SELECT id FROM entry ORDER BY id") { try $0.int() } }
    }

    @Test func `what fails at the start of a transaction is undone and the rest is kept`() async throws {
        try await driver.write { connection in
            #expect(throws: Refused.self) {
                try connection.savepointAtStart {
                    try connection.execute("INSERT INTO entry (id) VALUES (1), (2)")
                    throw Refused()
                }
            }
            _ = try connection.savepoint { try connection.execute("INSERT INTO entry (id) VALUES (3)") }
        }
        #expect(try await entries() == [3])
    }

    @Test func `what succeeds at the start of a transaction is kept with the rest`() async throws {
        try await driver.write { connection in
            _ = try connection.savepointAtStart { try connection.execute("INSERT INTO entry (id) VALUES (1)") }
            #expect(throws: Refused.self) {
                try connection.savepoint {
                    try connection.execute("INSERT INTO entry (id) VALUES (2)")
                    throw Refused()
                }
            }
        }
        #expect(try await entries() == [1])
    }

    @Test func `when another process takes the store meanwhile, that is the error and not the mistake that came before`() async throws {
        let other = try Other(path: folder.file("store.db"))
        await #expect {
            try await driver.write { connection in
                let own = try #require(connection as? Tracking.SQLiteConnection)
                sqlite3_rollback_hook(own.database.sqliteConnection, { Other.begin($0) }, other.handle)
                // GRDB's own hook, which this one replaces, serves observers only.
                defer { sqlite3_rollback_hook(own.database.sqliteConnection, nil, nil) }
                try connection.savepointAtStart {
                    try connection.execute("INSERT INTO entry (id) VALUES (1)")
                    throw Refused()
                }
            }
        } throws: { error in
            (error as? TransactionLost)?.cause as? TrackingError == .locked(path: folder.file("store.db"))
        }
        other.close()
        _ = try await driver.write { try $0.execute("INSERT INTO entry (id) VALUES (2)") }
        #expect(try await entries() == [2])
    }
}

/// A second process' connection, as far as SQLite can tell.
private struct Other: @unchecked Sendable {
    let handle: UnsafeMutableRawPointer

    init(path: String) throws {
        var connection: OpaquePointer?
        try #require(sqlite3_open(path, &connection) == SQLITE_OK)
        handle = UnsafeMutableRawPointer(try #require(connection))
    }

    /// Begins to write.
    static func begin(_ handle: UnsafeMutableRawPointer?) {
        guard let handle else { return }
        sqlite3_exec(OpaquePointer(handle), "BEGIN IMMEDIATE", nil, nil, nil)
    }

    func close() { sqlite3_close(OpaquePointer(handle)) }
}
