/// Why the registry refuses: the client is at fault, never the store. Texts are those that MLflow's clients look for.
package enum RegistryError: Error, Sendable, Hashable {
    case modelNotFound(String)
    case versionNotFound(name: String, version: Int64)
    /// There is a model, but it has no version.
    case noVersions(String)
    /// There is a model or prompt of that name; the second says whether the new one was to be a prompt, the third whether the old one is.
    case nameTaken(String, newIsPrompt: Bool, oldIsPrompt: Bool)
    case aliasNotFound(String)
    case runNotFound(String)
    case loggedModelNotFound(String)
    case webhookNotFound(String)
    /// A field has a value that cannot be.
    case invalid(String)
}

extension RegistryError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .modelNotFound(let name): "Registered Model with name=\(name) not found"
        case .versionNotFound(let name, let version): "Model Version (name=\(name), version=\(version)) not found"
        case .noVersions(let name): "Latest version not found for model \(name)."
        case .nameTaken(let name, let new, let old) where new == old:
            "\(new ? "Prompt" : "Registered Model") (name=\(name)) already exists."
        case .nameTaken(let name, let new, let old):
            """
            Tried to create a \(new ? "prompt" : "registered model") with name \(PythonText.quoted(name)), but the name is already taken \
            by a \(old ? "prompt" : "registered model"). MLflow does not allow creating a model and a prompt with the same name.
            """
        case .aliasNotFound(let alias): "Registered model alias \(alias) not found."
        case .runNotFound(let id): "Run with id=\(id) not found"
        case .loggedModelNotFound(let id): "Logged model with ID '\(id)' not found."
        case .webhookNotFound(let id): "Webhook with ID \(id) not found."
        case .invalid(let message): message
        }
    }
}
