import Scoring
public import TouchstoneJSON

/// Which model to use and how, as an evaluation's specification says it.
///
/// Either a short text (`echo`, `given`, `extractive`, `openai:gpt-4o`, `openai:gpt-4o@http://127.0.0.1:9000/v1`, `exec:COMMAND`) or an
/// object with `provider`, `name`, `parameters`, `retry`, `concurrency` and the settings of the provider:
/// - `openai`: `base_url`, `api` (`chat` or `completions`), `stream`, `max_tokens_field`, `api_key_env`, `api_key_file`
/// - `anthropic`: `base_url`, `stream`, `version`, `api_key_env`, `api_key_file`
/// - `ollama`: `base_url`, `stream`
/// - `exec`: `command` (a list, or a text for the shell), `environment`, `directory`, `restarts`
/// - `http`: `url`, `method`, `body` (a template), `answer` (path to the answer)
/// - `given`: `field`; `extractive`: `sentences`
/// - all that speak HTTP: `headers`, `timeouts` (`connect`, `idle`, `total` in seconds), `maximum_response_bytes`
public struct ModelSpecification: Sendable, Hashable {
    /// Who answers.
    public let provider: String
    /// The model's name with the provider; empty when it has none.
    public let name: String
    /// How to ask, unless a request says otherwise.
    public let parameters: ModelParameters
    /// How failures are retried.
    public let retry: RetryPolicy
    /// Most calls at once; nil leaves it to the caller.
    public let concurrency: Int?
    /// The provider's own settings.
    let settings: JSONObject
    let kind: ModelProvider

    /// Reads a text or an object. Throws ``ModelError`` with one sentence that says what to change.
    public init(_ json: JSONValue) throws(ModelError) {
        switch json {
        case .string(let text): try self.init(text: text)
        case .object(let object): try self.init(object: object)
        default: throw ModelError(.invalidRequest, "a model should be a text or an object, but is \(json.kindDescription)")
        }
    }

    /// Reads the short form, `provider[:name][@base_url]`.
    public init(text: String) throws(ModelError) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let kind = try ModelProvider(word: String(parts[0].split(separator: "@", maxSplits: 1).first ?? ""))
        var rest = parts.count > 1 ? parts[1] : ""
        var object: JSONObject = ["provider": .string(kind.rawValue)]
        switch kind {
        case .exec: object["command"] = .string(String(rest))
        case .http: throw ModelError(.invalidRequest, "the provider \"http\" needs an object with \"url\", \"body\" and \"answer\"")
        case .given: if !rest.isEmpty { object["field"] = .string(String(rest)) }
        default:
            if let at = rest.range(ofFirst: "@http") {
                object["base_url"] = .string(String(rest[rest.index(after: at)...]))
                rest = rest[..<at]
            }
            if !rest.isEmpty { object["name"] = .string(String(rest)) }
        }
        try self.init(object: object)
    }

    private init(object: JSONObject) throws(ModelError) {
        guard let word = object["provider"]?.stringValue else {
            throw ModelError(.invalidRequest, "a model needs a \"provider\", such as \"openai\"")
        }
        kind = try ModelProvider(word: word)
        provider = kind.rawValue
        try Self.check(object, kind)
        name = object["name"]?.asText ?? ""
        if kind.needsName, name.isEmpty {
            throw ModelError(.invalidRequest, "the provider \"\(provider)\" needs the \"name\" of a model")
        }
        parameters = try ModelParameters(json: try Self.members(object, "parameters"))
        retry = try RetryPolicy(json: try Self.members(object, "retry"))
        if let value = object["concurrency"] {
            guard let whole = value.intValue, whole > 0 else {
                throw ModelError(.invalidRequest, "\"concurrency\" should be a whole number from 1 up, but is \(value.text())")
            }
            concurrency = whole
        } else {
            concurrency = nil
        }
        settings = JSONObject(object.filter { !ModelProvider.commonSettings.contains($0.key) }.map { ($0.key, $0.value) })
    }

    /// Refuses unknown settings, with a suggestion, and literal keys.
    private static func check(_ object: JSONObject, _ kind: ModelProvider) throws(ModelError) {
        let known = ModelProvider.commonSettings + kind.settings
        for member in object where !known.contains(member.key) {
            if member.key.lowercased().hasSuffix("api_key") || member.key.lowercased() == "key" {
                throw ModelError(
                    .invalidRequest,
                    "a key does not belong in a specification, which is stored and shared: put it into an environment variable and name that "
                        + "under \"api_key_env\", or into a file named under \"api_key_file\"")
            }
            let hint = closestName(to: member.key, among: known).map { " (did you mean \"\($0)\"?)" } ?? ""
            throw ModelError(
                .invalidRequest,
                "a model of the provider \"\(kind.rawValue)\" has no setting \"\(member.key)\"\(hint); it takes \(known.joined(separator: ", "))"
            )
        }
    }

    private static func members(_ object: JSONObject, _ name: String) throws(ModelError) -> JSONObject {
        guard let value = object[name], !value.isNull else { return JSONObject() }
        guard let members = value.objectValue else {
            throw ModelError(.invalidRequest, "\"\(name)\" should be an object, but is \(value.kindDescription)")
        }
        return members
    }
}

extension Substring {
    /// The place where a text first occurs.
    fileprivate func range(ofFirst text: String) -> Index? {
        var place = startIndex
        while place < endIndex {
            if self[place...].hasPrefix(text) { return place }
            place = index(after: place)
        }
        return nil
    }
}
