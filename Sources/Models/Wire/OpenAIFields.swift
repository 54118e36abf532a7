import TouchstoneJSON

/// Readings that the chat and the completions interface of OpenAI share.
enum OpenAIFields {
    /// The finish reason; reasons of other servers are read as their nearest.
    static func finishReason(_ value: JSONValue?) -> FinishReason? {
        switch value?.stringValue {
        case nil: nil
        case "length", "max_tokens": .length
        case "tool_calls", "function_call": .toolCalls
        case "content_filter": .contentFilter
        default: .stop
        }
    }

    static func usage(_ value: JSONValue?) -> ModelUsage? {
        guard let input = value?["prompt_tokens"]?.intValue else { return nil }
        return ModelUsage(
            inputTokens: input, outputTokens: value?["completion_tokens"]?.intValue ?? 0,
            cachedTokens: value?["prompt_tokens_details"]?["cached_tokens"]?.intValue ?? 0)
    }

    /// The text of a content: a string, or the text parts of a list.
    static func text(_ value: JSONValue?) -> String? {
        guard let parts = value?.arrayValue else { return value?.stringValue }
        return parts.compactMap { $0["text"]?.stringValue }.joined()
    }

    /// Log-probabilities of either interface: `content[].logprob` or `token_logprobs[]`.
    static func logprobs(_ value: JSONValue?) -> [Double]? {
        if let tokens = value?["content"]?.arrayValue { return tokens.compactMap { $0["logprob"]?.doubleValue } }
        return value?["token_logprobs"]?.arrayValue?.compactMap(\.doubleValue)
    }

    /// A list of tool calls; nil when it is empty.
    static func toolCalls(_ value: JSONValue?) -> JSONValue? {
        guard let calls = value?.arrayValue, !calls.isEmpty else { return nil }
        return .array(calls)
    }
}
