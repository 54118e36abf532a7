import Scoring
public import TouchstoneJSON

/// How a model is asked to answer. Nil leaves a setting to the provider.
public struct ModelParameters: Sendable, Hashable {
    /// Randomness; 0 is the least. Anthropic accepts 0 to 1, others 0 to 2.
    public var temperature: Double?
    /// Nucleus sampling: the share of probability to choose from.
    public var topP: Double?
    /// Most tokens the answer may have.
    public var maxTokens: Int?
    /// Texts that end the answer.
    public var stop: [String] = []
    /// Seed for providers that sample reproducibly.
    public var seed: Int?
    /// Whether to ask for the log-probabilities of the answer's tokens.
    public var logprobs = false
    /// The form of the answer, as OpenAI's `response_format`.
    public var responseFormat: JSONValue?
    /// The tools the model may call, as OpenAI's `tools`.
    public var tools: JSONValue?
    /// Parameters of a provider's own, sent as they are.
    public var extra = JSONObject()

    /// Nothing but the provider's defaults.
    public init() {}
}

extension ModelParameters {
    private static let named = [
        "temperature", "top_p", "max_tokens", "stop", "seed", "logprobs", "response_format", "tools", "extra",
    ]
    /// Parameters of common providers that are passed on as they are.
    private static let passedOn: Set<String> = [
        "top_k", "min_p", "tool_choice", "parallel_tool_calls", "presence_penalty", "frequency_penalty", "repetition_penalty",
        "logit_bias", "top_logprobs", "user", "metadata", "reasoning_effort", "thinking", "think", "options", "keep_alive",
        "service_tier", "guided_json", "grammar", "suffix",
    ]

    /// Reads the parameters of a specification. Throws ``ModelError`` for unknown names and values of the wrong kind.
    public init(json: JSONObject) throws(ModelError) {
        for member in json where !member.value.isNull { try set(member.key, member.value) }
    }

    private mutating func set(_ name: String, _ value: JSONValue) throws(ModelError) {
        switch name {
        case "temperature": temperature = try Self.number(name, value, 0...2)
        case "top_p": topP = try Self.number(name, value, 0...1)
        case "max_tokens": maxTokens = try Self.positive(name, value)
        case "stop": stop = try Self.texts(name, value)
        case "seed":
            guard let whole = value.intValue else { throw Self.misfit(name, "a whole number", value) }
            seed = whole
        case "logprobs":
            guard let flag = value.boolValue else { throw Self.misfit(name, "true or false", value) }
            logprobs = flag
        case "response_format": responseFormat = value
        case "tools": tools = value
        case "extra":
            guard let members = value.objectValue else { throw Self.misfit(name, "an object", value) }
            for member in members { extra[member.key] = member.value }
        case _ where Self.passedOn.contains(name): extra[name] = value
        default:
            let hint = closestName(to: name, among: Self.named).map { " (did you mean \"\($0)\"?)" } ?? ""
            throw ModelError(
                .invalidRequest, "there is no model parameter \"\(name)\"\(hint); parameters of a provider's own go under \"extra\"")
        }
    }

    private static func number(_ name: String, _ value: JSONValue, _ range: ClosedRange<Double>) throws(ModelError) -> Double {
        guard let number = value.doubleValue, range.contains(number) else {
            throw misfit(name, "a number from \(Int(range.lowerBound)) to \(Int(range.upperBound))", value)
        }
        return number
    }

    private static func positive(_ name: String, _ value: JSONValue) throws(ModelError) -> Int {
        guard let whole = value.intValue, whole > 0 else { throw misfit(name, "a whole number from 1 up", value) }
        return whole
    }

    private static func texts(_ name: String, _ value: JSONValue) throws(ModelError) -> [String] {
        if let text = value.stringValue { return [text] }
        guard let elements = value.arrayValue else { throw misfit(name, "a text or a list of texts", value) }
        var texts: [String] = []
        for element in elements {
            guard let text = element.stringValue else { throw misfit(name, "a text or a list of texts", value) }
            texts.append(text)
        }
        return texts
    }

    private static func misfit(_ name: String, _ wanted: String, _ value: JSONValue) -> ModelError {
        ModelError(.invalidRequest, "the model parameter \"\(name)\" should be \(wanted), but is \(value.text())")
    }
}

extension ModelParameters {
    /// The parameters that are set, under the names of OpenAI's interface; ``extra`` members win over none of them.
    public var json: JSONObject {
        var object = JSONObject()
        if let temperature { object["temperature"] = .number(temperature) }
        if let topP { object["top_p"] = .number(topP) }
        if let maxTokens { object["max_tokens"] = JSONValue(maxTokens) }
        if !stop.isEmpty { object["stop"] = .array(stop.map(JSONValue.string)) }
        if let seed { object["seed"] = JSONValue(seed) }
        if logprobs { object["logprobs"] = true }
        if let responseFormat { object["response_format"] = responseFormat }
        if let tools { object["tools"] = tools }
        for member in extra where object[member.key] == nil { object[member.key] = member.value }
        return object
    }
}
