import FaultServer
import Foundation
import Testing
import TouchstoneJSON

@testable import Tracking

/// A run against a model with latency, 429, 500, silence and broken connections, killed in the middle.
@Suite struct FaultRunTests {
    private let command: Command
    private static let count = 300
    private static let inFlight = 8

    init() throws { command = try Command() }

    private func journalled() async throws -> Int {
        let driver = try SQLiteDriver(path: command.folder.appending(path: "touchstone.db").path)
        return try await driver.read { connection in
            try connection.first("SELECT count(*) FROM response_journal", []) { columns in try columns.int() } ?? 0
        }
    }

    private var faults: ChatFaults.Options {
        var options = ChatFaults.Options()
        options.latency = 10
        options.heldAfter = Self.count / 3
        (options.throttled, options.failing, options.hanging, options.dropping) = (0.1, 0.1, 0.005, 0.1)
        return options
    }

    @Test func `every sample is scored once, and no finished call is made again`() async throws {
        try command.writeRows(Self.count)
        try await FaultServer.chat(faults) { server, chat in
            try command.writeChat(server, concurrency: Self.inFlight, idle: 10)
            let first = try command.start(["eval", "chat.yaml"])
            #expect(try await eventually { chat.answerCount > Self.count / 3 })
            first.send(SIGKILL)
            #expect(try await first.end().wasSignalled)
            chat.release()
            let kept = try await journalled()
            #expect(kept > Self.count / 3 - 2 * Self.inFlight && kept <= Self.count / 3)

            let second = try await command.run("eval", "chat.yaml", "--json")
            #expect(second.status == 0, "\(second.errors)")
            #expect(chat.answers.count == Self.count)
            // Only answers that were on their way when the program was killed were asked for again.
            #expect(chat.answers.values.count { $0 > 1 } <= 2 * Self.inFlight)
            #expect(chat.requestCount > chat.answerCount)
            try await expectEachSampleOnce()
        }
    }

    @Test func `reports tell how often each sample was tried`() async throws {
        try command.writeRows(60)
        var faults = ChatFaults.Options()
        faults.failing = 0.3
        try await FaultServer.chat(faults) { server, chat in
            try command.writeChat(server)
            let run = try await command.run("eval", "chat.yaml", "--json").json["runs"]?[0]
            let retried = try #require(run?["calls"]?["retried"]?.intValue)
            #expect(retried > 0 && chat.requestCount == 60 + retried)
            let samples = try await command.run("report", "latest", "--format", "json").json["samples"]?.arrayValue ?? []
            let attempts = samples.compactMap { $0["calls"]?["attempts"]?.intValue }
            #expect(attempts.count == 60 && attempts.reduce(0, +) == 60 + retried)
            let often = try #require(samples.first { $0["calls"]?["attempts"]?.intValue == 2 }?["id"]?.stringValue)
            #expect(try await command.run("show", "latest", often).output.contains("call      2 attempts"))
            let junit = try await command.run("report", "latest", "--format", "junit").output
            #expect(junit.contains("name=\"calls.attempts\" value=\"\(60 + retried)\""))
        }
    }

    private func expectEachSampleOnce() async throws {
        #expect(try await command.run("runs", "--json").json.arrayValue?.count == 1)
        let report = try await command.run("report", "latest", "--format", "json").json
        let samples = report["samples"]?.arrayValue ?? []
        #expect(Set(samples.compactMap { $0["id"]?.stringValue }).count == Self.count)
        #expect(samples.count == Self.count)
        #expect(samples.allSatisfy { $0["scores"]?[0]?["value"] == true && $0["scores"]?.arrayValue?.count == 1 })
        let csv = try await command.run("report", "latest", "--format", "csv")
        #expect(csv.lines.count == Self.count + 1)
    }
}
