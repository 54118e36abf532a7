/// A request under its content key.
public struct ModelQuestion: Sendable {
    /// What is asked.
    public let request: ModelRequest
    /// The name of the call in the journal.
    public let key: ContentKey
}
