import Foundation
import Testing

@testable import Tracking

@Suite struct OpeningTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func open(_ kind: StoreKind, _ migrations: [Migration]) async throws -> TrackingStore {
        try await TrackingStore.open(at: try folder.location(kind), migrations: migrations, now: .fixed())
    }

    private let next = Migration(title: "one more column") { _ in ["ALTER TABLE experiment ADD COLUMN colour TEXT"] }

    @Test(arguments: StoreKind.all) func `a new store has the default experiment and every migration`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        #expect(try await store.experiment(.default)?.name == "Default")
        #expect(try await store.read { try SchemaVersion.current($0) } == Migration.all.count)
        #expect(try await store.createExperiment(named: "first").id.rawValue == 1)
    }

    @Test(arguments: StoreKind.all) func `an older store goes forward with its data`(kind: StoreKind) async throws {
        let old = try await open(kind, Migration.all)
        let run = try await old.newRun("kept")
        try old.close()
        let new = try await open(kind, Migration.all + [next])
        #expect(try await new.read { try SchemaVersion.current($0) } == Migration.all.count + 1)
        #expect(try await new.findRun("kept").id == run)
    }

    @Test(arguments: StoreKind.all) func `a newer store is refused in one sentence and left as it is`(kind: StoreKind) async throws {
        try await open(kind, Migration.all + [next]).close()
        let newer = TrackingError.newerStore(
            path: try folder.location(kind).description, version: Migration.all.count + 1, supported: Migration.all.count)
        await #expect(throws: newer) { try await folder.open(kind) }
        try await open(kind, Migration.all + [next]).close()
    }

    @Test(arguments: StoreKind.all) func `a migration that fails leaves the version and the tables before it`(kind: StoreKind) async throws
    {
        try await open(kind, Migration.all).close()
        let broken = Migration(title: "broken") { _ in ["CREATE TABLE half (id INTEGER)", "CREATE TABLE half (id INTEGER)"] }
        await #expect(throws: TrackingError.self) { try await open(kind, Migration.all + [broken]) }
        let store = try await folder.open(kind)
        let tables = try await store.read { try $0.all(kind.tableNames) { try $0.text() } }
        #expect(!tables.contains("half"))
    }

    @Test(arguments: StoreKind.all) func `stores opened at once from many tasks agree on one schema`(kind: StoreKind) async throws {
        let stores = try await withThrowingTaskGroup(of: TrackingStore.self) { group in
            for _ in 0..<8 { group.addTask { try await folder.open(kind) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for (index, store) in stores.enumerated() { _ = try await store.newRun("run \(index)") }
        #expect(try await stores[0].runs().count == 8)
    }

    @Test func `files that are no stores are refused and left as they are`() async throws {
        let text = Data("This is a letter, not a database. It goes on for a while so that a header would fit into it, and more.".utf8)
        try text.write(to: URL(fileURLWithPath: folder.file("letter.db")))
        await #expect(throws: TrackingError.notAStore(path: folder.file("letter.db"))) { try await folder.open(.sqlite, "letter.db") }
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("letter.db"))) == text)
        let other = try SQLiteDriver(path: folder.file("other.db"))
        _ = try await other.write { try $0.execute("CREATE TABLE music (title TEXT)") }
        await #expect(throws: TrackingError.notAStore(path: folder.file("other.db"))) { try await folder.open(.sqlite, "other.db") }
        let tables = try await other.read { try $0.all("SELECT name FROM sqlite_master") { try $0.text() } }
        #expect(tables == ["music"])
        await #expect(throws: TrackingError.cannotOpen(path: folder.path, reason: "it is a folder")) {
            try await TrackingStore.open(at: .sqlite(path: folder.path))
        }
    }

    @Test func `only the owner can read the files of a store`() async throws {
        let store = try await folder.open(.sqlite, "deep/er/store.db")
        let run = try await store.newRun()
        try await store.storeArtifact([1], as: "a/b.bin", in: run)
        let file = try await store.artifactFile("a/b.bin", of: run)
        for path in ["store.db", "store.db-wal", "store.db-shm"].map({ folder.file("deep/er/" + $0) }) + [file] {
            #expect(try mode(of: path) == 0o600)
        }
        for path in [folder.file("deep"), try store.location.artifactFolder] { #expect(try mode(of: path) == 0o700) }
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
