import NIOCore
import NIOHTTP1
import TouchstoneJSON

extension ModelSpecification {
    /// Whether its answers come over HTTP.
    package var isRemote: Bool {
        switch kind {
        case .openai, .anthropic, .ollama, .http: true
        case .exec, .given, .extractive, .echo: false
        }
    }

    /// Makes what calls over HTTP share, so that the first call need not.
    package static func warmUp() { HTTPConnections.shared.loop.execute {} }

    /// A model behind one of the chat interfaces.
    func hostedModel(_ environment: [String: String]) throws(ModelError) -> any Model {
        let streams = try flag("stream")
        let base = try text("base_url")
        let source = try keySource()
        let key = try source?.key(environment)
        if let source, key == nil, settings["api_key_env"] != nil || settings["api_key_file"] != nil || base == nil {
            throw ModelError(.unauthorized, "the provider \"\(provider)\" needs a key: \(source.advice)")
        }
        let custom = try HeaderTemplates(try texts("headers"), environment)
        let endpoint = try Endpoint(
            base ?? defaultBase, provider: provider, keyAdvice: source?.advice,
            secrets: [key].compactMap(\.self) + custom.secrets)
        var headers = HTTPHeaders([
            ("content-type", "application/json"), ("accept", streams ? "text/event-stream, application/json" : "application/json"),
        ])
        for header in try keyHeaders(key) { headers.add(name: header.name, value: header.value) }
        for header in custom.headers { headers.replaceOrAdd(name: header.name, value: header.value) }
        let exchange = HTTPExchange(
            endpoint: endpoint, timeouts: try ModelTimeouts(json: settings["timeouts"], isStreaming: streams),
            maximumBytes: try count("maximum_response_bytes") ?? Self.maximumResponseBytes)
        let wire = try wire(endpoint)
        return HostedModel(
            identity: try hostedIdentity(endpoint), wire: wire, exchange: exchange,
            request: try exchange.request(endpoint.url(wire.path), .POST, headers), streams: streams)
    }

    static var maximumResponseBytes: Int { 64 << 20 }

    private var defaultBase: String {
        switch kind {
        case .anthropic: "https://api.anthropic.com"
        case .ollama: "http://127.0.0.1:11434"
        default: "https://api.openai.com/v1"
        }
    }

    private func wire(_ endpoint: Endpoint) throws(ModelError) -> any ChatWire {
        switch kind {
        case .anthropic: return AnthropicWire(model: name)
        case .ollama: return OllamaWire(model: name)
        default: break
        }
        switch try text("api") ?? "chat" {
        case "chat":
            // OpenAI's newer models refuse the old name, most other servers do not know the new one.
            let field = endpoint.origin == "https://api.openai.com" ? "max_completion_tokens" : "max_tokens"
            return OpenAIChatWire(model: name, maxTokensField: try text("max_tokens_field") ?? field)
        case "completions": return OpenAICompletionsWire(model: name)
        case let other: throw ModelError(.invalidRequest, "\"api\" should be \"chat\" or \"completions\", but is \"\(other)\"")
        }
    }

    private func hostedIdentity(_ endpoint: Endpoint) throws(ModelError) -> ModelIdentity {
        var identity = ModelIdentity(provider: provider, name: name, settings: ["base_url": .string(endpoint.base)])
        if let api = try text("api"), api != "chat" { identity.settings["api"] = .string(api) }
        if let version = try text("version") { identity.settings["version"] = .string(version) }
        // As they are written: with the names of variables, not with their values.
        identity.settings["headers"] = settings["headers"]
        return identity
    }

    private func keySource() throws(ModelError) -> KeySource? {
        if let path = try text("api_key_file") { return .file(path) }
        if let name = try text("api_key_env") { return .environment(name) }
        switch kind {
        case .openai: return .environment("OPENAI_API_KEY")
        case .anthropic: return .environment("ANTHROPIC_API_KEY")
        default: return nil
        }
    }

    private func keyHeaders(_ key: Secret?) throws(ModelError) -> [(name: String, value: String)] {
        guard kind == .anthropic else { return key.map { [("authorization", "Bearer \($0.revealed)")] } ?? [] }
        let version = [("anthropic-version", try text("version") ?? "2023-06-01")]
        return version + (key.map { [("x-api-key", $0.revealed)] } ?? [])
    }
}
