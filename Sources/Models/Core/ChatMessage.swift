public import TouchstoneJSON

/// One message of a conversation, as OpenAI-compatible interfaces write it.
public struct ChatMessage: Sendable, Hashable {
    /// Who speaks.
    public enum Role: String, Sendable, Hashable, CaseIterable {
        /// Whoever set the conversation up: instructions for the whole of it.
        case system
        /// The same under the name that newer models of OpenAI give it.
        case developer
        /// Who asks.
        case user
        /// The model.
        case assistant
        /// A tool that the model called, with its result.
        case tool
    }

    /// Who speaks.
    public var role: Role
    /// What is said: a text, a list of parts (`{"type": "text", "text": …}`, images), or null beside tool calls.
    public var content: JSONValue
    /// Everything else: `name`, `tool_calls`, `tool_call_id`.
    public var extra: JSONObject

    /// A message of text.
    public init(_ role: Role, _ text: String) {
        self.init(role, content: .string(text))
    }

    /// A message of text or parts, with further members as they are sent.
    public init(_ role: Role, content: JSONValue, extra: JSONObject = JSONObject()) {
        self.role = role
        self.content = content
        self.extra = extra
    }

    /// The text of the content: the string itself, or the text parts joined without anything between them.
    public var text: String {
        guard let parts = content.arrayValue else { return content.stringValue ?? "" }
        return parts.compactMap { $0["text"]?.stringValue ?? $0.stringValue }.joined()
    }
}

extension ChatMessage {
    /// The message as it is sent to OpenAI-compatible interfaces.
    public var json: JSONValue {
        var object: JSONObject = ["role": .string(role.rawValue), "content": content]
        for member in extra { object[member.key] = member.value }
        return .object(object)
    }

    /// Reads a message from `{"role": …, "content": …}`. Throws ``ModelError`` of kind `invalidRequest`.
    public init(json: JSONValue) throws(ModelError) {
        guard let object = json.objectValue else {
            throw ModelError(.invalidRequest, "a chat message should be an object, but is \(json.kindDescription)")
        }
        guard let word = object["role"]?.stringValue, let role = Role(rawValue: word) else {
            let known = Role.allCases.map(\.rawValue).joined(separator: ", ")
            throw ModelError(.invalidRequest, "a chat message needs a \"role\" that is one of \(known)")
        }
        var extra = object
        extra["role"] = nil
        extra["content"] = nil
        self.init(role, content: object["content"] ?? .null, extra: extra)
    }

    /// The conversation of a row's inputs: a list of messages as it is, anything else as the text of one user message.
    public static func conversation(_ inputs: JSONValue) throws(ModelError) -> [ChatMessage] {
        if let elements = inputs.arrayValue, elements.first?["role"] != nil {
            var messages: [ChatMessage] = []
            for element in elements { messages.append(try ChatMessage(json: element)) }
            return messages
        }
        if let messages = inputs["messages"] { return try conversation(messages) }
        return [ChatMessage(.user, inputs.stringValue ?? inputs.text())]
    }
}
