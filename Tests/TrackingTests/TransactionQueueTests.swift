import Synchronization
import Testing

@testable import Tracking

/// A driver that counts the transactions of another.
private final class CountingDriver: SQLDriver {
    private let driver: SQLiteDriver
    private let counted = Mutex(0)

    init(_ driver: SQLiteDriver) { self.driver = driver }

    var transactions: Int { counted.withLock { $0 } }
    var dialect: SQLDialect { driver.dialect }

    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T { try await driver.read(body) }

    func write<T: Sendable>(isBrief: Bool, _ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        counted.withLock { $0 += 1 }
        return try await driver.write(isBrief: isBrief, body)
    }

    func backup(to path: String) async throws { try await driver.backup(to: path) }
    func integrityFindings() async throws -> [String] { try await driver.integrityFindings() }
    func close() throws { try driver.close() }
}

private struct Refused: Error, Equatable { var index: Int }

@Suite struct TransactionQueueTests {
    private let folder: TemporaryFolder
    private let driver: CountingDriver

    init() async throws {
        folder = try TemporaryFolder()
        driver = CountingDriver(try SQLiteDriver(path: folder.file("queue.db")))
        _ = try await driver.write { try $0.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY) STRICT") }
    }

    private func entries() async throws -> [Int] {
        try await driver.read { connection in try connection.all("SELECT id FROM entry ORDER BY id") { try $0.int() } }
    }

    /// Writes so many entries, each by a writer of its own who waits so long for the others.
    private func write(_ count: Int, to queue: TransactionQueue, gathering time: Duration) async throws {
        try await withThrowingTaskGroup { group in
            for index in 0..<count {
                group.addTask {
                    try await queue.run(gathering: time) { try $0.execute("INSERT INTO entry (id) VALUES (?)", [SQLValue(index)]) }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test(arguments: [1, 7, 256]) func `200 writers share transactions, a failed one is undone alone`(limit: Int) async throws {
        let queue = TransactionQueue(driver: driver, of: .writes, limit: limit)
        let before = driver.transactions
        let returned = await withTaskGroup(of: Int?.self) { group in
            for index in 0..<200 {
                group.addTask {
                    let result = await Task {
                        try await queue.run { connection in
                            try connection.execute("INSERT INTO entry (id) VALUES (?)", [SQLValue(index)])
                            if index % 5 == 0 { throw Refused(index: index) }
                            return index
                        }
                    }.result
                    if index % 5 == 0 { #expect(throws: Refused(index: index)) { try result.get() } }
                    return try? result.get()
                }
            }
            return await group.reduce(into: Set<Int>()) { set, index in if let index { set.insert(index) } }
        }
        let expected = (0..<200).filter { $0 % 5 != 0 }
        #expect(returned == Set(expected))
        #expect(try await entries() == expected)
        #expect(driver.transactions - before >= (200 + limit - 1) / limit)
        #expect(driver.transactions - before <= 200)
    }

    @Test(.timeLimit(.minutes(5))) func `of writers who share a transaction the one that fails hears so alone`() async throws {
        let queue = TransactionQueue(driver: driver, of: .writes, limit: 10)
        let before = driver.transactions
        let failed = await withTaskGroup(of: Int?.self) { group in
            for index in 0..<10 {
                group.addTask {
                    do {
                        try await queue.run(gathering: .seconds(3600)) { connection in
                            try connection.execute("INSERT INTO entry (id) VALUES (?)", [SQLValue(index)])
                            if index == 3 { throw Refused(index: index) }
                        }
                        return nil
                    } catch {
                        return (error as? Refused)?.index ?? -1
                    }
                }
            }
            return await group.reduce(into: [Int]()) { failed, index in if let index { failed.append(index) } }
        }
        #expect(failed == [3])
        #expect(driver.transactions - before == 1)
        #expect(try await entries() == [0, 1, 2, 4, 5, 6, 7, 8, 9])
    }

    @Test func `writers who wait for each other share a transaction`() async throws {
        let queue = TransactionQueue(driver: driver, of: .writes)
        let before = driver.transactions
        try await write(100, to: queue, gathering: .milliseconds(500))
        #expect(try await entries() == Array(0..<100))
        #expect(driver.transactions - before < 100)
    }

    @Test(.timeLimit(.minutes(5))) func `whoever does not wait for others ends the waiting of those who do`() async throws {
        let queue = TransactionQueue(driver: driver, of: .writes)
        let patient = Task {
            try await queue.run(gathering: .seconds(3600)) { try $0.execute("INSERT INTO entry (id) VALUES (1)") }
        }
        // In the line, behind the patient one or before it; with none behind it that one waits, so that some are needed until it has come.
        while try await entries().contains(1) == false {
            _ = try await queue.run { try $0.execute("INSERT INTO entry (id) VALUES (2) ON CONFLICT DO NOTHING") }
        }
        #expect(try await patient.value == 1)
    }

    @Test(.timeLimit(.minutes(5))) func `a full transaction waits for nobody`() async throws {
        let queue = TransactionQueue(driver: driver, of: .writes, limit: 10)
        let before = driver.transactions
        try await write(10, to: queue, gathering: .seconds(3600))
        #expect(driver.transactions - before == 1)
    }

    @Test func `a caller that is cancelled does not undo the writes of others`() async throws {
        let queue = TransactionQueue(driver: driver, of: .writes)
        let tasks = (0..<50).map { index in
            Task { try await queue.run { try $0.execute("INSERT INTO entry (id) VALUES (?)", [SQLValue(index)]) } }
        }
        for task in tasks.prefix(25) { task.cancel() }
        for task in tasks { #expect(try await task.value == 1) }
        #expect(try await entries() == Array(0..<50))
    }

    @Test func `a write that cannot be taken fails and the queue goes on`() async throws {
        let queue = TransactionQueue(driver: driver, of: .writes)
        await #expect(throws: TrackingError.self) { try await queue.run { try $0.execute("INSERT INTO nothing VALUES (1)") } }
        await #expect(throws: TrackingError.self) { try await queue.run { try $0.execute("INSERT INTO entry (id) VALUES (?)", []) } }
        _ = try await queue.run { try $0.execute("INSERT INTO entry (id) VALUES (1)") }
        #expect(try await entries() == [1])
    }
}
