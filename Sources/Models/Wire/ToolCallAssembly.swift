import TouchstoneJSON

/// Tool calls whose names and arguments arrive in pieces.
struct ToolCallAssembly: Sendable {
    private struct Call {
        var id = ""
        var name = ""
        var arguments = ""
    }

    /// More calls than any answer has; indices beyond are ignored.
    private static let most = 256
    private var calls: [Call] = []

    var isEmpty: Bool { calls.isEmpty }

    /// Adds a piece in OpenAI's form: `{"index", "id", "function": {"name", "arguments"}}`.
    mutating func add(_ piece: JSONValue) {
        let function = piece["function"]
        add(
            at: piece["index"]?.intValue ?? max(0, calls.count - 1), id: piece["id"]?.stringValue, name: function?["name"]?.stringValue,
            arguments: function?["arguments"]?.stringValue)
    }

    /// Adds a piece to the call of the given place.
    mutating func add(at index: Int, id: String? = nil, name: String? = nil, arguments: String? = nil) {
        guard (0..<Self.most).contains(index) else { return }
        while calls.count <= index { calls.append(Call()) }
        if let id, calls[index].id.isEmpty { calls[index].id = id }
        calls[index].name += name ?? ""
        calls[index].arguments += arguments ?? ""
    }

    /// The calls in OpenAI's form; nil when there is none.
    var json: JSONValue? {
        if calls.isEmpty { return nil }
        return .array(calls.map { Self.call(id: $0.id, name: $0.name, arguments: $0.arguments.isEmpty ? "{}" : $0.arguments) })
    }

    /// One call in OpenAI's form.
    static func call(id: String, name: String, arguments: String) -> JSONValue {
        ["id": .string(id), "type": "function", "function": ["name": .string(name), "arguments": .string(arguments)]]
    }
}
