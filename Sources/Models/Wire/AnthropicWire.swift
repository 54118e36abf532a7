import TouchstoneJSON

/// Anthropic's Messages interface.
///
/// The temperature is limited to 1, the most this interface takes; a seed and log-probabilities, which it does not have, are left out.
struct AnthropicWire: ChatWire {
    /// The most tokens of an answer when the request does not say, since this interface requires a number.
    static let defaultMaxTokens = 4096

    let model: String

    let path = "/v1/messages"
    let framing = StreamFraming.serverSentEvents

    func body(_ request: ModelRequest, stream: Bool) throws(ModelError) -> JSONObject {
        let parameters = request.parameters
        var body: JSONObject = ["model": .string(model)]
        body["max_tokens"] = JSONValue(parameters.maxTokens ?? Self.defaultMaxTokens)
        let conversation = try AnthropicConversation(request.messages)
        if !conversation.system.isEmpty { body["system"] = .string(conversation.system) }
        body["messages"] = .array(conversation.messages)
        if let temperature = parameters.temperature { body["temperature"] = .number(min(temperature, 1)) }
        if let topP = parameters.topP { body["top_p"] = .number(topP) }
        let stops = parameters.stop.filter { stop in !stop.utf8.allSatisfy { $0 <= 0x20 } }
        if !stops.isEmpty { body["stop_sequences"] = .array(stops.map(JSONValue.string)) }
        AnthropicTools.add(parameters, to: &body)
        let translated: Set<String> = ["tool_choice", "parallel_tool_calls", "user", "reasoning_effort", "top_logprobs"]
        let unknown: Set<String> = ["presence_penalty", "frequency_penalty", "logit_bias"]
        for member in parameters.extra where !translated.contains(member.key) && !unknown.contains(member.key) {
            body[member.key] = member.value
        }
        if let user = parameters.extra["user"]?.stringValue { body["metadata"] = ["user_id": .string(user)] }
        if stream { body["stream"] = true }
        return body
    }

    func response(_ json: JSONValue) throws(ModelError) -> ModelResponse {
        guard let blocks = json["content"]?.arrayValue else { throw .badAnswer("has no content") }
        var text = ""
        var calls: [JSONValue] = []
        for block in blocks {
            switch block["type"]?.stringValue {
            case "text": text += block["text"]?.stringValue ?? ""
            case "tool_use":
                let arguments = (block["input"] ?? .object([:])).text()
                calls.append(
                    ToolCallAssembly.call(id: block["id"]?.stringValue ?? "", name: block["name"]?.stringValue ?? "", arguments: arguments))
            default: break
            }
        }
        var response = ModelResponse(text, finishReason: Self.finishReason(json["stop_reason"]) ?? .stop)
        response.usage = Self.usage(json["usage"])
        response.toolCalls = calls.isEmpty ? nil : .array(calls)
        response.model = json["model"]?.stringValue
        return response
    }

    func assembly() -> any StreamAssembly { AnthropicAssembly() }

    static func finishReason(_ value: JSONValue?) -> FinishReason? {
        switch value?.stringValue {
        case nil: nil
        case "max_tokens", "model_context_window_exceeded": .length
        case "tool_use": .toolCalls
        case "refusal": .contentFilter
        default: .stop
        }
    }

    /// Token counts; what was read from or written to the cache is part of the input.
    static func usage(_ value: JSONValue?) -> ModelUsage? {
        guard let input = value?["input_tokens"]?.intValue else { return nil }
        let read = value?["cache_read_input_tokens"]?.intValue ?? 0
        let written = value?["cache_creation_input_tokens"]?.intValue ?? 0
        return ModelUsage(
            inputTokens: Self.sum(input, read, written), outputTokens: value?["output_tokens"]?.intValue ?? 0, cachedTokens: read)
    }

    private static func sum(_ counts: Int...) -> Int {
        counts.reduce(0) { $0.addingReportingOverflow(max(0, $1)).partialValue }
    }
}
