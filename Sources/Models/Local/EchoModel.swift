/// A model that answers with the question itself: for trying out specifications and measuring the engine.
public struct EchoModel: Model {
    public let identity = ModelIdentity(provider: "echo", name: "echo", isFree: true)

    /// The model.
    public init() {}

    public func respond(to request: ModelRequest) -> ModelResponse { ModelResponse(request.question) }
}
