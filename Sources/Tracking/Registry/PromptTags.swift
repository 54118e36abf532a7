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
}
