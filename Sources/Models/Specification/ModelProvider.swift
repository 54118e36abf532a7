import Scoring

/// Who may answer, and what each may be told in a specification.
enum ModelProvider: String, Sendable, CaseIterable {
    case openai, anthropic, ollama, exec, http, given, extractive, echo

    /// Settings that every provider takes.
    static let commonSettings = ["provider", "name", "parameters", "retry", "concurrency"]
    private static let httpSettings = ["headers", "timeouts", "maximum_response_bytes"]
    private static let keySettings = ["api_key_env", "api_key_file"]

    /// Settings of its own.
    var settings: [String] {
        switch self {
        case .openai: ["base_url", "api", "stream", "max_tokens_field"] + Self.keySettings + Self.httpSettings
        case .anthropic: ["base_url", "stream", "version"] + Self.keySettings + Self.httpSettings
        case .ollama: ["base_url", "stream"] + Self.keySettings + Self.httpSettings
        case .exec: ["command", "environment", "directory", "restarts", "timeouts"]
        case .http: ["url", "method", "body", "answer"] + Self.httpSettings
        case .given: ["field"]
        case .extractive: ["sentences"]
        case .echo: []
        }
    }

    /// Whether a model name must be given.
    var needsName: Bool { self == .openai || self == .anthropic || self == .ollama }

    /// The provider of a word. Throws with a suggestion when there is none.
    init(word: String) throws(ModelError) {
        if let provider = ModelProvider(rawValue: word) {
            self = provider
            return
        }
        let names = Self.allCases.map(\.rawValue)
        let hint = closestName(to: word, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
        throw ModelError(
            .invalidRequest,
            "there is no model provider \"\(word)\"\(hint) (there are \(names.joined(separator: ", ")); write a hosted model as openai:NAME)"
        )
    }
}
