import TouchstoneJSON

/// One compiled (sub)schema; others are referred to by their index, so that references may be recursive.
struct SchemaNode: Sendable {
    /// The schema `false`.
    var refusesAll = false
    /// The rules; those about what is left unevaluated stand last.
    var rules: [SchemaRule] = []
}

/// One rule of a schema.
enum SchemaRule: Sendable {
    case types([SchemaType])
    case constant(JSONValue)
    case enumeration([JSONValue])
    case minimum(Double)
    case exclusiveMinimum(Double)
    case maximum(Double)
    case exclusiveMaximum(Double)
    case multiple(of: Double)
    case length(minimum: Int, maximum: Int)
    case pattern(Pattern)
    case format(SchemaFormat)
    case required([String])
    case memberCount(minimum: Int, maximum: Int)
    case members(SchemaMembers)
    case names(Int)
    case dependentRequired([(name: String, needs: [String])])
    case dependentSchemas([(name: String, node: Int)])
    case itemCount(minimum: Int, maximum: Int)
    case items(prefix: [Int], rest: Int?, restRule: String)
    case contains(Int, minimum: Int, maximum: Int)
    case uniqueItems
    case reference(Int)
    case all([Int])
    case any([Int])
    case one([Int])
    case not(Int)
    case conditional(Int, then: Int?, otherwise: Int?)
    case unevaluatedItems(Int)
    case unevaluatedProperties(Int)
}

/// What `properties`, `patternProperties` and `additionalProperties` say together.
struct SchemaMembers: Sendable {
    var named: [String: Int] = [:]
    var patterns: [(pattern: Pattern, node: Int)] = []
    var additional: Int?
}

/// The types of JSON Schema.
enum SchemaType: String, Sendable, CaseIterable {
    case null, boolean, integer, number, string, array, object

    func accepts(_ value: JSONValue) -> Bool {
        switch (self, value) {
        case (.null, .null), (.boolean, .bool), (.integer, .integer), (.number, .integer), (.number, .number), (.string, .string),
            (.array, .array), (.object, .object):
            true
        case (.integer, .number(let number)): number.isFinite && number == number.rounded()
        default: false
        }
    }

    /// With its article: "an integer".
    var described: String {
        switch self {
        case .null: "null"
        case .integer, .array, .object: "an \(rawValue)"
        default: "a \(rawValue)"
        }
    }
}
