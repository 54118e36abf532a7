import TouchstoneJSON

extension ScorerEntry {
    /// Scorers of the tools an agent calls.
    static let toolCalls: [ScorerEntry] = [accuracy, f1, correctness]

    private static func described(
        _ name: String, _ summary: String, range: ScorerDefinition.Range = .unit, source: String, blindTo: String
    ) -> ScorerDefinition {
        ScorerDefinition(
            name: name, topic: "tool calls",
            summary: summary + " Calls are read from the column `tool_calls`, or from `outputs`; the wanted ones from `expected`.",
            range: range, requires: [.outputs, .expected], source: source, blindTo: blindTo)
    }

    private static let accuracy: ScorerEntry = {
        let definition = described(
            "tool_call_accuracy", "The mean share of right arguments when the same tools are called in the same order, else 0.",
            source: "Ragas ToolCallAccuracy", blindTo: "calls that would have done as well, and arguments beside the wanted ones")
        let order = ScorerParameter("strict_order", .boolean, default: true, "Whether the order of the calls matters.")
        return ScorerEntry(definition, parameters: [order]) { arguments in
            let isStrict = arguments.flag("strict_order")
            return FunctionScorer(definition) { sample in
                var (made, wanted) = try sample.toolCalls()
                if !isStrict { (made, wanted) = (ToolCall.sorted(made), ToolCall.sorted(wanted)) }
                guard made.count == wanted.count, zip(made, wanted).allSatisfy({ $0.name == $1.name }) else {
                    return Score(0, rationale: "called \(names(made)) instead of \(names(wanted))")
                }
                guard !wanted.isEmpty else { return Score(1.0) }
                return Score(zip(made, wanted).reduce(0) { $0 + $1.0.argumentScore(wanted: $1.1) } / Double(wanted.count))
            }
        }
    }()

    private static let f1 = ScorerEntry(
        described(
            "tool_call_f1", "F1 of the set of calls, a call being right when name and all arguments are; rounded to four places.",
            source: "Ragas ToolCallF1", blindTo: "order and repetition of calls; an argument in other words makes a call wrong")
    ) { (sample: Sample) throws -> Score in
        let calls = try sample.toolCalls()
        let (made, wanted) = (distinct(calls.made), distinct(calls.wanted))
        let right = made.count { call in wanted.contains { ToolCall.areEqual($0, call) } }
        guard right > 0 else { return Score(0.0) }
        let (precision, recall) = (Double(right) / Double(made.count), Double(right) / Double(wanted.count))
        return Score((2 * precision * recall / (precision + recall) * 10_000).rounded(.toNearestOrEven) / 10_000)
    }

    private static let correctness: ScorerEntry = {
        let definition = described(
            "tool_call_correctness",
            "Whether as many calls were made as wanted, and the same ones; arguments count when all wanted calls "
                + "give theirs.",
            range: .binary, source: "MLflow 3.17 ToolCallCorrectness with exact match",
            blindTo: "calls that would have done as well; how near a wrong set of calls came; which of several calls was repeated")
        let order = ScorerParameter("ordered", .boolean, default: false, "Whether the order of the calls matters.")
        return ScorerEntry(definition, parameters: [order]) { arguments in
            let isOrdered = arguments.flag("ordered")
            return FunctionScorer(definition) { sample in
                let (made, wanted) = try sample.toolCalls()
                let comparesArguments = wanted.allSatisfy(\.hasArguments)
                func isSame(_ left: ToolCall, _ right: ToolCall) -> Bool {
                    comparesArguments ? ToolCall.areEqual(left, right) : left.name == right.name
                }
                guard made.count == wanted.count else { return Score(false, rationale: "\(made.count) calls instead of \(wanted.count)") }
                if isOrdered { return Score(zip(made, wanted).allSatisfy(isSame)) }
                let isThere = made.allSatisfy { call in wanted.contains { isSame(call, $0) } }
                return Score(isThere && wanted.allSatisfy { call in made.contains { isSame(call, $0) } })
            }
        }
    }()

    private static func names(_ calls: [ToolCall]) -> String { calls.isEmpty ? "nothing" : calls.map(\.name).joined(separator: ", ") }

    private static func distinct(_ calls: [ToolCall]) -> [ToolCall] {
        calls.reduce(into: []) { found, call in if !found.contains(where: { ToolCall.areEqual($0, call) }) { found.append(call) } }
    }
}
