import Scoring
import Testing
import TouchstoneJSON

@Suite struct ToolCallTests {
    private func score(_ name: String, _ made: JSONValue, _ wanted: JSONValue, _ arguments: JSONObject = [:]) async throws -> Double? {
        let scorer = try ScorerCatalogue.standard.scorer(name, arguments)
        return try await scorer.score(Sample(["outputs": made, "expected": wanted])).first?.value?.number
    }

    private let search: JSONValue = ["name": "search", "arguments": ["query": "tea", "limit": 3]]
    private let book: JSONValue = ["name": "book", "arguments": ["seat": "4A"]]

    @Test func `arguments count when the same tools are called in order`() async throws {
        let half: JSONValue = ["function": ["name": "search", "arguments": #"{"query": "tea", "limit": 4, "more": 1}"#]]
        #expect(try await score("tool_call_accuracy", [search, book], [search, book]) == 1)
        #expect(try await score("tool_call_accuracy", [half, book], [search, book]) == 0.75)
        #expect(try await score("tool_call_accuracy", [book, search], [search, book]) == 0)
        #expect(try await score("tool_call_accuracy", [book, search], [search, book], ["strict_order": false]) == 1)
        #expect(try await score("tool_call_accuracy", [], []) == 1)
        #expect(try await score("tool_call_accuracy", [search], []) == 0)
        #expect(try await score("tool_call_accuracy", [["name": "now"]], [["name": "now", "args": [:]]]) == 1)
        #expect(try await score("tool_call_accuracy", [search], [["name": "search"]]) == 0)
    }

    @Test func `sets of calls`() async throws {
        #expect(try await score("tool_call_f1", [search, book, book], [book]) == 0.6667)
        #expect(try await score("tool_call_f1", [search], [book]) == 0)
        #expect(try await score("tool_call_f1", [], []) == 0)
    }

    @Test func `exactly the wanted calls`() async throws {
        #expect(try await score("tool_call_correctness", [book, search], [search, book]) == 1)
        #expect(try await score("tool_call_correctness", [book, search], [search, book], ["ordered": true]) == 0)
        #expect(try await score("tool_call_correctness", [book, search], [["name": "search"], book]) == 1)
        #expect(try await score("tool_call_correctness", [book], [["name": "book", "arguments": ["seat": "4B"]]]) == 0)
        #expect(try await score("tool_call_correctness", [book, book], [book]) == 0)
    }

    @Test func `calls of a model come before its text, and what is no call is refused`() async throws {
        let scorer = try ScorerCatalogue.standard.scorer("tool_call_f1")
        let sample = Sample(["outputs": "I booked it", "tool_calls": [book], "expected": ["tool_calls": [book]]])
        #expect(try await scorer.score(sample).first?.value?.number == 1)
        for wrong: JSONValue in ["text", [1], [["arguments": [:]]], [["name": "x", "arguments": "{"]], [["name": "x", "arguments": [1]]]] {
            await #expect(throws: ScoringError.self) { try await score("tool_call_f1", wrong, [book]) }
        }
    }
}
