import FaultServer
import Foundation
import Testing
import TouchstoneJSON

/// Models that do not answer.
@Suite struct BadModelTests {
    private let command: Command

    init() throws {
        command = try Command()
        try command.writeRows(300)
    }

    @Test func `nobody listens: told after the first calls, not after all`() async throws {
        try command.write(
            "spec.yaml",
            """
            data: rows.jsonl
            models: {provider: openai, name: m, base_url: "http://127.0.0.1:9/v1", retry: {attempts: 2, base: 0.01}}
            scorers: [exact_match]
            concurrency: 4
            """)
        let outcome = try await command.run("eval", "spec.yaml")
        #expect(outcome.status == 69)
        let sentence = "the exchange with openai at http://127.0.0.1:9 failed: Connection refused (after 2 attempts)"
        #expect(outcome.messages == "touchstone: \(sentence); everything finished is kept, and the same command continues\n")
        let run = try await command.run("runs", "--json").json[0]
        #expect(run?["status"] == "FAILED")
        #expect(run?["samples"]?.intValue ?? 300 < 20)
    }

    @Test func `a model that the server does not know`() async throws {
        try await FaultServer.run(.answer(404, #"{"error":{"message":"no model faulty","code":"model_not_found"}}"#)) { server in
            try command.writeChat(server, concurrency: 2)
            let outcome = try await command.run("eval", "chat.yaml")
            #expect(outcome.status == 69)
            #expect(outcome.errors.contains("openai at \(server.base) knows no such model or path (404): no model faulty"))
            #expect(server.requests.count < 10)
        }
    }

    @Test func `a wrong key stops at once and is shown nowhere`() async throws {
        let key = "sk-wrong-0123456789"
        var options = ChatFaults.Options()
        options.key = "sk-right-0123456789"
        try await FaultServer.chat(options) { server, chat in
            try command.writeChat(server)
            let outcome = try await command.run("eval", "chat.yaml", environment: ["OPENAI_API_KEY": key])
            #expect(outcome.status == 69)
            let sentence = "openai at \(server.base) refused the key (401); set the environment variable OPENAI_API_KEY to a valid key"
            #expect(outcome.messages == "touchstone: \(sentence); everything finished is kept, and the same command continues\n")
            #expect(server.requests.count <= 16)
            #expect(try filesHolding(key).isEmpty)
            let without = try await command.run("eval", "chat.yaml")
            #expect(without.status == 69)
            #expect(without.errors.contains("wants a key (401); set the environment variable OPENAI_API_KEY to a valid key"))
            let right = try await command.run("eval", "chat.yaml", environment: ["OPENAI_API_KEY": "sk-right-0123456789"])
            #expect(right.status == 0)
            #expect(chat.answers.count == 300)
            #expect(try filesHolding("sk-right").isEmpty)
            #expect(try await command.run("runs", "--json").json.arrayValue?.count == 1)
        }
    }

    /// The files of the folder, the store's included, that hold a text.
    private func filesHolding(_ text: String) throws -> [String] {
        let files = try #require(FileManager.default.enumerator(atPath: command.folder.path)).compactMap { $0 as? String }
        return files.filter { name in
            FileManager.default.contents(atPath: command.folder.appending(path: name).path)?.range(of: Data(text.utf8)) != nil
        }
    }

    @Test func `a cost limit ends the run; a higher one continues it`() async throws {
        try command.write("prices.json", #"{"faulty": {"input": 10000, "output": 10000}}"#)
        try await FaultServer.chat { server, chat in
            try command.writeChat(server, concurrency: 1, "prices: prices.json")
            // Each call costs 4 tokens at a cent; the first is estimated higher.
            let stopped = try await command.run("eval", "chat.yaml", "--max-cost", "4.02")
            #expect(stopped.status == 69, "\(stopped.errors)")
            let sentence = "the cost limit of $4.0200 is reached: $4.0000 is spent and the next call may cost $0.0400"
            #expect(stopped.messages.hasPrefix("touchstone: \(sentence); everything finished is kept"))
            #expect(chat.answerCount == 100)
            let whole = try await command.run("eval", "chat.yaml", "--max-cost", "40", "--json")
            #expect(whole.status == 0)
            #expect(chat.answerCount == 300)
            #expect(chat.answers.values.allSatisfy { $0 == 1 })
            #expect(try whole.json["runs"]?[0]?["sample_counts"]?["total"] == 300)
        }
    }

    @Test func `a cost limit needs prices`() async throws {
        try await FaultServer.chat { server, chat in
            try command.writeChat(server)
            let outcome = try await command.run("eval", "chat.yaml", "--max-cost", "1")
            #expect(outcome.status == 64)
            #expect(outcome.errors.contains("a cost limit needs the price of \"openai:faulty\": add it to the price table"))
            #expect(chat.requestCount == 0)
        }
    }

    @Test func `a server that always fails leaves a run that does not pass`() async throws {
        try command.writeRows(4)
        try await FaultServer.run(.answer(500, #"{"error":"broken"}"#)) { server in
            try command.writeChat(server)
            let outcome = try await command.run("eval", "chat.yaml")
            #expect(outcome.status == 69)
            let reason = "openai at \(server.base) answered with status 500: broken (after 6 attempts)"
            #expect(outcome.messages == "touchstone: faulty: no sample has an answer, for example \(reason)\n")
        }
    }
}
