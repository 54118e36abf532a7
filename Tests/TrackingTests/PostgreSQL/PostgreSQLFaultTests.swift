import Foundation
import PostgreSQLServer
import Synchronization
import Testing
import TouchstoneJSON

@testable import Tracking

@Suite(.enabled(if: PostgreSQLInstallation.found != nil, "PostgreSQL is not installed"))
struct PostgreSQLFaultTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func entry(_ key: String) -> JournalEntry { JournalEntry(contentKey: key, response: .string(key), provider: "p", model: "m") }

    /// Writes from several tasks until told to stop, and notes each key that was acknowledged. An error must be one to try again after.
    private func write(to stores: [TrackingStore], until isStopped: @escaping @Sendable () -> Bool, acknowledged: Keys) async {
        await withTaskGroup(of: Void.self) { group in
            for worker in 0..<8 {
                group.addTask {
                    var index = 0
                    while !isStopped() {
                        let key = "\(worker)/\(index)"
                        do {
                            try await stores[worker % stores.count].journal(entry(key))
                            acknowledged.add(key)
                            index += 1
                        } catch {
                            guard case TrackingError.unavailable = error else {
                                Issue.record("\(error)")
                                return
                            }
                            acknowledged.addFailure()
                            index += 1
                            await Task.yield()
                        }
                    }
                }
            }
        }
    }

    @Test func `a server that is restarted in the middle of writes loses nothing acknowledged, and writing goes on`() async throws {
        let server = try PostgreSQLServer()
        let location = try StoreLocation(parsing: server.url(of: try server.makeDatabase()))
        let stores = [try await TrackingStore.open(at: location), try await TrackingStore.open(at: location)]
        let acknowledged = Keys()
        let isStopped = Mutex(false)
        async let writing: Void = write(to: stores, until: { isStopped.withLock { $0 } }, acknowledged: acknowledged)
        for mode in [PostgreSQLServer.StopMode.immediate, .fast, .immediate] {
            await acknowledged.wait(for: 200)
            try server.stop(mode)
            await acknowledged.waitForFailures(20)
            try server.start()
        }
        await acknowledged.wait(for: 200)
        isStopped.withLock { $0 = true }
        await writing
        let keys = try await stores[0].read { try $0.all("SELECT content_key FROM response_journal") { try $0.text() } }
        #expect(acknowledged.all.subtracting(keys).isEmpty)
        #expect(try await stores[0].check().isEmpty)
    }

    @Test func `connections that an administrator ends are made again without anybody noticing`() async throws {
        let server = try PostgreSQLServer.shared()
        let store = try await folder.open(.postgreSQL)
        let acknowledged = Keys()
        let isStopped = Mutex(false)
        async let writing: Void = write(to: [store], until: { isStopped.withLock { $0 } }, acknowledged: acknowledged)
        for _ in 0..<5 {
            await acknowledged.wait(for: 50)
            try server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
                in: try folder.database())
        }
        await acknowledged.wait(for: 50)
        isStopped.withLock { $0 = true }
        await writing
        let keys = try await store.read { try $0.all("SELECT content_key FROM response_journal") { try $0.text() } }
        #expect(acknowledged.all.subtracting(keys).isEmpty)
        // Idle connections are found dead by the next call, which goes on with a new one.
        try server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
            in: try folder.database())
        #expect(try await store.experiments().count == 1)
        try await store.journal(entry("after"))
        #expect(try await store.journalledResponse(for: "after") != nil)
    }

    @Test func `whoever may not enter is told why, without the password`() async throws {
        let server = try PostgreSQLServer()
        let database = try server.makeDatabase()
        try server.execute("CREATE ROLE ada LOGIN PASSWORD 'r1ght'")
        try server.execute("GRANT CREATE, USAGE ON SCHEMA public TO ada", in: database)
        func open(_ url: String) async throws -> TrackingStore { try await TrackingStore.open(at: try StoreLocation(parsing: url)) }
        _ = try await open(server.url(of: database, user: "ada", password: "r1ght")).experiments()
        try "r1ght\n".write(toFile: folder.file("secret"), atomically: true, encoding: .utf8)
        let withoutPassword = server.url(of: database, user: "ada", password: "")
        _ = try await open(withoutPassword + "?password_file=" + folder.file("secret")).experiments()
        let line = "127.0.0.1:*:*:ada:r1ght\n"
        _ = FileManager.default.createFile(
            atPath: folder.file("pgpass"), contents: Data(line.utf8), attributes: [.posixPermissions: 0o600])
        _ = try await open(withoutPassword + "?passfile=" + folder.file("pgpass")).experiments()
        let cases = [
            (server.url(of: database, user: "ada", password: "wr0ng"), "password authentication failed"),
            (server.url(of: database, user: "nobody", password: "wr0ng"), "password authentication failed"),
            (server.url(of: "missing", user: "ada", password: "r1ght"), "does not exist"),
            (withoutPassword + "?password_file=" + folder.file("no-secret"), "cannot be read"),
            ("postgresql://ada:wr0ng@127.0.0.1:1/db", "refused"),
            ("postgresql://ada:wr0ng@host.invalid/db", "translate host name"),
            (server.url(of: database, user: "ada", password: "r1ght") + "?sslmode=require", "SSL"),
        ]
        for (url, reason) in cases {
            let error = await #expect(throws: TrackingError.self) { try await open(url) }
            let text = try #require(error).description
            #expect(text.contains(reason), "\(text)")
            #expect(!text.contains("wr0ng") && !text.contains("r1ght"), "\(text)")
        }
        try server.execute("CREATE ROLE bob LOGIN PASSWORD 'b0b'")
        try server.execute("ALTER ROLE ada SET default_transaction_read_only = on")
        let store = try await open(server.url(of: database, user: "postgres", password: "x") + "?host=\(server.socketFolder)")
        try store.close()
        await #expect(throws: TrackingError.self) { try await open(server.url(of: database, user: "ada", password: "r1ght")) }
    }

    @Test func `a server that is gone is unavailable, and one that is back is used again`() async throws {
        let server = try PostgreSQLServer()
        let location = try StoreLocation(parsing: server.url(of: try server.makeDatabase()))
        let store = try await TrackingStore.open(at: location)
        let run = try await store.newRun()
        try server.stop(.fast)
        for _ in 0..<2 {
            let error = await #expect(throws: TrackingError.self) { try await store.newRun() }
            guard case .unavailable(location.description, _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            await #expect(throws: TrackingError.self) { try await store.details(of: run) }
        }
        try server.start()
        #expect(try await store.details(of: run).run.id == run)
        _ = try await store.newRun()
        #expect(try await store.runs().count == 2)
    }

    @Test func `databases of other programs and stores of a later version are refused`() async throws {
        let database = try folder.database()
        try PostgreSQLServer.shared().execute("CREATE TABLE music (title TEXT)", in: database)
        let location = try folder.location(.postgreSQL)
        await #expect(throws: TrackingError.notAStore(path: location.description)) { try await TrackingStore.open(at: location) }
        #expect(try await TrackingStore.openExisting(at: location) == nil)
        // Another schema of the same database is fine.
        try PostgreSQLServer.shared().execute("CREATE SCHEMA apart", in: database)
        let apart = try StoreLocation(parsing: try folder.url() + "&options=-csearch_path%3Dapart")
        let store = try await TrackingStore.open(at: apart)
        #expect(try await store.experiments().map(\.name) == ["Default"])
        #expect(try await TrackingStore.openExisting(at: apart) != nil)
        let latin = "latin" + database
        try PostgreSQLServer.shared().execute("CREATE DATABASE \(latin) ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
        await #expect(throws: TrackingError.self) {
            try await TrackingStore.open(at: try StoreLocation(parsing: try PostgreSQLServer.shared().url(of: latin)))
        }
        try PostgreSQLServer.shared().drop(latin)
    }

    @Test func `a name that is too long to be looked up by is refused as a mistake of whoever gave it`() async throws {
        let store = try await folder.open(.postgreSQL)
        var generator = SystemRandomNumberGenerator()
        let long = (0..<400).map { _ in RunID.random(using: &generator).rawValue }.joined()
        for write in [
            { @Sendable in _ = try await store.createExperiment(named: long) },
            { @Sendable in _ = try await store.newRun(long) },
        ] {
            let error = await #expect(throws: TrackingError.self) { try await write() }
            guard case .invalid = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
        let run = try await store.newRun()
        try await store.addParams(["long": long], to: run)
        #expect(try await store.details(of: run).params["long"] == long)
    }

    @Test func `a check finds references that lead nowhere, and a backup names the tool for it`() async throws {
        let store = try await folder.open(.postgreSQL)
        #expect(try await store.check().isEmpty)
        try PostgreSQLServer.shared().execute(
            "BEGIN; SET LOCAL session_replication_role = replica; INSERT INTO run_tag VALUES (99, 'a', 'b'); COMMIT",
            in: try folder.database())
        let finding = CheckFinding(kind: .database, detail: "1 rows of run_tag refer to rows of run that do not exist")
        #expect(try await store.check() == [finding])
        let error = await #expect(throws: TrackingError.self) { try await store.backup(to: folder.file("copy.db")) }
        #expect(error?.description.contains("pg_dump") == true)
        #expect(!FileManager.default.fileExists(atPath: folder.file("copy.db.part")))
    }
}

/// Keys that were acknowledged, and those who wait for more of them.
private final class Keys: Sendable {
    private let state = Mutex((keys: Set<String>(), failures: 0))

    var all: Set<String> { state.withLock { $0.keys } }
    func add(_ key: String) { state.withLock { _ = $0.keys.insert(key) } }
    func addFailure() { state.withLock { $0.failures += 1 } }

    func wait(for more: Int) async {
        let goal = all.count + more
        while all.count < goal { await Task.yield() }
    }

    func waitForFailures(_ more: Int) async {
        let goal = state.withLock { $0.failures } + more
        while state.withLock({ $0.failures }) < goal { await Task.yield() }
    }
}
