import FaultServer
import TouchstoneJSON

extension Command {
    /// Writes `rows.jsonl`: rows with a question that holds its answer between brackets, right answers in `outputs` but for every fifth,
    /// and right answers in `second` but for every fourth.
    func writeRows(_ count: Int, as name: String = "rows.jsonl") throws {
        let rows = (1...count).map { number in
            let row: JSONValue = [
                "id": .string("q\(number)"), "inputs": .string("Question \(number) [[a\(number)]]"), "expected": .string("a\(number)"),
                "outputs": .string(number % 5 == 0 ? "no idea" : "a\(number)"), "second": .string(number % 4 == 0 ? "none" : "a\(number)"),
                "language": number % 2 == 0 ? "en" : "de",
            ]
            return row.text() + "\n"
        }
        try write(name, rows.joined())
    }

    /// Writes a specification that asks the model behind a server about `rows.jsonl`, with so many seconds of patience with its silence.
    func writeChat(
        _ server: FaultServer, as name: String = "chat.yaml", concurrency: Int = 8, idle: Int = 120, _ more: String = ""
    ) throws {
        try write(
            name,
            """
            data: rows.jsonl
            models: {provider: openai, name: faulty, base_url: "\(server.base)/v1", retry: {base: 0.01}, timeouts: {idle: \(idle)}}
            scorers: [exact_match]
            concurrency: \(concurrency)
            \(more)
            """)
    }
}

extension FaultServer {
    /// Runs a chat model while the body runs.
    static func chat<R>(
        _ options: ChatFaults.Options = .init(), body: (FaultServer, ChatFaults) async throws -> R
    ) async throws -> R {
        let chat = ChatFaults(options)
        return try await run(answering: { chat.reply(to: $0) }) { try await body($0, chat) }
    }
}
