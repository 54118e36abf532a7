public import TouchstoneJSON

/// One message of a conversation, ready to be sent.
public struct PromptMessage: Sendable, Hashable {
    /// Who speaks: "system", "user", "assistant", or another role that the provider knows.
    public var role: String
    /// What is said: usually a text, else the provider's list of content parts.
    public var content: JSONValue

    /// A message.
    public init(role: String, content: JSONValue) {
        self.role = role
        self.content = content
    }
}

extension PromptMessage {
    /// The messages that a value of a row stands for when no template is given.
    ///
    /// A list of `{"role", "content"}` objects, or an object with such a list under `messages`, is a conversation; an object with a
    /// single member is asked by that member's value; anything else is one message of the user.
    public static func conversation(from inputs: JSONValue) -> [PromptMessage] {
        if let messages = messages(in: inputs["messages"] ?? inputs) { return messages }
        if let object = inputs.objectValue, object.count == 1, let only = object.first {
            return [PromptMessage(role: "user", content: .string(only.value.stringValue ?? only.value.text()))]
        }
        return [PromptMessage(role: "user", content: .string(inputs.stringValue ?? inputs.text()))]
    }

    private static func messages(in value: JSONValue) -> [PromptMessage]? {
        guard let elements = value.arrayValue, !elements.isEmpty else { return nil }
        var messages: [PromptMessage] = []
        for element in elements {
            guard let role = element["role"]?.stringValue, let content = element["content"] else { return nil }
            messages.append(PromptMessage(role: role, content: content))
        }
        return messages
    }
}
