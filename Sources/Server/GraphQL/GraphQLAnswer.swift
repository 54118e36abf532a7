import TouchstoneJSON
import Tracking

/// Answers one request in GraphQL by the operations of the server, each of which checks as ever who asks.
struct GraphQLAnswer {
    private let call: Call
    private let document: GraphQLDocument
    private let variables: JSONObject
    private let operation: GraphQLDocument.Operation
    private var errors: [String] = []
    private var experiments: [String: JSONValue] = [:]

    /// The answer: the data, and what went wrong with some of it.
    static func object(_ call: Call) async throws -> JSONObject {
        let query = try call.fields.requiredText("query")
        let variables = try call.fields.value("variables")?.objectValue ?? [:]
        let name = try call.fields.text("operationName")
        do {
            let document = try GraphQLParser.document(query)
            try GraphQLLimits.check(document)
            var answer = GraphQLAnswer(call, document, variables, try document.operation(named: name))
            return try await answer.object()
        } catch let error as GraphQLError {
            return refusal([error.message])
        }
    }

    private init(_ call: Call, _ document: GraphQLDocument, _ variables: JSONObject, _ operation: GraphQLDocument.Operation) {
        self.call = call
        self.document = document
        self.variables = variables
        self.operation = operation
    }

    private static func refusal(_ errors: [String]) -> JSONObject {
        ["data": .null, "errors": .array(errors.map(JSONValue.string))]
    }

    private mutating func object() async throws -> JSONObject {
        let roots = operation.isMutation ? GraphQLSchema.mutations : GraphQLSchema.queries
        let fields = document.fields(operation.selections)
        for field in fields { try check(field, roots) }
        var data: JSONObject = [:]
        for field in fields { data[field.key] = await value(ofRoot: field, roots) }
        return ["data": .object(data), "errors": errors.isEmpty ? .null : .array(errors.map(JSONValue.string))]
    }
}

extension GraphQLAnswer {
    private func check(_ root: GraphQLField, _ roots: [String: GraphQLSchema.Operation]) throws(GraphQLError) {
        let type = operation.isMutation ? "Mutation" : "Query"
        if root.name == "__typename" { return }
        let isEcho = GraphQLSchema.echo.fields.contains(root.name)
        guard let answer = isEcho ? GraphQLSchema.echo.type : roots[root.name]?.type else {
            throw GraphQLError("Cannot query field '\(root.name)' on type '\(type)'.")
        }
        try check(root, holding: .object(answer))
    }

    private func check(_ field: GraphQLField, holding kind: GraphQLSchema.Kind) throws(GraphQLError) {
        let type: String
        switch kind {
        case .object(let name), .list(let name): type = name
        case .nothing: return
        default:
            guard field.selections == nil else {
                throw GraphQLError("Field '\(field.name)' must not have a selection since it has no subfields.")
            }
            return
        }
        guard let selections = field.selections else {
            throw GraphQLError("Field '\(field.name)' of type '\(type)' must have a selection of subfields.")
        }
        for inner in document.fields(selections) where inner.name != "__typename" {
            guard let kind = GraphQLSchema.types[type]?[inner.name] else {
                throw GraphQLError("Cannot query field '\(inner.name)' on type '\(type)'.")
            }
            try check(inner, holding: kind)
        }
    }
}

extension GraphQLAnswer {
    private mutating func value(ofRoot field: GraphQLField, _ roots: [String: GraphQLSchema.Operation]) async -> JSONValue {
        if field.name == "__typename" { return operation.isMutation ? "Mutation" : "Query" }
        var arguments: JSONObject = [:]
        for (name, value) in field.arguments { arguments[name] = value.resolved(variables, operation.defaults) }
        do {
            guard let root = roots[field.name] else {
                return await projected(["output": arguments["inputString"] ?? .null], GraphQLSchema.echo.type, field)
            }
            return await projected(try await ask(root, arguments["input"]?.objectValue ?? [:]), root.type, field)
        } catch {
            errors.append(MLflowError(error).message)
            return .null
        }
    }

    /// What an operation of the server answers to this caller.
    private func ask(_ operation: GraphQLSchema.Operation, _ fields: JSONObject) async throws -> JSONObject {
        guard case .found(let endpoint, _) = EndpointTable.all.match(operation.method, operation.path) else {
            throw MLflowError(.endpointNotFound, "There is nothing at \(operation.path).")
        }
        let call = Call(fields: Fields(fields), request: call.request, resources: call.resources, caller: call.caller)
        if let caller = call.caller { try await AccessCheck.check(caller, endpoint, call) }
        switch try await endpoint.answer(call) {
        case .json(let object): return object
        case .jsonBytes(let bytes): return try JSONParser().parse(bytes).objectValue ?? [:]
        case .empty, .response: return [:]
        }
    }

    /// What a field asks for of an object.
    private mutating func projected(_ object: JSONObject, _ type: String, _ field: GraphQLField) async -> JSONValue {
        var answer: JSONObject = [:]
        for inner in document.fields(field.selections ?? []) {
            guard let kind = GraphQLSchema.types[type]?[inner.name] else {
                answer[inner.key] = .string(type)
                continue
            }
            let linked = type == GraphQLSchema.run ? await linked(inner.name, to: object) : nil
            let found = await value(linked ?? object[Self.snakeCase(inner.name)] ?? .null, kind, inner)
            answer[inner.key] = Self.merged(answer[inner.key], found)
        }
        return .object(answer)
    }

    private mutating func value(_ value: JSONValue, _ kind: GraphQLSchema.Kind, _ field: GraphQLField) async -> JSONValue {
        switch kind {
        case .text: return value.isNull ? "" : value
        case .long: return .string(value.stringValue ?? (value.isNull ? "0" : value.text()))
        case .number: return value.isNull ? 0.0 : value.stringValue == nil ? value : .null
        case .flag: return value.isNull ? false : value
        case .texts: return value.isNull ? [] : value
        case .nothing: return .null
        case .object(let type): return await projected(value.objectValue ?? [:], type, field)
        case .list(let type):
            var items: [JSONValue] = []
            for item in value.arrayValue ?? [] { items.append(await projected(item.objectValue ?? [:], type, field)) }
            return .array(items)
        }
    }

    /// One field that is asked for twice has all that is asked for of it.
    private static func merged(_ first: JSONValue?, _ second: JSONValue) -> JSONValue {
        guard case .object(var object)? = first, case .object(let more) = second else { return second }
        for member in more { object[member.key] = merged(object[member.key], member.value) }
        return .object(object)
    }

    private static func snakeCase(_ name: String) -> String {
        var bytes: [UInt8] = []
        for byte in name.utf8 {
            if (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) {
                bytes += [UInt8(ascii: "_"), byte | 0x20]
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension GraphQLAnswer {
    /// What a run knows of by its name; nil for its own fields.
    private mutating func linked(_ name: String, to run: JSONObject) async -> JSONValue? {
        do {
            switch name {
            case "experiment":
                let id = run["info"]?["experiment_id"]?.stringValue ?? ""
                if let known = experiments[id] { return known }
                let found = try await ask(GraphQLSchema.getExperiment, ["experiment_id": .string(id)])["experiment"] ?? .null
                experiments[id] = found
                return found
            case "modelVersions":
                let id = run["info"]?["run_id"]?.stringValue ?? ""
                let filter = "run_id = '" + id.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
                return try await ask(GraphQLSchema.searchModelVersions, ["filter": .string(filter)])["model_versions"] ?? []
            default: return nil
            }
        } catch {
            errors.append(MLflowError(error).message)
            return .null
        }
    }
}
