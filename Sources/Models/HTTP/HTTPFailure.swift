import TouchstoneJSON

/// What a provider says when it does not answer, and what that means.
struct HTTPFailure: Sendable {
    let status: Int
    let message: String?
    let code: String?
    let type: String?
    let retryAfter: Double?

    /// Reads the body of a failed exchange. Understands OpenAI's and Anthropic's `{"error": {…}}`, Ollama's `{"error": "…"}`, and
    /// servers that put `message`, `detail` or `code` on the top level.
    init(status: Int, body: [UInt8], retryAfter: Double? = nil) {
        self.init(status: status, json: try? JSONValue(parsing: body), retryAfter: retryAfter)
    }

    init(status: Int, json: JSONValue?, retryAfter: Double? = nil) {
        let error = json?["error"] ?? json
        self.status = status
        self.retryAfter = retryAfter
        message = error?.stringValue ?? error?["message"]?.stringValue ?? json?["detail"]?.asShortText
        code = error?["code"].flatMap { $0.isNull ? nil : $0.stringValue ?? $0.text() }
        type = error?["type"]?.stringValue
    }

    /// An error that came within an answer of status 200: the code may be the status that was meant.
    init(within json: JSONValue) {
        let probe = HTTPFailure(status: 500, json: json)
        let meant = probe.code.flatMap(Int.init).flatMap { (400...599).contains($0) ? $0 : nil }
        self.init(status: meant ?? Self.status(ofType: probe.type), json: json)
    }

    private static func status(ofType type: String?) -> Int {
        switch type {
        case "invalid_request_error": 400
        case "authentication_error": 401
        case "permission_error": 403
        case "not_found_error": 404
        case "rate_limit_error": 429
        case "overloaded_error": 529
        default: 500
        }
    }

    /// The kind of error this is.
    var kind: ModelError.Kind {
        switch status {
        case 401, 403: .unauthorized
        case 402: .budget
        case 404: isModelsFault ?? .notFound
        case 408: .timeout
        case 429: code == "insufficient_quota" || type == "insufficient_quota" ? .budget : .rateLimited
        case 409, 425, 500...: .server
        default: isModelsFault ?? .invalidRequest
        }
    }

    private var isModelsFault: ModelError.Kind? {
        let words = "\(code ?? "") \(type ?? "") \(message ?? "")".lowercased()
        let tooLong = ["context_length", "context length", "context window", "prompt is too long", "maximum context", "context size"]
        if tooLong.contains(where: words.contains) { return .contextLength }
        let filtered = ["content_filter", "content_policy", "content management policy", "safety system"]
        return filtered.contains(where: words.contains) ? .contentFilter : nil
    }
}

extension JSONValue {
    fileprivate var asShortText: String { stringValue ?? text() }
}
