import Foundation
import Testing

@testable import Tracking

/// The log's file is kept longer than the log; what is in it must not suffer.
@Suite struct LogRoomTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func driver(_ name: String = "store.db") async throws -> SQLiteDriver {
        let driver = try SQLiteDriver(path: folder.file(name), options: .init(busyTimeout: 600))
        _ = try await driver.write { try $0.execute("CREATE TABLE IF NOT EXISTS entry (id INTEGER PRIMARY KEY, text TEXT) STRICT") }
        return driver
    }

    private func add(_ text: String = "x", to driver: SQLiteDriver) async throws {
        _ = try await driver.write(isBrief: true) { try $0.execute("INSERT INTO entry (text) VALUES (?)", [.text(text)]) }
    }

    private func count(_ driver: SQLiteDriver) async throws -> Int? {
        try await driver.read { try $0.first("SELECT count(*) FROM entry") { try $0.int() } }
    }

    /// Opens what a crash at this moment would leave.
    private func afterCrash() async throws -> SQLiteDriver {
        for end in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: folder.file("store.db" + end), toPath: folder.file("copy.db" + end))
        }
        return try await driver("copy.db")
    }

    private func log() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: folder.file("store.db-wal"))) }

    @Test func `small commits find room in the log, and a crash loses none of them`() async throws {
        let driver = try await driver()
        for _ in 0..<200 { try await add(to: driver) }
        let zeros = try log().reversed().prefix { $0 == 0 }.count
        #expect(zeros > 32 * 1024)
        var lengths: Set<Int> = []
        for _ in 0..<20 {
            try await add(to: driver)
            lengths.insert(try log().count)
        }
        #expect(lengths.count <= 2)
        let copy = try await afterCrash()
        #expect(try await count(copy) == 220)
        #expect(try await copy.integrityFindings().isEmpty)
        try await add(to: copy)
        #expect(try await count(copy) == 221)
        for driver in [driver, copy] { try driver.close() }
    }

    @Test func `tables can be made after other writes`() async throws {
        let driver = try await driver()
        try await add(to: driver)
        _ = try await driver.write { try $0.executeOnce(["CREATE TABLE other (id INTEGER) -- a note", "INSERT INTO other VALUES (1)"]) }
        #expect(try await driver.read { try $0.first("SELECT id FROM other") { try $0.int() } } == 1)
        try driver.close()
    }

    @Test func `large commits get no room`() async throws {
        let driver = try await driver()
        for _ in 0..<4 { try await add(String(repeating: "x", count: 1 << 20), to: driver) }
        // A header of 32 bytes and whole frames.
        #expect(try (log().count - 32) % (24 + 4096) == 0)
        try driver.close()
    }

    @Test func `two connections that write in turn keep each other's rows`() async throws {
        let drivers = [try await driver(), try await driver()]
        for turn in 0..<300 { try await add(String(repeating: "y", count: turn * 7), to: drivers[turn % 2]) }
        for driver in drivers { #expect(try await count(driver) == 300) }
        let copy = try await afterCrash()
        #expect(try await count(copy) == 300)
        #expect(try await copy.integrityFindings().isEmpty)
        for driver in drivers + [copy] { try driver.close() }
    }
}
