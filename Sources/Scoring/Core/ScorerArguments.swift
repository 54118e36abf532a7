public import TouchstoneJSON

/// What is wrong with the arguments of a scorer.
public struct ScorerArgumentError: Error, Sendable, CustomStringConvertible {
    /// One sentence: what, where, and how to mend it.
    public let description: String

    /// An error with the given sentence.
    public init(_ description: String) { self.description = description }
}

/// Arguments of a scorer, checked against its parameters, with the defaults filled in.
public struct ScorerArguments: Sendable {
    /// The scorer they are for.
    public let scorer: String
    /// Every parameter that was given or has a default.
    public let values: JSONObject

    /// Checks the given arguments. Values that came as text (from a command line) are read as the parameter's kind.
    public init(_ given: JSONObject, scorer: String, parameters: [ScorerParameter]) throws(ScorerArgumentError) {
        var values = JSONObject()
        for member in given {
            guard let parameter = parameters.first(where: { $0.name == member.key }) else {
                let names = parameters.map(\.name)
                let hint = closestName(to: member.key, among: names).map { " (did you mean \"\($0)\"?)" } ?? ""
                let known = names.isEmpty ? "it takes none" : "it takes \(names.joined(separator: ", "))"
                throw ScorerArgumentError("the scorer \"\(scorer)\" has no parameter \"\(member.key)\"\(hint); \(known)")
            }
            values[member.key] = try Self.checked(member.value, as: parameter, of: scorer)
        }
        for parameter in parameters where values[parameter.name] == nil {
            if let value = parameter.defaultValue {
                values[parameter.name] = value
            } else if parameter.isRequired {
                throw ScorerArgumentError("the scorer \"\(scorer)\" needs the parameter \"\(parameter.name)\": \(parameter.summary)")
            }
        }
        self.scorer = scorer
        self.values = values
    }

    /// A text argument; nil when it was not given and has no default.
    public func text(_ name: String) -> String? { values[name]?.asText }

    /// An integer argument.
    public func integer(_ name: String) -> Int? { values[name]?.intValue }

    /// A numeric argument.
    public func number(_ name: String) -> Double? { values[name]?.doubleValue }

    /// A boolean argument; false when it was not given and has no default.
    public func flag(_ name: String) -> Bool { values[name]?.boolValue ?? false }

    /// An argument as it is.
    public func json(_ name: String) -> JSONValue? { values[name] }

    /// A list argument as texts: a list, or words separated by `|`.
    public func list(_ name: String) -> [String]? {
        guard let value = values[name] else { return nil }
        if let elements = value.arrayValue { return elements.map(\.asText) }
        return value.asText.split(separator: "|").map(String.init)
    }

    private static func checked(
        _ value: JSONValue, as parameter: ScorerParameter, of scorer: String
    ) throws(ScorerArgumentError) -> JSONValue {
        if let fitting = fit(value, parameter.kind) { return fitting }
        let wanted =
            switch parameter.kind {
            case .text: "a text"
            case .integer: "a whole number"
            case .number: "a number"
            case .boolean: "true or false"
            case .json: "JSON"
            case .choice(let words): "one of \(words.joined(separator: ", "))"
            }
        throw ScorerArgumentError(
            "the parameter \"\(parameter.name)\" of the scorer \"\(scorer)\" should be \(wanted), but is \(value.text())")
    }

    private static func fit(_ value: JSONValue, _ kind: ScorerParameter.Kind) -> JSONValue? {
        switch kind {
        case .text: value.isNull ? nil : .string(value.asText)
        case .integer: (value.intValue ?? value.stringValue.flatMap(Int.init)).map { .integer(Int64($0)) }
        case .number: (value.doubleValue ?? value.stringValue.flatMap(Double.init)).flatMap { $0.isFinite ? .number($0) : nil }
        case .boolean: (value.boolValue ?? value.stringValue.flatMap(Bool.init)).map(JSONValue.bool)
        case .json: value.stringValue.flatMap { try? JSONValue(parsing: $0) } ?? value
        case .choice(let words): words.contains(value.asText) ? .string(value.asText) : nil
        }
    }
}
