/// Why an answer ended.
public enum FinishReason: String, Sendable, Hashable, CaseIterable {
    /// The model was done, or met a stop text.
    case stop
    /// The answer reached its most tokens: it is cut off.
    case length
    /// The model asks for tools to be called.
    case toolCalls = "tool_calls"
    /// The provider's filter withheld the answer or a part of it.
    case contentFilter = "content_filter"
}
