/// Tokens of one call, as the provider counts them.
public struct ModelUsage: Sendable, Hashable {
    /// Tokens the model read, cached ones included.
    public var inputTokens: Int
    /// Tokens the model wrote, reasoning included.
    public var outputTokens: Int
    /// Tokens of the input that the provider took from its own cache.
    public var cachedTokens: Int

    /// Counts; negative ones become 0.
    public init(inputTokens: Int = 0, outputTokens: Int = 0, cachedTokens: Int = 0) {
        self.inputTokens = max(0, inputTokens)
        self.outputTokens = max(0, outputTokens)
        self.cachedTokens = max(0, cachedTokens)
    }
}
