import Foundation
import Testing

@testable import Tracking

@Suite struct OpeningTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func open(_ migrations: [Migration]) async throws -> TrackingStore {
        try await TrackingStore.open(at: folder.location(), migrations: migrations, now: .fixed())
    }

    private let next = Migration(title: "one more column") { _ in ["ALTER TABLE experiment ADD COLUMN colour TEXT"] }

    @Test func `a new store has the default experiment and every migration`() async throws {
        let store = try await folder.open()
        #expect(try await store.experiment(.default)?.name == "Default")
        #expect(try await store.read { try SchemaVersion.current($0) } == Migration.all.count)
        #expect(try await store.createExperiment(named: "first").id.rawValue == 1)
    }

    @Test func `an older store goes forward with its data`() async throws {
        let old = try await open(Migration.all)
        let run = try await old.newRun("kept")
        try old.close()
        let new = try await open(Migration.all + [next])
        #expect(try await new.read { try SchemaVersion.current($0) } == Migration.all.count + 1)
        #expect(try await new.findRun("kept").id == run)
    }

    @Test func `a newer store is refused in one sentence and left as it is`() async throws {
        try await open(Migration.all + [next]).close()
        let newer = TrackingError.newerStore(
            path: folder.file("store.db"), version: Migration.all.count + 1, supported: Migration.all.count)
        await #expect(throws: newer) { try await folder.open() }
        try await open(Migration.all + [next]).close()
    }

    @Test func `a migration that fails leaves the version and the tables before it`() async throws {
        try await open(Migration.all).close()
        let broken = Migration(title: "broken") { _ in ["CREATE TABLE half (id INTEGER) STRICT", "CREATE TABLE half (id INTEGER) STRICT"] }
        await #expect(throws: TrackingError.self) { try await open(Migration.all + [broken]) }
        let store = try await folder.open()
        let tables = try await store.read { try $0.all("SELECT name FROM sqlite_master WHERE name = 'half'") { try $0.text() } }
        #expect(tables.isEmpty)
    }

    @Test func `stores opened at once from many tasks agree on one schema`() async throws {
        let stores = try await withThrowingTaskGroup(of: TrackingStore.self) { group in
            for _ in 0..<8 { group.addTask { try await folder.open() } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for (index, store) in stores.enumerated() { _ = try await store.newRun("run \(index)") }
        #expect(try await stores[0].runs().count == 8)
    }

    @Test func `files that are no stores are refused and left as they are`() async throws {
        let text = Data("This is a letter, not a database. It goes on for a while so that a header would fit into it, and more.".utf8)
        try text.write(to: URL(fileURLWithPath: folder.file("letter.db")))
        await #expect(throws: TrackingError.notAStore(path: folder.file("letter.db"))) { try await folder.open("letter.db") }
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("letter.db"))) == text)
        let other = try SQLiteDriver(path: folder.file("other.db"))
        _ = try await other.write { try $0.execute("CREATE TABLE music (title TEXT)") }
        await #expect(throws: TrackingError.notAStore(path: folder.file("other.db"))) { try await folder.open("other.db") }
        let tables = try await other.read { try $0.all("SELECT name FROM sqlite_master") { try $0.text() } }
        #expect(tables == ["music"])
        await #expect(throws: TrackingError.cannotOpen(path: folder.path, reason: "it is a folder")) {
            try await TrackingStore.open(at: .sqlite(path: folder.path))
        }
    }

    @Test func `only the owner can read the files of a store`() async throws {
        let store = try await folder.open("deep/er/store.db")
        let run = try await store.newRun()
        try await store.storeArtifact([1], as: "a/b.bin", in: run)
        let file = try await store.artifactFile("a/b.bin", of: run)
        for path in ["store.db", "store.db-wal", "store.db-shm"].map({ folder.file("deep/er/" + $0) }) + [file] {
            #expect(try mode(of: path) == 0o600)
        }
        for path in [folder.file("deep"), store.location.artifactFolder] { #expect(try mode(of: path) == 0o700) }
    }

    private func mode(of path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func `every commit is flushed and references are checked`() async throws {
        let store = try await folder.open()
        let pragmas = try await store.write { connection in
            try ["synchronous", "foreign_keys"].map { name in try connection.first("PRAGMA \(name)") { try $0.int() } }
        }
        #expect(pragmas == [2, 1])
        await #expect(throws: TrackingError.self) {
            try await store.write { try $0.execute("INSERT INTO run_tag (run_key, name, value) VALUES (99, 'a', 'b')") }
        }
    }
}

@Suite struct StoreLocationTests {
    @Test(arguments: [
        ("store.db", "store.db"), ("/a/b.db", "/a/b.db"), ("sqlite:///b.db", "b.db"), ("sqlite:////a/b.db", "/a/b.db"),
        ("SQLite:////a", "/a"), ("a:b.db", "a:b.db"), ("dir/x://y", "dir/x://y"),
    ])
    func `paths and URLs name a file`(text: String, path: String) throws {
        #expect(try StoreLocation(parsing: text).path == path)
    }

    @Test(arguments: ["", "sqlite://", "sqlite:///", "sqlite://host/a.db", "mysql://x", "a\u{0}b", "http://localhost:5000"])
    func `anything else is refused`(text: String) {
        #expect(throws: TrackingError.self) { try StoreLocation(parsing: text) }
    }

    @Test(arguments: ["postgresql://h/db", "postgres://h/db", "postgresql+psycopg2://u@h/db"])
    func `PostgreSQL is promised for later`(text: String) throws {
        let error = #expect(throws: TrackingError.self) { try StoreLocation(parsing: text) }
        #expect("\(try #require(error))".contains("come with the tracking server"))
    }
}

@Suite struct SQLDialectTests {
    @Test func `placeholders are numbered outside of quotes only`() {
        let sql = "SELECT '?', \"a?b\" FROM t WHERE a = ? AND b = 'it''s ?' AND c = ?"
        #expect(SQLDialect.numberedPlaceholders(sql) == "SELECT '?', \"a?b\" FROM t WHERE a = $1 AND b = 'it''s ?' AND c = $2")
    }

    @Test func `the PostgreSQL schema has none of SQLite's words`() {
        for statement in Migration.all.flatMap({ $0.statements(.postgreSQL) }) {
            for word in ["STRICT", "ROWID", "AUTOINCREMENT", "INTEGER", " REAL", "#"] { #expect(!statement.contains(word), "\(statement)") }
        }
    }
}
