import FaultServer
import Foundation
import Testing
import TouchstoneJSON

/// Ends that somebody else decides on.
@Suite struct InterruptionTests {
    private let command: Command

    init() throws { command = try Command() }

    @Test func `Ctrl-C finishes what is in flight, and the same command continues`() async throws {
        try command.writeRows(120)
        var options = ChatFaults.Options()
        options.heldAfter = 8
        try await FaultServer.chat(options) { server, chat in
            try command.writeChat(server, concurrency: 4)
            let running = try command.start(["eval", "chat.yaml"])
            #expect(try await eventually { chat.answerCount == 12 })
            running.send(SIGINT)
            #expect(try await eventually { try running.errorsSoFar().contains("finishing the calls in flight") })
            chat.release()
            let stopped = try await running.end()
            #expect(stopped.status == 130 && !stopped.wasSignalled)
            #expect(stopped.errors.contains("finishing the calls in flight; interrupt again to stop at once"))
            #expect(stopped.errors.hasSuffix("touchstone: stopped; everything finished is kept, and the same command continues\n"))
            #expect(stopped.output.contains("the run was stopped before its end"))
            #expect(chat.answerCount == 12)
            let whole = try await command.run("eval", "chat.yaml", "--json")
            #expect(whole.status == 0)
            #expect(try whole.json["runs"]?[0]?["sample_counts"]?["total"] == 120)
            #expect(chat.answers.count == 120 && chat.answers.values.allSatisfy { $0 == 1 })
            #expect(try await command.run("runs", "--json").json.arrayValue?.count == 1)
        }
    }

    @Test func `a second Ctrl-C ends at once`() async throws {
        try command.writeRows(10)
        var options = ChatFaults.Options()
        options.heldAfter = 0
        try await FaultServer.chat(options) { server, chat in
            try command.writeChat(server)
            let running = try command.start(["eval", "chat.yaml"])
            #expect(try await eventually { chat.requestCount >= 1 })
            running.send(SIGINT)
            #expect(try await eventually { try running.errorsSoFar().contains("finishing the calls in flight") })
            running.send(SIGINT)
            #expect(try await running.end().status == 130)
        }
    }

    @Test func `a reader that leaves early is no error`() async throws {
        try command.writeRows(20_000)
        let outcome = try await command.shell(
            "{ \"$TOUCHSTONE\" score --scorer exact_match rows.jsonl; echo $? > status; } | head -1")
        #expect(outcome.lines.count == 1)
        #expect(outcome.errors.isEmpty)
        #expect(try command.read("status") == "0\n")
    }

    @Test func `a reader that leaves early does not hide how the gates came out`() async throws {
        try command.writeRows(2000)
        try command.write(
            "spec.yaml", "data: rows.jsonl\nmodels: [given:outputs, given:second]\nscorers: [exact_match]\ngates: exact_match >= 0.99\n")
        let outcome = try await command.shell(
            "{ \"$TOUCHSTONE\" eval spec.yaml --out reports; echo $? > status; } | true; cat status")
        #expect(outcome.output == "1\n")
        #expect(try command.files(in: "reports").contains("comparison.html"))
    }
}
