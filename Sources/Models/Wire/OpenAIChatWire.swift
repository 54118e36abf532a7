import TouchstoneJSON

/// OpenAI's chat completions, as also spoken by vLLM, llama.cpp, OpenRouter and many others.
struct OpenAIChatWire: ChatWire {
    let model: String
    /// The name under which the most tokens are sent.
    let maxTokensField: String

    let path = "/chat/completions"
    let framing = StreamFraming.serverSentEvents

    func body(_ request: ModelRequest, stream: Bool) -> JSONObject {
        var body: JSONObject = ["model": .string(model), "messages": .array(request.messages.map(\.json))]
        for member in request.parameters.json {
            body[member.key == "max_tokens" ? maxTokensField : member.key] = member.value
        }
        if stream {
            body["stream"] = true
            body["stream_options"] = ["include_usage": true]
        }
        return body
    }

    func response(_ json: JSONValue) throws(ModelError) -> ModelResponse {
        guard let choice = json["choices"]?[0] else { throw .badAnswer("has no choices") }
        guard let message = choice["message"], message.objectValue != nil else { throw .badAnswer("has no message") }
        let text = OpenAIFields.text(message["content"]) ?? message["refusal"]?.stringValue ?? ""
        var response = ModelResponse(text, finishReason: OpenAIFields.finishReason(choice["finish_reason"]) ?? .stop)
        response.usage = OpenAIFields.usage(json["usage"])
        response.logprobs = OpenAIFields.logprobs(choice["logprobs"])
        response.toolCalls = OpenAIFields.toolCalls(message["tool_calls"])
        response.model = json["model"]?.stringValue
        response.fingerprint = json["system_fingerprint"]?.stringValue
        return response
    }

    func assembly() -> any StreamAssembly { OpenAIAssembly() }
}
