import TouchstoneJSON

/// A streamed answer of OpenAI's chat or completions interface.
struct OpenAIAssembly: StreamAssembly {
    private var text = ""
    private var reasoned = false
    private var finishReason: FinishReason?
    private var logprobs: [Double] = []
    private var tools = ToolCallAssembly()
    private var rest = JSONObject()

    var isComplete: Bool { finishReason != nil }
    var hasContent: Bool { !text.isEmpty || reasoned || !tools.isEmpty }

    mutating func add(_ event: JSONValue) throws(ModelError) {
        for name in ["model", "system_fingerprint", "usage"] {
            if let value = event[name], !value.isNull { rest[name] = value }
        }
        // A chunk without choices carries the usage, or a filter's report.
        guard let choice = event["choices"]?[0] else { return }
        let delta = choice["delta"]
        text += OpenAIFields.text(delta?["content"]) ?? choice["text"]?.stringValue ?? delta?["refusal"]?.stringValue ?? ""
        reasoned = reasoned || (delta?["reasoning_content"] ?? delta?["reasoning"])?.stringValue?.isEmpty == false
        for call in delta?["tool_calls"]?.arrayValue ?? [] { tools.add(call) }
        logprobs += OpenAIFields.logprobs(choice["logprobs"]) ?? []
        finishReason = OpenAIFields.finishReason(choice["finish_reason"]) ?? finishReason
    }

    func response() throws(ModelError) -> ModelResponse {
        guard let finishReason else { throw .cutOff }
        var response = ModelResponse(text, finishReason: finishReason, usage: OpenAIFields.usage(rest["usage"]))
        response.logprobs = logprobs.isEmpty ? nil : logprobs
        response.toolCalls = tools.json
        response.model = rest["model"]?.stringValue
        response.fingerprint = rest["system_fingerprint"]?.stringValue
        return response
    }
}
