/// What a call came to.
public struct ModelCall: Sendable, Hashable {
    /// The answer.
    public var response: ModelResponse
    /// Whether nothing was paid for it: it came from the journal or from an equal call in flight.
    public var wasCached: Bool
    /// US dollars the answer costs when it is paid; nil when the price is not known.
    public var price: Double?
    /// How often the model was tried for it; 0 when it came from the journal, 1 at least otherwise.
    public var attempts: Int
    /// The call's name in the journal.
    public var key: ContentKey
}
