import Dispatch
import PostgreSQLServer
import Synchronization
import Testing

@testable import Tracking

@Suite(.enabled(if: PostgreSQLInstallation.found != nil, "PostgreSQL is not installed"))
struct PostgreSQLTransactionTests {
    private struct Refused: Error, Equatable { var index = 0 }

    private let folder: TemporaryFolder
    private let driver: PostgreSQLDriver

    init() async throws {
        folder = try TemporaryFolder()
        driver = try Self.driver(folder)
        _ = try await driver.write { try $0.execute("CREATE TABLE entry (id BIGINT PRIMARY KEY, number BIGINT)") }
    }

    private static func driver(_ folder: TemporaryFolder, _ options: PostgreSQLDriver.Options = .init(maximumConnections: 4)) throws
        -> PostgreSQLDriver
    {
        guard case .postgreSQL(let address, _) = try folder.location(.postgreSQL) else { throw TrackingError.notAStore(path: "") }
        return PostgreSQLDriver(address, options: options)
    }

    private func ids() async throws -> [Int] {
        try await driver.read { connection in try connection.all("SELECT id FROM entry ORDER BY id") { try $0.int() } }
    }

    @Test func `what fails within a savepoint is undone alone`() async throws {
        let caught = try await driver.write { connection in try Self.partlyFail(connection) }
        #expect(caught == ["TrackingError", "Refused", "Refused", "TrackingError"])
        #expect(try await ids() == [1, 5, 6])
    }

    /// Inserts 1, 5 and 6, and others in savepoints that fail; returns what failed them.
    private static func partlyFail(_ connection: any SQLConnection) throws -> [String] {
        var caught: [String] = []
        try insert(1, connection)
        caught += failure(connection) {
            try insert(2, connection)
            try connection.execute("INSERT INTO nowhere (id) VALUES (2)")
        }
        caught += failure(connection) {
            try insert(3, connection)
            try connection.savepoint { try insert(4, connection) }
            throw Refused()
        }
        caught += failure(connection) { throw Refused() }
        try connection.savepoint {
            try connection.savepoint {}
            try insert(5, connection)
            caught += failure(connection) { try connection.execute("SELECT 1 / 0") }
        }
        try insert(6, connection)
        return caught
    }

    private static func insert(_ id: Int, _ connection: any SQLConnection) throws {
        try connection.execute("INSERT INTO entry (id) VALUES (?)", [SQLValue(id)])
    }

    private static func failure(_ connection: any SQLConnection, _ body: () throws -> Void) -> [String] {
        do {
            try connection.savepoint(body)
            return []
        } catch {
            return ["\(type(of: error))"]
        }
    }

    @Test func `a failure that a body swallows is never acknowledged`() async throws {
        await #expect(throws: TrackingError.self) {
            try await driver.write { connection in
                try connection.execute("INSERT INTO entry (id) VALUES (1)")
                _ = try? connection.execute("INSERT INTO entry (id) VALUES ('x' || ?)", ["y"])
            }
        }
        await #expect(throws: TrackingError.self) {
            try await driver.write { connection in
                _ = try? connection.execute("INSERT INTO entry (id) VALUES (?)", [])
                try connection.execute("INSERT INTO entry (id) VALUES (1)")
                _ = try? connection.execute("SELECT nothing")
                try connection.execute("INSERT INTO entry (id) VALUES (2)")
            }
        }
        #expect(try await ids().isEmpty)
        let queue = TransactionQueue(driver: driver, of: .writes)
        let results = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<40 {
                group.addTask {
                    let result = await Task {
                        try await queue.run { connection in
                            try connection.execute("INSERT INTO entry (id) VALUES (?)", [SQLValue(index)])
                            if index % 4 == 0 { _ = try? connection.execute("SELECT nothing") }
                            return index
                        }
                    }.result
                    return (try? result.get()) != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(results == 30)
        #expect(try await ids() == (0..<40).filter { $0 % 4 != 0 })
    }

    @Test func `a body runs again when its key was taken meanwhile, and its second look finds it`() async throws {
        let other = try Self.driver(folder)
        let drivers = [driver, other]
        let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<16 {
                group.addTask {
                    try await drivers[index % 2].write { connection in
                        let next = try connection.first("SELECT coalesce(max(id), 0) + 1 FROM entry") { try $0.int() } ?? 0
                        try connection.execute("INSERT INTO entry (id) VALUES (?)", [SQLValue(next)])
                        return next
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(numbers.sorted() == Array(1...16))
        #expect(try await ids() == Array(1...16))
    }

    @Test func `deadlocks are resolved by running again`() async throws {
        try await driver.write { try $0.insert(SQLInsert(into: "entry", ["id", "number"]), (0..<2).map { [.integer($0), 0] }) }
        let (driver, other) = (driver, try Self.driver(folder))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (driver, order) in [(driver, [0, 1]), (other, [1, 0])] {
                group.addTask {
                    for _ in 0..<20 {
                        try await driver.write { connection in
                            for id in order {
                                try connection.execute("UPDATE entry SET number = number + 1 WHERE id = ?", [SQLValue(id)])
                                try connection.execute("SELECT pg_sleep(0.002)")
                            }
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let numbers = try await driver.read { try $0.all("SELECT number FROM entry") { try $0.int() } }
        #expect(numbers == [40, 40])
    }

    @Test func `what another holds too long is a locked store, and what takes too long is given up`() async throws {
        try await driver.write { _ = try $0.execute("INSERT INTO entry (id) VALUES (1)") }
        let impatient = try Self.driver(folder, .init(maximumConnections: 1, statementTimeout: 0.3, lockTimeout: 0.1))
        let path = try folder.location(.postgreSQL).description
        let locked: (any Error)? = try await driver.write { connection in
            try connection.execute("UPDATE entry SET number = 1")
            let done = DispatchSemaphore(value: 0)
            let outcome = Mutex<(any Error)?>(nil)
            Task {
                do {
                    try await impatient.write { _ = try $0.execute("UPDATE entry SET number = 2") }
                } catch { outcome.withLock { $0 = error } }
                done.signal()
            }
            done.wait()
            return outcome.withLock { $0 }
        }
        #expect(locked as? TrackingError == .locked(path: path))
        await #expect(throws: TrackingError.unavailable(store: path, reason: "a statement took longer than it may")) {
            try await impatient.read { _ = try $0.execute("SELECT pg_sleep(30)") }
        }
        _ = try await impatient.write { try $0.execute("UPDATE entry SET number = 3") }
        #expect(try await driver.read { try $0.first("SELECT number FROM entry") { try $0.int() } } == 3)
    }

    @Test func `callers wait for a connection in turn and a closed store says so`() async throws {
        let narrow = try Self.driver(folder, .init(maximumConnections: 2))
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<100 {
                group.addTask { try await narrow.read { try $0.first("SELECT \(index)") { try $0.int() } ?? 0 } }
            }
            return try await group.reduce(0, +)
        }
        #expect(sum == 4950)
        let used = try PostgreSQLServer.shared().execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
            in: try folder.database())
        #expect(Int(used ?? "") ?? 99 <= 2 + 4)
        narrow.close()
        await #expect(throws: TrackingError.failed(reason: "it is closed")) { try await narrow.read { _ = try $0.execute("SELECT 1") } }
    }
}
