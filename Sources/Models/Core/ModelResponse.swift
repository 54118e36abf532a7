public import TouchstoneJSON

/// One answer of a model.
public struct ModelResponse: Sendable, Hashable {
    /// The answer; empty when the model only asks for tools.
    public var text: String
    /// Why the answer ended.
    public var finishReason: FinishReason
    /// Tokens, when the provider counts them.
    public var usage: ModelUsage?
    /// Natural logarithms of the probabilities of the answer's tokens, when asked for and given.
    public var logprobs: [Double]?
    /// Tools the model asks for, in OpenAI's form: a list of `{"id", "type", "function": {"name", "arguments"}}`.
    public var toolCalls: JSONValue?
    /// Seconds from the request to the end of the answer, of the attempt that succeeded.
    public var latency: Double
    /// Seconds from the request to the first content, when the answer was streamed.
    public var timeToFirstToken: Double?
    /// The model that answered, as the provider names it.
    public var model: String?
    /// The provider's fingerprint of the serving configuration.
    public var fingerprint: String?

    /// An answer of text.
    public init(_ text: String, finishReason: FinishReason = .stop, usage: ModelUsage? = nil, latency: Double = 0) {
        self.text = text
        self.finishReason = finishReason
        self.usage = usage
        self.latency = latency
    }
}

extension ModelResponse {
    /// The answer as a journal keeps it; absent fields are left out.
    public var json: JSONObject {
        var object: JSONObject = [
            "text": .string(text), "finish_reason": .string(finishReason.rawValue), "latency": JSONValue(latency),
        ]
        if let usage {
            object["input_tokens"] = JSONValue(usage.inputTokens)
            object["output_tokens"] = JSONValue(usage.outputTokens)
            if usage.cachedTokens > 0 { object["cached_tokens"] = JSONValue(usage.cachedTokens) }
        }
        if let logprobs { object["logprobs"] = .array(logprobs.map { JSONValue($0) }) }
        if let toolCalls { object["tool_calls"] = toolCalls }
        if let timeToFirstToken { object["time_to_first_token"] = JSONValue(timeToFirstToken) }
        if let model { object["model"] = .string(model) }
        if let fingerprint { object["fingerprint"] = .string(fingerprint) }
        return object
    }

    /// Reads an answer from a journal. Throws ``ModelError`` of kind `badResponse` when it is none.
    public init(json: JSONObject) throws(ModelError) {
        guard let text = json["text"]?.stringValue else {
            throw ModelError(.badResponse, "the journalled answer has no \"text\"")
        }
        self.init(text, finishReason: json["finish_reason"]?.stringValue.flatMap(FinishReason.init) ?? .stop)
        latency = json["latency"]?.doubleValue ?? 0
        if let input = json["input_tokens"]?.intValue {
            usage = ModelUsage(
                inputTokens: input, outputTokens: json["output_tokens"]?.intValue ?? 0, cachedTokens: json["cached_tokens"]?.intValue ?? 0)
        }
        logprobs = json["logprobs"]?.arrayValue?.compactMap(\.doubleValue)
        toolCalls = json["tool_calls"]
        timeToFirstToken = json["time_to_first_token"]?.doubleValue
        model = json["model"]?.stringValue
        fingerprint = json["fingerprint"]?.stringValue
    }
}
