import Dispatch
import Foundation
import Testing
import TouchstoneJSON

@testable import Tracking

/// Stores that cannot be used: one sentence, status 69, and nothing is lost.
@Suite struct BadStoreTests {
    private let command: Command

    init() throws {
        command = try Command()
        try command.writeRows(3)
        try command.write("spec.yaml", "data: rows.jsonl\nscorers: [exact_match]\n")
    }

    private func driver() throws -> SQLiteDriver { try SQLiteDriver(path: command.folder.appending(path: "touchstone.db").path) }

    private func expectUnavailable(_ sentence: String) async throws {
        for arguments in [["eval", "spec.yaml"], ["runs"]] {
            let outcome = try await command.start(arguments).end()
            #expect(outcome.status == 69)
            #expect(outcome.messages == "touchstone: \(sentence)\n")
            #expect(outcome.output.isEmpty)
        }
    }

    @Test func `no store`() async throws {
        let outcome = try await command.run("runs", "--store", "other.db")
        #expect(outcome.status == 69)
        #expect(outcome.messages == "touchstone: there is no store at other.db; run an evaluation first, or name another with --store\n")
    }

    @Test func `something else than a store`() async throws {
        try command.write("touchstone.db", String(repeating: "This is a letter. ", count: 50))
        try await expectUnavailable("touchstone.db is not a Touchstone store; name another file, or none to use the default one.")
    }

    @Test func `a store of a newer version`() async throws {
        #expect(try await command.run("eval", "spec.yaml").status == 0)
        try await driver().write { connection in
            _ = try connection.execute("INSERT INTO \(SchemaVersion.table) (version, title, applied_time) VALUES (99, 'later', 0)")
        }
        let known = Migration.all.count
        try await expectUnavailable(
            "The store touchstone.db has version 99, but this program knows versions up to \(known): use a newer touchstone.")
    }

    @Test func `a store that another process holds`() async throws {
        #expect(try await command.run("eval", "spec.yaml").status == 0)
        let driver = try driver()
        let isDone = DispatchSemaphore(value: 0)
        let (isHeld, hold) = AsyncStream.makeStream(of: Void.self)
        async let holding: Void = driver.write { connection in
            _ = try connection.execute("UPDATE experiment SET name = name")
            hold.finish()
            isDone.wait()
        }
        for await _ in isHeld {}
        let outcome = try await command.run("eval", "spec.yaml")
        isDone.signal()
        try await holding
        #expect(outcome.status == 69)
        #expect(outcome.messages == "touchstone: The store touchstone.db is locked by another process; try again when it has finished.\n")
        #expect(try await command.run("eval", "spec.yaml").status == 0)
    }

    @Test func `no room for the store; with room the same command continues`() async throws {
        try command.writeRows(4000)
        let outcome = try await command.shell("ulimit -f 2400; exec \"$TOUCHSTONE\" eval spec.yaml")
        #expect(outcome.status == 69, "\(outcome.errors)")
        #expect(outcome.errors.contains("is the disk full, or the size of files limited?"))
        let again = try await command.run("eval", "spec.yaml", "--json")
        #expect(again.status == 0)
        #expect(try again.json["runs"]?[0]?["sample_counts"]?["total"] == 4000)
        let runs = try await command.run("runs", "--json").json
        #expect(runs.arrayValue?.count == 1)
    }

    @Test func `no room for the output`() async throws {
        guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
        let outcome = try await command.shell("\"$TOUCHSTONE\" score --scorer exact_match rows.jsonl > /dev/full")
        #expect(outcome.status == 69)
        #expect(outcome.messages == "touchstone: standard output cannot be written: No space left on device\n")
    }
}
