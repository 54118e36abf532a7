import Testing
import TouchstoneJSON

@testable import Tracking

/// Figures of spans and what they say of a trace: pure functions.
@Suite struct SpanFigureTests {
    private func node(
        _ id: String, _ parent: String? = nil, usage: JSONValue? = nil, cost: JSONValue? = nil, start: Int64 = 0, end: Int64? = 1,
        status: TraceSpan.Status = .ok
    ) -> TraceSummary.Node {
        TraceSummary.Node(
            id: id, parentID: parent, status: status, startTime: start * 1_000_000, endTime: end.map { $0 * 1_000_000 },
            usage: TokenUsage(usage), cost: SpanCost(cost))
    }

    private func tokens(_ input: Int64, _ output: Int64) -> JSONValue {
        ["input_tokens": .integer(input), "output_tokens": .integer(output)]
    }

    @Test func `a wrapper that repeats its children's tokens is counted once, in any order`() throws {
        let nodes = [
            node("root"), node("agent", "root", usage: tokens(30, 12)), node("chain", "agent"),
            node("llm1", "chain", usage: tokens(10, 5)), node("llm2", "chain", usage: tokens(20, 7)),
            node("llm3", "root", usage: tokens(1, 1)),
        ]
        for order in [nodes, nodes.reversed(), Array(nodes[3...] + nodes[..<3])] {
            let usage = try #require(TraceSummary(order)?.usage)
            #expect(usage.json == ["input_tokens": 31, "output_tokens": 13, "total_tokens": 44])
        }
    }

    @Test func `tokens and cost are counted apart, each where it is first met from the root`() throws {
        let summary = try #require(
            TraceSummary([
                node("a", usage: tokens(5, 5)), node("b", "a", usage: tokens(5, 5), cost: ["input_cost": 0.25, "output_cost": 0.5]),
                node("c", "a", cost: ["total_cost": 1.0]),
            ]))
        #expect(summary.usage?.total == 10)
        #expect(summary.cost?.json == ["input_cost": 0.25, "output_cost": 0.5, "total_cost": 1.75])
    }

    @Test func `without figures there are none, and spans that go round in a circle do no harm`() {
        #expect(TraceSummary([node("a"), node("b", "a")])?.usage == nil)
        #expect(TraceSummary([node("a", "b", usage: tokens(1, 1)), node("b", "a")])?.usage == nil)
        #expect(TraceSummary([node("a", "a", usage: tokens(1, 1))])?.usage?.total == 2)
        #expect(TraceSummary([]) == nil)
    }

    @Test func `time spans all spans, the state is the root's`() throws {
        let children = [node("b", "a", start: 3, end: 9, status: .error), node("c", "a", start: 1, end: nil)]
        let partial = try #require(TraceSummary(children))
        #expect(partial.requestTime.rawValue == 1 && partial.duration == 8 && partial.rootState == nil)
        #expect(TraceSummary(children + [node("a", start: 0, end: 10)])?.rootState == .ok)
        #expect(TraceSummary(children + [node("a", start: 0, end: 10, status: .error)])?.rootState == .error)
        #expect(TraceSummary(children + [node("a", start: 0, end: nil, status: .unset)])?.rootState == .inProgress)
    }

    @Test(
        arguments: [
            (["input_tokens": 1, "output_tokens": 2], 3), (["total_tokens": "9"], 9), (#"{"input_tokens": 4}"#, 4),
            (["input_tokens": -5, "output_tokens": 1], 1), (["input_tokens": .integer(.max), "output_tokens": .integer(.max)], .max),
        ] as [(JSONValue, Int64)])
    func `tokens are read from objects and from texts that hold one`(_ value: JSONValue, _ total: Int64) {
        #expect(TokenUsage(value)?.total == total)
    }

    @Test(arguments: [nil, .null, "text", "{", 3, [:], ["input_tokens": "many"], ["other": 1]] as [JSONValue?])
    func `anything else counts no tokens`(_ value: JSONValue?) { #expect(TokenUsage(value) == nil) }
}

@Suite struct SpanDialectTests {
    @Test(
        arguments: [
            (["openinference.span.kind": "LLM", "llm.token_count.prompt": 3, "llm.token_count.completion": 4, "input.value": "hi"], "LLM"),
            (
                [
                    "gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 3, "gen_ai.usage.output_tokens": 4,
                    "gen_ai.input.messages": "hi",
                ], "CHAT_MODEL"
            ),
            (
                [
                    "traceloop.span.kind": "task", "gen_ai.usage.prompt_tokens": 3, "gen_ai.usage.completion_tokens": 4,
                    "traceloop.entity.input": "hi",
                ], "TASK"
            ),
            (
                [
                    "mlflow.spanType": "UNKNOWN", "openinference.span.kind": "agent", "llm.token_count.prompt": 3,
                    "llm.token_count.completion": 4, "input.value": "hi",
                ], "AGENT"
            ),
        ] as [(JSONObject, String)])
    func `the usual instrumentations are read alike`(_ attributes: JSONObject, _ kind: String) {
        let completed = SpanDialects.completed(attributes)
        #expect(completed["mlflow.spanType"] == .string(kind) && completed["mlflow.spanInputs"] == "hi")
        #expect(TokenUsage(completed["mlflow.chat.tokenUsage"])?.total == 7)
        for member in attributes where member.key != "mlflow.spanType" { #expect(completed[member.key] == member.value) }
    }

    @Test func `what MLflow's client says stands`() {
        let own: JSONObject = [
            "mlflow.spanType": "TOOL", "mlflow.spanInputs": ["q": 1], "input.value": "other", "openinference.span.kind": "LLM",
        ]
        #expect(SpanDialects.completed(own) == own)
    }
}

@Suite struct TracePreviewTests {
    @Test(
        arguments: [
            (
                [
                    "messages": [
                        ["role": "user", "content": "first"], ["role": "assistant", "content": "a"], ["role": "user", "content": "last"],
                    ]
                ], "last"
            ),
            (#"{"messages": [{"role": "user", "content": [{"type": "text", "text": "part"}]}]}"#, "part"),
            ([["role": "user", "parts": [["type": "text", "content": "hi"]]]], "hi"), ("plain", "plain"), (["q": 1], #"{"q":1}"#), (7, "7"),
        ] as [(JSONValue, String)])
    func `the last message of the role is shown, or the whole`(_ value: JSONValue, _ text: String) {
        #expect(TracePreview.text(value, role: "user") == text)
    }

    @Test func `long texts are cut`() {
        let text = TracePreview.text(.string(String(repeating: "ä", count: 1200)), role: "user")
        #expect(text.unicodeScalars.count == 1000 && text.hasSuffix("..."))
    }
}
