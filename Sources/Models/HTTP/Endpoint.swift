/// Where a provider is reached, and how its failures are told.
struct Endpoint: Sendable {
    /// The address up to the path of a call, without a final slash.
    let base: String
    /// The part after the question mark, with it; empty when there is none.
    let query: String
    /// Scheme, host and port: what may be shown.
    let origin: String
    /// The provider's name in sentences.
    let provider: String
    /// What to do about a missing or refused key; nil when the provider has no usual one.
    let keyAdvice: String?
    /// Whether a key is sent.
    let hasKey: Bool
    /// Hides keys in text that came back.
    let redaction: Redaction

    /// Checks an address. Throws ``ModelError`` of kind `invalidRequest`.
    init(_ url: String, provider: String, keyAdvice: String? = nil, secrets: [Secret] = []) throws(ModelError) {
        let parts = try Self.parts(url)
        base = parts.base
        query = parts.query
        origin = parts.origin
        self.provider = provider
        self.keyAdvice = keyAdvice
        hasKey = !secrets.isEmpty
        redaction = Redaction(secrets)
    }

    /// The address of a call.
    func url(_ path: String) -> String { base + path + query }

    /// The error for a failed exchange.
    func error(_ failure: HTTPFailure) -> ModelError {
        let said = failure.message.map { ": " + redaction.apply($0) } ?? ""
        let sentence =
            switch failure.kind {
            case .unauthorized: refusal(failure, said)
            case .rateLimited: "\(provider) asks to slow down (429)\(said)"
            case .budget: "the account with \(provider) has no credit left (\(failure.status))\(said)"
            case .contextLength: "the conversation is longer than the model reads (\(failure.status))\(said)"
            case .contentFilter: "the content filter of \(provider) refused the request (\(failure.status))\(said)"
            case .notFound: "\(provider) at \(origin) knows no such model or path (404)\(said)"
            default: "\(provider) at \(origin) answered with status \(failure.status)\(said)"
            }
        return ModelError(failure.kind, sentence, retryAfter: failure.retryAfter)
    }

    private func refusal(_ failure: HTTPFailure, _ said: String) -> String {
        let reason = failure.status == 403 ? said : ""
        let advice = keyAdvice ?? "name the variable that holds it under \"api_key_env\""
        return "\(provider) at \(origin) \(hasKey ? "refused the key" : "wants a key") (\(failure.status))\(reason); \(advice)"
    }

    private static func parts(_ url: String) throws(ModelError) -> (base: String, query: String, origin: String) {
        let wanted = "the address of a model should begin with http:// or https:// and name a host"
        let lowered = url.lowercased()
        guard let scheme = ["https://", "http://"].first(where: lowered.hasPrefix) else { throw ModelError(.invalidRequest, wanted) }
        guard url.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else { throw ModelError(.invalidRequest, "\(wanted), without spaces") }
        let rest = url.dropFirst(scheme.count)
        let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !host.isEmpty else { throw ModelError(.invalidRequest, wanted) }
        guard !host.contains("@") else {
            throw ModelError(
                .invalidRequest, "the address of a model must not hold a user name or password; use \"api_key_env\" or \"headers\"")
        }
        let withoutFragment = url.prefix { $0 != "#" }
        let beforeQuery = withoutFragment.prefix { $0 != "?" }
        try refuseKeys(inQuery: withoutFragment.dropFirst(beforeQuery.count + 1))
        var base = String(beforeQuery)
        while base.hasSuffix("/") { base.removeLast() }
        return (base, String(withoutFragment.dropFirst(beforeQuery.count)), scheme + host)
    }

    private static func refuseKeys(inQuery query: Substring) throws(ModelError) {
        let names: Set<String> = ["key", "api_key", "apikey", "api-key", "token", "access_token"]
        for parameter in query.split(separator: "&") where names.contains(parameter.prefix { $0 != "=" }.lowercased()) {
            throw ModelError(.invalidRequest, "the address of a model must not hold a key; send it in \"headers\" as ${NAME}")
        }
    }
}
