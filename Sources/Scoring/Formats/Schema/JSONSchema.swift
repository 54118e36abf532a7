public import TouchstoneJSON

/// A compiled JSON Schema that checks values.
///
/// Understands the validation vocabulary of drafts 2020-12, 2019-09 and 7 (`$ref` within the document, conditionals, unevaluated
/// members and items included; `format` is checked, not merely noted). A keyword or reference it does not know is an error here and
/// not a silent pass later. Compile once, check from any task.
public struct JSONSchema: Sendable {
    let nodes: [SchemaNode]
    let root: Int
    let tracksEvaluation: Bool

    /// Compiles a schema. Throws one sentence with the JSON pointer of what is wrong or not supported.
    public init(_ schema: JSONValue) throws(ScorerArgumentError) {
        var compiler = SchemaCompiler(document: schema)
        root = try compiler.compile(schema, at: "")
        nodes = compiler.nodes
        tracksEvaluation = compiler.tracksEvaluation
    }

    /// What in a value breaks the schema, in the order of the rules, at most `limit` places; empty for a valid value.
    ///
    /// Throws ``ScoringError/failed(reason:)`` when schema and value together need more than a million steps or 256 levels of recursion.
    public func violations(of value: JSONValue, atMost limit: Int = 10) throws(ScoringError) -> [SchemaViolation] {
        var validator = SchemaValidator(schema: self, limit: limit)
        _ = try validator.check(root, value)
        return validator.violations
    }
}

/// One place where a value breaks a schema.
public struct SchemaViolation: Sendable, Hashable, CustomStringConvertible {
    /// The JSON pointer of the place in the value; empty for the whole value.
    public let pointer: String
    /// The schema's keyword.
    public let rule: String
    /// What is wrong, as a phrase: "should be at least 0, but is -1".
    public let message: String

    /// One sentence: place, what is wrong and the rule.
    public var description: String { "\(pointer.isEmpty ? "the value" : pointer) \(message) (\(rule))" }
}
