import TouchstoneJSON

/// Ollama's own chat interface.
struct OllamaWire: ChatWire {
    let model: String

    let path = "/api/chat"
    let framing = StreamFraming.lines

    func body(_ request: ModelRequest, stream: Bool) -> JSONObject {
        let parameters = request.parameters
        var body: JSONObject = ["model": .string(model), "messages": .array(request.messages.map(Self.message))]
        body["stream"] = .bool(stream)
        var options = parameters.extra["options"]?.objectValue ?? [:]
        if let temperature = parameters.temperature { options["temperature"] = .number(temperature) }
        if let topP = parameters.topP { options["top_p"] = .number(topP) }
        if let maxTokens = parameters.maxTokens { options["num_predict"] = JSONValue(maxTokens) }
        if let seed = parameters.seed { options["seed"] = JSONValue(seed) }
        if !parameters.stop.isEmpty { options["stop"] = .array(parameters.stop.map(JSONValue.string)) }
        for name in ["top_k", "min_p", "presence_penalty", "frequency_penalty"] { options[name] = parameters.extra[name] ?? options[name] }
        options["repeat_penalty"] = parameters.extra["repetition_penalty"] ?? options["repeat_penalty"]
        if !options.isEmpty { body["options"] = .object(options) }
        if parameters.logprobs { body["logprobs"] = true }
        if let tools = parameters.tools { body["tools"] = tools }
        if let format = Self.format(parameters.responseFormat) { body["format"] = format }
        let placed: Set<String> = ["options", "top_k", "min_p", "presence_penalty", "frequency_penalty", "repetition_penalty"]
        for member in parameters.extra where !placed.contains(member.key) { body[member.key] = member.value }
        return body
    }

    func response(_ json: JSONValue) throws(ModelError) -> ModelResponse {
        guard let message = json["message"], message.objectValue != nil else { throw .badAnswer("has no message") }
        var assembly = OllamaAssembly()
        try assembly.add(json)
        return try assembly.response()
    }

    func assembly() -> any StreamAssembly { OllamaAssembly() }

    /// Text and images apart, tool arguments as objects.
    private static func message(_ message: ChatMessage) -> JSONValue {
        var object: JSONObject = ["role": .string(message.role == .developer ? "system" : message.role.rawValue)]
        object["content"] = .string(message.text)
        let images = (message.content.arrayValue ?? []).compactMap(imageData)
        if !images.isEmpty { object["images"] = .array(images) }
        if let calls = message.extra["tool_calls"]?.arrayValue { object["tool_calls"] = .array(calls.map(toolCall)) }
        if let name = message.extra["name"] ?? message.extra["tool_name"] { object["tool_name"] = name }
        return .object(object)
    }

    private static func imageData(_ part: JSONValue) -> JSONValue? {
        let url = part["image_url"]?["url"]?.stringValue ?? part["image_url"]?.stringValue
        guard let url, url.hasPrefix("data:"), let comma = url.firstIndex(of: ",") else { return nil }
        return .string(String(url[url.index(after: comma)...]))
    }

    private static func toolCall(_ call: JSONValue) -> JSONValue {
        let arguments = call["function"]?["arguments"]
        let object = arguments?.stringValue.flatMap { try? JSONValue(parsing: $0) } ?? arguments ?? .object([:])
        return ["function": ["name": call["function"]?["name"] ?? "", "arguments": object]]
    }

    private static func format(_ format: JSONValue?) -> JSONValue? {
        switch format?["type"]?.stringValue {
        case "json_object": "json"
        case "json_schema": format?["json_schema"]?["schema"] ?? "json"
        default: nil
        }
    }
}
