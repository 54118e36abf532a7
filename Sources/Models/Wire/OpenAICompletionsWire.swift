import TouchstoneJSON

/// OpenAI's legacy completions: a text goes in, its continuation comes out.
struct OpenAICompletionsWire: ChatWire {
    let model: String

    let path = "/completions"
    let framing = StreamFraming.serverSentEvents

    func body(_ request: ModelRequest, stream: Bool) -> JSONObject {
        var body: JSONObject = ["model": .string(model), "prompt": .string(request.prompt)]
        for member in request.parameters.json where member.key != "top_logprobs" { body[member.key] = member.value }
        // Here the log-probabilities are asked for by a count of alternatives.
        if request.parameters.logprobs { body["logprobs"] = request.parameters.extra["top_logprobs"] ?? 1 }
        if stream {
            body["stream"] = true
            body["stream_options"] = ["include_usage": true]
        }
        return body
    }

    func response(_ json: JSONValue) throws(ModelError) -> ModelResponse {
        guard let choice = json["choices"]?[0] else { throw .badAnswer("has no choices") }
        guard let text = choice["text"]?.stringValue else { throw .badAnswer("has no text") }
        var response = ModelResponse(text, finishReason: OpenAIFields.finishReason(choice["finish_reason"]) ?? .stop)
        response.usage = OpenAIFields.usage(json["usage"])
        response.logprobs = OpenAIFields.logprobs(choice["logprobs"])
        response.model = json["model"]?.stringValue
        response.fingerprint = json["system_fingerprint"]?.stringValue
        return response
    }

    func assembly() -> any StreamAssembly { OpenAIAssembly() }
}
