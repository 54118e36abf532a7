/// A model that answers with the question itself: for trying out specifications and measuring the engine.
public struct EchoModel: Model {
    /// `echo` from the provider `echo`; free, so its answers are not journalled.
    public let identity = ModelIdentity(provider: "echo", name: "echo", isFree: true)

    /// The model.
    public init() {}

    /// The text of the last message of the user, at once; empty for a request without messages. Never throws.
    public func respond(to request: ModelRequest) -> ModelResponse { ModelResponse(request.question) }
}
