import TouchstoneJSON

/// A conversation in Anthropic's form: system texts apart, roles alternating, tools and images as content blocks.
struct AnthropicConversation {
    private(set) var system = ""
    private var turns: [(role: String, blocks: [JSONValue])] = []

    init(_ messages: [ChatMessage]) throws(ModelError) {
        for message in messages {
            switch message.role {
            case .system, .developer:
                let text = message.text
                system += system.isEmpty || text.isEmpty ? text : "\n\n" + text
            case .user: add("user", try Self.blocks(message.content))
            case .assistant: add("assistant", try Self.assistantBlocks(message))
            case .tool: add("user", [Self.toolResult(message)])
            }
        }
    }

    /// The turns; one that is a single text is written as that text.
    var messages: [JSONValue] {
        turns.map { turn in
            var content: JSONValue = .array(turn.blocks)
            if turn.blocks.count == 1, turn.blocks[0]["type"] == "text", let text = turn.blocks[0]["text"],
                turn.blocks[0].objectValue?.count == 2
            {
                content = text
            }
            return ["role": .string(turn.role), "content": content]
        }
    }

    /// Neighbours of one role become one turn.
    private mutating func add(_ role: String, _ blocks: [JSONValue]) {
        if let last = turns.indices.last, turns[last].role == role {
            turns[last].blocks += blocks
        } else {
            turns.append((role, blocks))
        }
    }

    private static func blocks(_ content: JSONValue) throws(ModelError) -> [JSONValue] {
        guard let parts = content.arrayValue else {
            guard !content.isNull else { return [] }
            return [["type": "text", "text": .string(content.stringValue ?? content.text())]]
        }
        var blocks: [JSONValue] = []
        for part in parts { blocks.append(part["type"] == "image_url" ? try image(part) : part) }
        return blocks
    }

    private static func assistantBlocks(_ message: ChatMessage) throws(ModelError) -> [JSONValue] {
        var blocks = message.content == "" ? [] : try blocks(message.content)
        for call in message.extra["tool_calls"]?.arrayValue ?? [] {
            let arguments = call["function"]?["arguments"]
            let input = arguments?.stringValue.flatMap { try? JSONValue(parsing: $0) } ?? arguments
            blocks.append([
                "type": "tool_use", "id": call["id"] ?? "", "name": call["function"]?["name"] ?? "",
                "input": .object(input?.objectValue ?? [:]),
            ])
        }
        return blocks
    }

    private static func toolResult(_ message: ChatMessage) -> JSONValue {
        ["type": "tool_result", "tool_use_id": message.extra["tool_call_id"] ?? "", "content": message.content]
    }

    private static func image(_ part: JSONValue) throws(ModelError) -> JSONValue {
        guard let url = part["image_url"]?["url"]?.stringValue ?? part["image_url"]?.stringValue else {
            throw ModelError(.invalidRequest, "an image part needs \"image_url\" with a \"url\"")
        }
        guard url.hasPrefix("data:") else { return ["type": "image", "source": ["type": "url", "url": .string(url)]] }
        let pieces = url.dropFirst(5).split(separator: ",", maxSplits: 1)
        guard pieces.count == 2, pieces[0].hasSuffix(";base64") else {
            throw ModelError(.invalidRequest, "an image in a data URL must be encoded in base64")
        }
        let type = String(pieces[0].dropLast(7))
        return ["type": "image", "source": ["type": "base64", "media_type": .string(type), "data": .string(String(pieces[1]))]]
    }
}
