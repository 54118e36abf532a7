/// Why a model gave no answer. Its description is safe to show: it never holds a key.
public struct ModelError: Error, Sendable, Hashable {
    /// What went wrong.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The key is missing, wrong or not allowed to use the model (401, 403).
        case unauthorized
        /// Too many requests or tokens for now (429).
        case rateLimited = "rate_limited"
        /// The provider's own fault, or it is overloaded (5xx).
        case server
        /// No bytes, or no end of the answer, within the time allowed.
        case timeout
        /// The connection could not be made or broke.
        case connection
        /// The request itself is wrong: retrying is pointless.
        case invalidRequest = "invalid_request"
        /// There is no such model or path (404).
        case notFound = "not_found"
        /// The conversation is longer than the model reads.
        case contextLength = "context_length"
        /// The provider's filter refused the request.
        case contentFilter = "content_filter"
        /// What came back is no answer: malformed JSON, a stream cut off, a missing field.
        case badResponse = "bad_response"
        /// The account has no credit left, or the call would pass the cost limit.
        case budget
        /// The row does not hold what the model needs.
        case missingInput = "missing_input"
        /// The command of an `exec` model failed.
        case process
    }

    /// What went wrong.
    public var kind: Kind
    /// One sentence for people.
    public var message: String
    /// Seconds the provider asks to wait before another attempt.
    public var retryAfter: Double?
    /// How often the model was tried before it was given up; 0 when it was not, or nobody counted.
    public var attempts = 0

    /// An error with one sentence.
    public init(_ kind: Kind, _ message: String, retryAfter: Double? = nil) {
        self.kind = kind
        self.message = message
        self.retryAfter = retryAfter
    }

    /// Whether the same call may succeed later.
    public var isRetryable: Bool {
        switch kind {
        case .rateLimited, .server, .timeout, .connection, .badResponse, .process: true
        case .unauthorized, .invalidRequest, .notFound, .contextLength, .contentFilter, .budget, .missingInput: false
        }
    }

    /// Whether every further call would fail the same way, so that a run should stop at once.
    public var isFatal: Bool { kind == .unauthorized || kind == .budget }
}

extension ModelError: CustomStringConvertible {
    public var description: String { message }
}
