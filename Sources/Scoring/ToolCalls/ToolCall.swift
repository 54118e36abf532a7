import TouchstoneJSON

/// A call of a tool: its name and its arguments.
struct ToolCall: Sendable {
    let name: String
    let arguments: JSONObject
    /// Whether arguments were given at all, if only none.
    let hasArguments: Bool

    /// Reads `{"name", "arguments"}`, with `args` for arguments as Ragas has it, or OpenAI's `{"function": {"name", "arguments"}}`;
    /// arguments may be a text that holds JSON. Nil for anything else.
    init?(_ value: JSONValue) {
        let call = value["function"] ?? value
        guard let name = call["name"]?.stringValue else { return nil }
        self.name = name
        let given = call["arguments"] ?? call["args"] ?? .null
        hasArguments = !given.isNull
        switch given {
        case .null: arguments = JSONObject()
        case .object(let members): arguments = members
        case .string(let text):
            guard let members = text.isEmpty ? JSONObject() : (try? JSONValue(parsing: text))?.objectValue else { return nil }
            arguments = members
        default: return nil
        }
    }

    /// Whether two calls are the same: name, and arguments by value.
    static func areEqual(_ left: ToolCall, _ right: ToolCall) -> Bool {
        left.name.utf8.elementsEqual(right.name.utf8) && JSONValue.object(left.arguments).equalsAsJSON(.object(right.arguments))
    }

    /// The share of the wanted arguments that this call has with the same text; 1 when neither call has arguments, 0 when only this
    /// one has.
    func argumentScore(wanted: ToolCall) -> Double {
        guard wanted.arguments.count > 0 else { return arguments.count == 0 ? 1 : 0 }
        let right = wanted.arguments.count { member in arguments[member.key]?.asText == member.value.asText }
        return Double(right) / Double(wanted.arguments.count)
    }

    /// By name, then by arguments in order of their names: the same calls stand in the same places however they were given.
    static func sorted(_ calls: [ToolCall]) -> [ToolCall] {
        calls.map { call in (key: call.sortingKey, call: call) }.sorted { left, right in
            left.key.lexicographicallyPrecedes(right.key) { $0.lexicographicallyPrecedes($1) }
        }.map(\.call)
    }

    private var sortingKey: [[UInt8]] {
        let members = arguments.map { (Array($0.key.utf8), Array($0.value.asText.utf8)) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }
        return [Array(name.utf8)] + members.flatMap { [$0.0, $0.1] }
    }
}

extension Sample {
    /// The calls that were made, from the column `tool_calls` or from `outputs`, and those that were wanted, from `expected`.
    func toolCalls() throws(ScoringError) -> (made: [ToolCall], wanted: [ToolCall]) {
        guard let made = fields["tool_calls"].flatMap({ $0.isNull ? nil : $0 }) ?? self[.outputs] else { throw .missing(.outputs) }
        guard let wanted = self[.expected] else { throw .missing(.expected) }
        return (try calls(made, .outputs), try calls(wanted, .expected))
    }

    private func calls(_ value: JSONValue, _ field: SampleField) throws(ScoringError) -> [ToolCall] {
        let list = value["tool_calls"] ?? value
        let elements = list.arrayValue ?? [list]
        let calls = elements.compactMap(ToolCall.init)
        guard calls.count == elements.count else {
            throw .wrongKind(field, wanted: "a list of tool calls, each with a name and an object of arguments", found: value)
        }
        return calls
    }
}
