import Scoring
public import TouchstoneJSON

/// Which model answers: everything but the request that may change an answer, and no secret.
public struct ModelIdentity: Sendable, Hashable {
    /// What of a row, beside the messages, the model reads.
    public enum Reading: Sendable, Hashable {
        /// Nothing.
        case nothing
        /// The fields of these names.
        case fields([String])
        /// Every field.
        case everything
    }

    /// Who answers: `openai`, `anthropic`, `ollama`, `exec`, `http`, `given`, `extractive`, `echo`.
    public var provider: String
    /// The model's name with that provider.
    public var name: String
    /// Settings that change answers, such as the base URL.
    public var settings: JSONObject
    /// What of the row the model reads.
    public var reads: Reading
    /// Whether answers cost nothing and are always the same, so that journalling them would be waste.
    public var isFree: Bool

    /// Whether a price that is not known is none: a command of one's own costs nothing unless the price table says otherwise.
    var isFreeUnlessPriced: Bool { provider == "exec" }

    /// An identity.
    public init(
        provider: String, name: String, settings: JSONObject = JSONObject(), reads: Reading = .nothing, isFree: Bool = false
    ) {
        self.provider = provider
        self.name = name
        self.settings = settings
        self.reads = reads
        self.isFree = isFree
    }

    /// The short form: `openai:gpt-4o`, or the provider alone when the model has no name of its own.
    public var title: String { name.isEmpty || name == provider ? provider : "\(provider):\(name)" }
}
