import TouchstoneJSON

/// The beginning of a trace's input or output, as lists show it.
enum TracePreview {
    /// A short text for a value: the last message of the role where the value is a conversation, else the value itself.
    static func text(_ value: JSONValue, role: String) -> String {
        var value = value
        if case .string(let text) = value, let first = text.utf8.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            value = (try? JSONValue(parsing: text)) ?? value
        }
        let text = message(in: value, role: role) ?? value.stringValue ?? value.text()
        guard text.utf8.count > TraceLimit.preview, text.unicodeScalars.count > TraceLimit.preview else { return text }
        return TraceLimit.cut(text, to: TraceLimit.preview - 3) + "..."
    }

    private static func message(in value: JSONValue, role: String) -> String? {
        guard let messages = messages(in: value, depth: 3), !messages.isEmpty else { return nil }
        let message = messages.last { $0["role"]?.stringValue == role } ?? messages[messages.count - 1]
        return content(of: message)
    }

    /// The messages of a conversation, in the forms in which the usual interfaces give them.
    private static func messages(in value: JSONValue, depth: Int) -> [JSONValue]? {
        if case .array(let elements) = value {
            let messages = elements.filter(isMessage)
            return messages.count == elements.count ? messages : nil
        }
        guard case .object(let object) = value, depth > 0 else { return nil }
        for name in ["messages", "input", "output"] {
            if let elements = object[name]?.arrayValue { return elements.filter(isMessage) }
        }
        if let choice = object["choices"]?[0]?["message"], isMessage(choice) { return [choice] }
        return object["request"].flatMap { messages(in: $0, depth: depth - 1) }
    }

    private static func isMessage(_ value: JSONValue) -> Bool {
        value["role"] != nil && (value["content"] != nil || value["parts"] != nil)
    }

    private static func content(of message: JSONValue) -> String? {
        if let text = message["content"]?.stringValue { return text }
        for part in message["content"]?.arrayValue ?? message["parts"]?.arrayValue ?? [] {
            if let text = part.stringValue ?? part["text"]?.stringValue ?? part["content"]?.stringValue { return text }
        }
        return nil
    }
}
