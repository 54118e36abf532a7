import TouchstoneJSON

/// Reads a request in GraphQL.
struct GraphQLParser {
    /// Most bytes of a request.
    private static let longest = 200_000
    /// How deep a request may nest before it is read no further.
    private static let deepest = 64

    private var lexer: GraphQLLexer
    private var token: GraphQLLexer.Token = .end
    private var depth = 0

    /// The operations and fragments of a request; throws ``GraphQLError`` for anything else.
    static func document(_ text: String) throws(GraphQLError) -> GraphQLDocument {
        guard text.utf8.count <= longest else { throw GraphQLError("The query is longer than \(longest) bytes.") }
        var parser = GraphQLParser(lexer: GraphQLLexer(text))
        try parser.advance()
        return try parser.document()
    }

    private init(lexer: GraphQLLexer) { self.lexer = lexer }

    private mutating func advance() throws(GraphQLError) { token = try lexer.next() }

    private func unexpected() -> GraphQLError {
        switch token {
        case .name(let name): GraphQLError("Syntax Error: Unexpected Name '\(name)'.")
        case .number(let number): GraphQLError("Syntax Error: Unexpected number \(number).")
        case .text: GraphQLError("Syntax Error: Unexpected String.")
        case .mark(let byte): GraphQLError("Syntax Error: Unexpected '\(Character(Unicode.Scalar(byte)))'.")
        case .spread: GraphQLError("Syntax Error: Unexpected '...'.")
        case .end: GraphQLError("Syntax Error: Unexpected <EOF>.")
        }
    }

    private func isAt(_ mark: Unicode.Scalar) -> Bool { token == .mark(UInt8(ascii: mark)) }

    private mutating func takeIf(_ mark: Unicode.Scalar) throws(GraphQLError) -> Bool {
        guard isAt(mark) else { return false }
        try advance()
        return true
    }

    private mutating func take(_ mark: Unicode.Scalar) throws(GraphQLError) {
        guard try takeIf(mark) else { throw unexpected() }
    }

    private mutating func name() throws(GraphQLError) -> String {
        guard case .name(let name) = token else { throw unexpected() }
        try advance()
        return name
    }
}

extension GraphQLParser {
    private mutating func document() throws(GraphQLError) -> GraphQLDocument {
        var document = GraphQLDocument()
        repeat {
            if case .name("fragment") = token {
                try advance()
                let name = try name()
                guard try self.name() == "on" else { throw unexpected() }
                _ = try self.name()
                try skipDirectives()
                document.fragments[name] = try selections()
            } else {
                document.operations.append(try operation())
            }
        } while token != .end
        return document
    }

    private mutating func operation() throws(GraphQLError) -> GraphQLDocument.Operation {
        guard case .name(let kind) = token else {
            return .init(isMutation: false, name: nil, defaults: [:], selections: try selections())
        }
        guard kind == "query" || kind == "mutation" else { throw unexpected() }
        try advance()
        var name: String?
        if case .name(let found) = token {
            name = found
            try advance()
        }
        let defaults = try variables()
        try skipDirectives()
        return .init(isMutation: kind == "mutation", name: name, defaults: defaults, selections: try selections())
    }

    /// The variables of an operation: which values they have where they are given none.
    private mutating func variables() throws(GraphQLError) -> [String: GraphQLValue] {
        var defaults: [String: GraphQLValue] = [:]
        guard try takeIf("(") else { return defaults }
        while try !takeIf(")") {
            try take("$")
            let name = try name()
            try take(":")
            try skipType()
            if try takeIf("=") { defaults[name] = try value() }
            try skipDirectives()
        }
        return defaults
    }

    private mutating func skipType() throws(GraphQLError) {
        var open = 0
        while try takeIf("[") { open += 1 }
        _ = try name()
        _ = try takeIf("!")
        while open > 0 {
            try take("]")
            _ = try takeIf("!")
            open -= 1
        }
    }

    /// Directives change nothing here: MLflow's pages say by them who asks.
    private mutating func skipDirectives() throws(GraphQLError) {
        while try takeIf("@") {
            _ = try name()
            _ = try arguments()
        }
    }

    private mutating func selections() throws(GraphQLError) -> [GraphQLSelection] {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw GraphQLLimits.tooDeep }
        try take("{")
        var selections: [GraphQLSelection] = []
        repeat { selections.append(try selection()) } while try !takeIf("}")
        return selections
    }

    private mutating func selection() throws(GraphQLError) -> GraphQLSelection {
        guard token == .spread else { return .field(try field()) }
        try advance()
        if case .name(let name) = token, name != "on" {
            try advance()
            try skipDirectives()
            return .spread(name)
        }
        if case .name = token {
            try advance()
            _ = try name()
        }
        try skipDirectives()
        return .inline(try selections())
    }

    private mutating func field() throws(GraphQLError) -> GraphQLField {
        let first = try name()
        let second = try takeIf(":") ? try name() : nil
        let arguments = try arguments()
        try skipDirectives()
        return GraphQLField(
            alias: second == nil ? nil : first, name: second ?? first, arguments: arguments, selections: isAt("{") ? try selections() : nil)
    }

    private mutating func arguments() throws(GraphQLError) -> [String: GraphQLValue] {
        var arguments: [String: GraphQLValue] = [:]
        guard try takeIf("(") else { return arguments }
        repeat {
            let name = try name()
            try take(":")
            arguments[name] = try value()
        } while try !takeIf(")")
        return arguments
    }
}

extension GraphQLParser {
    private mutating func value() throws(GraphQLError) -> GraphQLValue {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw GraphQLLimits.tooDeep }
        if try takeIf("$") { return .variable(try name()) }
        if try takeIf("[") {
            var values: [GraphQLValue] = []
            while try !takeIf("]") { values.append(try value()) }
            return .list(values)
        }
        if try takeIf("{") {
            var members: [(name: String, value: GraphQLValue)] = []
            while try !takeIf("}") {
                let name = try name()
                try take(":")
                members.append((name, try value()))
            }
            return .object(members)
        }
        let constant = try constant()
        try advance()
        return .constant(constant)
    }

    /// A value of one word; a bare name other than these is one of an enumeration's.
    private func constant() throws(GraphQLError) -> JSONValue {
        switch token {
        case .text(let text): return .string(text)
        case .number(let text):
            if let number = Int64(text) { return .integer(number) }
            guard let number = Double(text) else { throw unexpected() }
            return .number(number)
        case .name("true"): return true
        case .name("false"): return false
        case .name("null"): return .null
        case .name(let name): return .string(name)
        default: throw unexpected()
        }
    }
}
