import Models
import Scoring
import Testing
import TouchstoneJSON

@Suite struct LocalModelTests {
    private func request(_ text: String, _ fields: JSONObject, epoch: Int = 0) -> ModelRequest {
        ModelRequest(messages: [ChatMessage(.user, text)], epoch: epoch, sample: Sample(fields))
    }

    @Test func `echo says the question again`() {
        let messages = [ChatMessage(.system, "s"), ChatMessage(.user, "q"), ChatMessage(.assistant, "a")]
        #expect(EchoModel().respond(to: ModelRequest(messages: messages)).text == "q")
        #expect(EchoModel().respond(to: ModelRequest(messages: [])).text == "")
    }

    @Test func `given answers come from the row, with what it says of them`() throws {
        let row: JSONObject = ["outputs": "a", "latency": 2, "input_tokens": 5, "output_tokens": 6, "answers": ["x", "y"], "other": 3]
        let response = try GivenModel().respond(to: request("q", row))
        #expect(response.text == "a")
        #expect(response.latency == 2)
        #expect(response.usage == ModelUsage(inputTokens: 5, outputTokens: 6))
        #expect(try GivenModel(field: "other").respond(to: request("q", row)).text == "3")
        #expect(try GivenModel(field: "answers").respond(to: request("q", row, epoch: 1)).text == "y")
        #expect { _ = try GivenModel().respond(to: request("q", ["outputs": nil])) } throws: { ($0 as? ModelError)?.kind == .missingInput }
    }

    private static let context: JSONValue = [
        "Paris is the capital of France. It lies on the Seine! \"Really?\" Yes.", "Berlin is the capital of Germany.\nIt lies on the Spree",
    ]

    @Test func `extractive picks the sentence that matches best`() throws {
        let row: JSONObject = ["inputs": "What is the capital of Germany?", "context": Self.context]
        #expect(try ExtractiveModel().respond(to: request("prompt", row)).text == "Berlin is the capital of Germany.")
        #expect(
            try ExtractiveModel(sentences: 2).respond(to: request("prompt", row)).text
                == "Paris is the capital of France. Berlin is the capital of Germany.")
    }

    @Test func `extractive copes with any context`() throws {
        let none = try ExtractiveModel().respond(to: request("xyzzy", ["context": Self.context]))
        #expect(none.text == "Paris is the capital of France.")
        let text = try ExtractiveModel().respond(to: request("second", ["context": "第一句。第二句 second！third"]))
        #expect(text.text == "第二句 second！")
        for context: JSONValue in ["", [], " \n ", nil] {
            #expect { _ = try ExtractiveModel().respond(to: request("q", ["context": context])) } throws: { error in
                (error as? ModelError)?.kind == .missingInput
            }
        }
    }

    @Test func `answers of free models are not journalled`() async throws {
        let journal = MemoryJournal()
        let caller = try ModelCaller(EchoModel(), journal: journal, budget: CostBudget(limit: 0))
        #expect(try await caller.call(question("q")).response.text == "q")
        #expect(journal.count == 0)
        #expect(caller.counters.cost == 0)
    }
}
