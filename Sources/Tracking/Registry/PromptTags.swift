import TouchstoneJSON

/// The tags by which MLflow's clients know prompts.
package enum PromptTags {
    /// `true` on registered models and versions that are prompts.
    package static let isPrompt = "mlflow.prompt.is_prompt"
    /// The template of a version.
    package static let text = "mlflow.prompt.text"
    /// `text` or `chat`.
    package static let type = "_mlflow_prompt_type"

    /// Sources that versions of prompts may name: a prompt has no files.
    static let placeholders: Set<String> = ["dummy-source", ownPlaceholder]
    /// The source of versions that `touchstone eval` records.
    static let ownPlaceholder = "prompt-template"

    /// Whether tags say that what they belong to is a prompt; the last of a name counts.
    package static func sayPrompt(_ tags: [NamedText]) -> Bool {
        tags.last { $0.name == isPrompt }?.value.lowercased() == "true"
    }

    /// Those that make a version of a prompt, and others.
    static func all(template: String, kind: PromptKind, others: [NamedText]) -> [NamedText] {
        [NamedText(isPrompt, "true"), NamedText(text, template), NamedText(type, kind.rawValue)] + others
    }

    /// Those that do not make a version a prompt.
    static func others(_ tags: [NamedText]) -> [NamedText] { tags.filter { ![isPrompt, text, type].contains($0.name) } }

    /// What the template is.
    static func kind(_ tags: [NamedText]) -> PromptKind {
        tags.last { $0.name == type }.flatMap { PromptKind(rawValue: $0.value) } ?? .text
    }

    /// The template, in the one form that equal templates have: the JSON of messages with sorted names and without space between.
    static func template(_ tags: [NamedText]) -> String? {
        guard let written = tags.last(where: { $0.name == text })?.value else { return nil }
        guard kind(tags) == .chat, let messages = try? JSONValue(parsing: written) else { return written }
        return messages.text(.init(sortsKeys: true))
    }
}
