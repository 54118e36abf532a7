import TouchstoneJSON

/// A streamed answer of Anthropic's Messages interface.
struct AnthropicAssembly: StreamAssembly {
    private var text = ""
    private var thought = false
    private var stopReason: JSONValue?
    private var usage = JSONObject()
    private var model: String?
    private var tools = ToolCallAssembly()
    /// Tool calls so far: their place is their count, not the block's index.
    private var toolCount = 0
    private(set) var isComplete = false

    var hasContent: Bool { !text.isEmpty || thought || toolCount > 0 }

    mutating func add(_ event: JSONValue) throws(ModelError) {
        switch event["type"]?.stringValue {
        case "message_start":
            model = event["message"]?["model"]?.stringValue
            merge(event["message"]?["usage"])
        case "content_block_start":
            let block = event["content_block"]
            if block?["type"] == "tool_use" {
                tools.add(at: toolCount, id: block?["id"]?.stringValue, name: block?["name"]?.stringValue)
                toolCount += 1
            }
            text += block?["text"]?.stringValue ?? ""
        case "content_block_delta": add(delta: event["delta"])
        case "message_delta":
            if let reason = event["delta"]?["stop_reason"], !reason.isNull { stopReason = reason }
            merge(event["usage"])
        case "message_stop": isComplete = true
        default: break
        }
    }

    private mutating func add(delta: JSONValue?) {
        switch delta?["type"]?.stringValue {
        case "text_delta": text += delta?["text"]?.stringValue ?? ""
        case "input_json_delta": tools.add(at: toolCount - 1, arguments: delta?["partial_json"]?.stringValue)
        case "thinking_delta": thought = true
        default: break
        }
    }

    /// Later counts replace earlier ones: they are cumulative.
    private mutating func merge(_ counts: JSONValue?) {
        for member in counts?.objectValue ?? [:] where !member.value.isNull { usage[member.key] = member.value }
    }

    func response() throws(ModelError) -> ModelResponse {
        guard isComplete || stopReason != nil else { throw .cutOff }
        var response = ModelResponse(text, finishReason: AnthropicWire.finishReason(stopReason) ?? .stop)
        response.usage = AnthropicWire.usage(.object(usage))
        response.toolCalls = tools.json
        response.model = model
        return response
    }
}
