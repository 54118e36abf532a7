public import Models
public import TouchstoneJSON

/// A model as the specification names it, or one made in code.
public struct ModelChoice: Sendable {
    /// The name that runs and reports show.
    public var name: String
    /// The settings that make it: `provider` and what the provider takes.
    public var settings: JSONObject
    /// A model made in code, such as the application itself; nil for one that settings make.
    public var custom: (any Model)?

    /// A model made of settings.
    public init(name: String, settings: JSONObject) {
        self.name = name
        self.settings = settings
    }

    /// A model made in code. Its identity decides which of its answers are in the journal: change it when its answers change.
    public init(_ model: any Model, name: String? = nil) {
        self.name = name ?? model.identity.title
        settings = [
            "provider": .string(model.identity.provider), "name": .string(model.identity.name),
            "settings": .object(model.identity.settings),
        ]
        custom = model
    }

    /// A model written as one word, such as `openai:gpt-4o` or `extractive`.
    public init(text: String) {
        self.init(name: text, settings: ["model": .string(text)])
    }

    /// Answers that the data hold already.
    public static let given = ModelChoice(name: "given", settings: ["provider": "given"])
}
