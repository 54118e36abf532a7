import TouchstoneJSON

/// OpenAI's tools, tool choice and response format in Anthropic's form.
enum AnthropicTools {
    static func add(_ parameters: ModelParameters, to body: inout JSONObject) {
        if let tools = parameters.tools?.arrayValue, !tools.isEmpty {
            body["tools"] = .array(tools.map(tool))
            if let choice = choice(parameters.extra) { body["tool_choice"] = choice }
        }
        if parameters.responseFormat?["type"] == "json_schema", let schema = parameters.responseFormat?["json_schema"]?["schema"] {
            body["output_config"] = ["format": ["type": "json_schema", "schema": closed(schema)]]
        }
    }

    /// A function becomes a tool with an input schema; anything else is Anthropic's own and stays as it is.
    private static func tool(_ tool: JSONValue) -> JSONValue {
        guard let function = tool["function"] else { return tool }
        var object: JSONObject = ["name": function["name"] ?? ""]
        if let description = function["description"] { object["description"] = description }
        object["input_schema"] = function["parameters"] ?? ["type": "object", "properties": [:]]
        return .object(object)
    }

    private static func choice(_ extra: JSONObject) -> JSONValue? {
        var choice: JSONObject?
        switch extra["tool_choice"] {
        case "auto"?: choice = ["type": "auto"]
        case "required"?: choice = ["type": "any"]
        case "none"?: choice = ["type": "none"]
        case let value?:
            if let name = value["function"]?["name"] { choice = ["type": "tool", "name": name] } else { choice = value.objectValue }
        case nil: break
        }
        if extra["parallel_tool_calls"] == false {
            choice = choice ?? ["type": "auto"]
            choice?["disable_parallel_tool_use"] = true
        }
        return choice.map(JSONValue.object)
    }

    /// The schema with every object closed to further members, as the interface demands.
    private static func closed(_ schema: JSONValue) -> JSONValue {
        switch schema {
        case .array(let elements): return .array(elements.map(closed))
        case .object(let members):
            var result = JSONObject(members.map { ($0.key, closed($0.value)) })
            if members["type"] == "object" { result["additionalProperties"] = false }
            return .object(result)
        default: return schema
        }
    }
}
