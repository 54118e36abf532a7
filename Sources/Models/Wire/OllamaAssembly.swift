import TouchstoneJSON

/// An answer of Ollama's chat interface, streamed or whole.
struct OllamaAssembly: StreamAssembly {
    private var text = ""
    private var thought = false
    private var calls: [JSONValue] = []
    private var logprobs: [Double] = []
    private var last: JSONValue?
    private var model: String?

    var isComplete: Bool { last != nil }
    var hasContent: Bool { !text.isEmpty || thought || !calls.isEmpty }

    mutating func add(_ event: JSONValue) throws(ModelError) {
        let message = event["message"]
        model = event["model"]?.stringValue ?? model
        text += message?["content"]?.stringValue ?? ""
        thought = thought || message?["thinking"]?.stringValue?.isEmpty == false
        logprobs += (event["logprobs"]?.arrayValue ?? []).compactMap { $0["logprob"]?.doubleValue }
        for call in message?["tool_calls"]?.arrayValue ?? [] {
            // Ollama's calls have no id and their arguments are an object.
            let arguments = call["function"]?["arguments"] ?? .object([:])
            calls.append(
                ToolCallAssembly.call(
                    id: call["id"]?.stringValue ?? "call_\(calls.count)", name: call["function"]?["name"]?.stringValue ?? "",
                    arguments: arguments.stringValue ?? arguments.text()))
        }
        if event["done"] == true { last = event }
    }

    func response() throws(ModelError) -> ModelResponse {
        guard let last else { throw .cutOff }
        var reason: FinishReason = last["done_reason"] == "length" ? .length : .stop
        if !calls.isEmpty { reason = .toolCalls }
        var response = ModelResponse(text, finishReason: reason)
        if let output = last["eval_count"]?.intValue {
            response.usage = ModelUsage(inputTokens: last["prompt_eval_count"]?.intValue ?? 0, outputTokens: output)
        }
        response.toolCalls = calls.isEmpty ? nil : .array(calls)
        response.logprobs = logprobs.isEmpty ? nil : logprobs
        response.model = model
        return response
    }
}
