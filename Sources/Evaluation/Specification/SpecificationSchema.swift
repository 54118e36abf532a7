import Scoring
public import TouchstoneJSON

extension EvaluationSpecification {
    /// The JSON Schema (draft 2020-12) of specification files, so that editors complete and check them.
    public static var schema: JSONValue {
        var root = section(SpecificationKey.specification)
        root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        root["title"] = "Touchstone evaluation"
        root["required"] = ["data"]
        refine(&root, "data", [["type": "string"], texts, .object(dataSchema), ["type": "array", "items": .object(dataSchema)]])
        refine(&root, "prompts", oneOrMany([["type": "string"], .object(promptSchema)]))
        refine(&root, "models", oneOrMany([["type": "string"], ["type": "object", "required": ["provider"]]]))
        refine(&root, "scorers", oneOrMany([["type": "string"], .object(scorerSchema)]))
        refine(&root, "gates", oneOrMany([["type": "string"], gateSchema]))
        return .object(root)
    }

    private static let texts: JSONValue = ["type": "array", "items": ["type": "string"]]

    private static var dataSchema: JSONObject {
        var schema = section(SpecificationKey.data)
        let column: JSONValue = ["anyOf": [["type": "string"], texts]]
        let fields = JSONObject(SampleField.allCases.map { ($0.rawValue, column) })
        refine(&schema, "columns", [["type": "object", "additionalProperties": false, "properties": .object(fields)]])
        return schema
    }

    private static var promptSchema: JSONObject {
        var schema = section(SpecificationKey.prompt)
        refine(&schema, "messages", [["type": "array", "items": .object(section(SpecificationKey.message))]])
        refine(&schema, "examples", [["type": "string"], ["type": "array", "items": ["type": "object"]]])
        return schema
    }

    private static var scorerSchema: JSONObject {
        let common = section(SpecificationKey.scorer)["properties"]?.objectValue ?? [:]
        var byName = common
        for (definition, parameters) in ScorerCatalogue.standard.definitions {
            let properties = JSONObject(common.map { ($0.key, $0.value) } + parameters.map { ($0.name, $0.schema) })
            byName[definition.name] = [
                "description": .string(definition.summary), "type": ["object", "null"], "additionalProperties": false,
                "properties": .object(properties),
            ]
        }
        return ["type": "object", "properties": .object(byName)]
    }

    private static var gateSchema: JSONValue {
        [
            "type": "object", "additionalProperties": false,
            "properties": ["no_regression": .object(section(SpecificationKey.noRegression))],
        ]
    }

    private static func section(_ keys: [SpecificationKey]) -> JSONObject {
        let properties = keys.map { key in
            var schema = key.schema
            schema["description"] = .string(key.summary)
            return (key.name, JSONValue.object(schema))
        }
        return ["type": "object", "additionalProperties": false, "properties": .object(JSONObject(properties))]
    }

    private static func oneOrMany(_ alternatives: [JSONValue]) -> [JSONValue] {
        alternatives + [["type": "array", "items": ["anyOf": .array(alternatives)]]]
    }

    private static func refine(_ schema: inout JSONObject, _ key: String, _ alternatives: [JSONValue]) {
        guard var properties = schema["properties"]?.objectValue, var property = properties[key]?.objectValue else { return }
        if alternatives.count == 1, let only = alternatives[0].objectValue {
            for member in only { property[member.key] = member.value }
        } else {
            property["anyOf"] = .array(alternatives)
        }
        properties[key] = .object(property)
        schema["properties"] = .object(properties)
    }
}

extension ScorerParameter {
    /// The JSON Schema of the parameter.
    fileprivate var schema: JSONValue {
        var schema: JSONObject = ["description": .string(summary)]
        switch kind {
        case .text: schema["type"] = "string"
        case .integer: schema["type"] = "integer"
        case .number: schema["type"] = "number"
        case .boolean: schema["type"] = "boolean"
        case .choice(let words): schema["enum"] = .array(words.map(JSONValue.string))
        case .json: break
        }
        if let defaultValue { schema["default"] = defaultValue }
        return .object(schema)
    }
}
