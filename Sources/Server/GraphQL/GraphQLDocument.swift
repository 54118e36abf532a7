import TouchstoneJSON

/// A request in GraphQL (October 2021), as far as MLflow's pages write it.
struct GraphQLDocument: Sendable {
    struct Operation: Sendable {
        let isMutation: Bool
        let name: String?
        /// The values of variables that are given none.
        let defaults: [String: GraphQLValue]
        let selections: [GraphQLSelection]
    }

    var operations: [Operation] = []
    /// What can be spread, by name.
    var fragments: [String: [GraphQLSelection]] = [:]

    /// The operation of that name, or the only one.
    func operation(named name: String?) throws(GraphQLError) -> Operation {
        if let name, !name.isEmpty {
            if let operation = operations.first(where: { $0.name == name }) { return operation }
            throw GraphQLError("Unknown operation named '\(name)'.")
        }
        guard let operation = operations.first else { throw GraphQLError("Must provide an operation.") }
        guard operations.count == 1 else {
            throw GraphQLError("Must provide operation name if query contains multiple operations.")
        }
        return operation
    }

    /// The fields of a selection, those within fragments among them; one fragment counts once.
    func fields(_ selections: [GraphQLSelection]) -> [GraphQLField] {
        var fields: [GraphQLField] = []
        var seen: Set<String> = []
        var pending = Array(selections.reversed())
        while let selection = pending.popLast() {
            switch selection {
            case .field(let field): fields.append(field)
            case .inline(let inner): pending.append(contentsOf: inner.reversed())
            case .spread(let name):
                guard seen.insert(name).inserted, let inner = fragments[name] else { continue }
                pending.append(contentsOf: inner.reversed())
            }
        }
        return fields
    }
}

/// One thing that is asked for.
enum GraphQLSelection: Sendable {
    case field(GraphQLField)
    /// The name of a fragment.
    case spread(String)
    case inline([GraphQLSelection])
}

/// A field that is asked for, with what is asked for of its value.
struct GraphQLField: Sendable {
    let alias: String?
    let name: String
    let arguments: [String: GraphQLValue]
    let selections: [GraphQLSelection]?

    /// What the answer calls it.
    var key: String { alias ?? name }
}

/// A value as it is written in a request.
enum GraphQLValue: Sendable {
    case constant(JSONValue)
    case variable(String)
    case list([GraphQLValue])
    case object([(name: String, value: GraphQLValue)])

    /// The value with those of variables in place; nil for a variable without one.
    func resolved(_ variables: JSONObject, _ defaults: [String: GraphQLValue]) -> JSONValue? {
        switch self {
        case .constant(let value): return value
        case .variable(let name): return variables[name] ?? defaults[name]?.resolved([:], [:])
        case .list(let values): return .array(values.map { $0.resolved(variables, defaults) ?? .null })
        case .object(let members):
            var object: JSONObject = [:]
            for (name, value) in members { object[name] = value.resolved(variables, defaults) }
            return .object(object)
        }
    }
}

/// Why a request in GraphQL is not answered.
struct GraphQLError: Error, Sendable, Hashable {
    let message: String

    init(_ message: String) { self.message = message }
}
