import TouchstoneJSON

/// Turns a schema document into nodes; every place is compiled once, also when several references lead to it.
struct SchemaCompiler {
    private let document: JSONValue
    private let isDraft7: Bool
    private var indexByPointer: [String: Int] = [:]
    private var pointerByName: [String: String] = ["": ""]
    private(set) var nodes: [SchemaNode] = []
    private(set) var tracksEvaluation = false

    init(document: JSONValue) {
        self.document = document
        let dialect = document["$schema"]?.stringValue ?? ""
        isDraft7 = dialect.contains("draft-07") || dialect.contains("draft-06")
        collectNames(document, at: "")
    }

    /// The index of the node of a schema at a place of the document.
    mutating func compile(_ schema: JSONValue, at pointer: String) throws(ScorerArgumentError) -> Int {
        if let index = indexByPointer[pointer] { return index }
        let index = nodes.count
        indexByPointer[pointer] = index
        nodes.append(SchemaNode())
        switch schema {
        case .bool(let accepts): nodes[index].refusesAll = !accepts
        case .object(let members): nodes[index].rules = try rules(of: members, at: pointer)
        default: throw wrong("a schema is an object or a boolean, not \(schema.kindDescription)", at: pointer)
        }
        return index
    }

    private mutating func rules(of members: JSONObject, at pointer: String) throws(ScorerArgumentError) -> [SchemaRule] {
        var rules: [SchemaRule] = []
        if let reference = members["$ref"] {
            rules.append(.reference(try resolve(reference, at: pointer)))
            if isDraft7 { return rules }
        }
        for member in members { try check(member.key, at: pointer) }
        let keywords = SchemaKeywords(members: members, pointer: pointer)
        rules += try keywords.valueRules()
        rules += try memberRules(keywords)
        rules += try itemRules(keywords)
        rules += try combinations(keywords)
        for (name, rule) in [
            ("unevaluatedItems", SchemaRule.unevaluatedItems), ("unevaluatedProperties", SchemaRule.unevaluatedProperties),
        ] {
            guard let index = try optional(name, keywords) else { continue }
            tracksEvaluation = true
            rules.append(rule(index))
        }
        return rules
    }

    private func check(_ keyword: String, at pointer: String) throws(ScorerArgumentError) {
        guard !SchemaKeywords.known.contains(keyword), !keyword.hasPrefix("x-") else { return }
        let hint = closestName(to: keyword, among: SchemaKeywords.known.sorted()).map { "; did you mean \"\($0)\"?" } ?? ""
        throw wrong("the keyword \"\(keyword)\" is not supported\(hint)", at: pointer)
    }

    private func wrong(_ reason: String, at pointer: String) -> ScorerArgumentError {
        ScorerArgumentError("the schema is wrong at \(pointer.isEmpty ? "its top" : pointer): \(reason)")
    }
}

extension SchemaCompiler {
    private mutating func optional(_ name: String, _ keywords: SchemaKeywords) throws(ScorerArgumentError) -> Int? {
        guard let schema = keywords.members[name] else { return nil }
        return try compile(schema, at: keywords.pointer + "/" + name)
    }

    private mutating func list(_ name: String, _ keywords: SchemaKeywords) throws(ScorerArgumentError) -> [Int]? {
        guard let value = keywords.members[name] else { return nil }
        guard let schemas = value.arrayValue, !schemas.isEmpty else {
            throw wrong("\(name) should be a list of schemas", at: keywords.pointer)
        }
        var indices: [Int] = []
        for (offset, schema) in schemas.enumerated() {
            indices.append(try compile(schema, at: "\(keywords.pointer)/\(name)/\(offset)"))
        }
        return indices
    }

    private mutating func table(
        _ name: String, _ keywords: SchemaKeywords
    ) throws(ScorerArgumentError) -> [(name: String, node: Int)] {
        guard let value = keywords.members[name] else { return [] }
        guard let schemas = value.objectValue else { throw wrong("\(name) should be an object of schemas", at: keywords.pointer) }
        var entries: [(name: String, node: Int)] = []
        for member in schemas where name != "dependencies" || member.value.arrayValue == nil {
            let place = "\(keywords.pointer)/\(name)/\(JSONPointer.escaped(member.key))"
            entries.append((member.key, try compile(member.value, at: place)))
        }
        return entries
    }

    private mutating func memberRules(_ keywords: SchemaKeywords) throws(ScorerArgumentError) -> [SchemaRule] {
        var rules: [SchemaRule] = []
        var members = SchemaMembers()
        for entry in try table("properties", keywords) { members.named[entry.name] = entry.node }
        for entry in try table("patternProperties", keywords) {
            members.patterns.append((try keywords.pattern(entry.name), entry.node))
        }
        members.additional = try optional("additionalProperties", keywords)
        if !members.named.isEmpty || !members.patterns.isEmpty || members.additional != nil { rules.append(.members(members)) }
        if let names = try optional("propertyNames", keywords) { rules.append(.names(names)) }
        let dependent = try table("dependentSchemas", keywords) + table("dependencies", keywords)
        if !dependent.isEmpty { rules.append(.dependentSchemas(dependent)) }
        return rules
    }

    private mutating func itemRules(_ keywords: SchemaKeywords) throws(ScorerArgumentError) -> [SchemaRule] {
        var rules: [SchemaRule] = []
        var prefix = try list("prefixItems", keywords) ?? []
        var rest: Int?
        var restRule = "items"
        if keywords.members["items"]?.arrayValue?.isEmpty == false {
            prefix = try list("items", keywords) ?? []
            rest = try optional("additionalItems", keywords)
            restRule = "additionalItems"
        } else if keywords.members["items"]?.arrayValue == nil {
            rest = try optional("items", keywords)
        }
        if !prefix.isEmpty || rest != nil { rules.append(.items(prefix: prefix, rest: rest, restRule: restRule)) }
        if let contains = try optional("contains", keywords) {
            let minimum = try keywords.count("minContains") ?? 1
            rules.append(.contains(contains, minimum: minimum, maximum: try keywords.count("maxContains") ?? .max))
        }
        return rules
    }

    private mutating func combinations(_ keywords: SchemaKeywords) throws(ScorerArgumentError) -> [SchemaRule] {
        var rules: [SchemaRule] = []
        if let parts = try list("allOf", keywords) { rules.append(.all(parts)) }
        if let parts = try list("anyOf", keywords) { rules.append(.any(parts)) }
        if let parts = try list("oneOf", keywords) { rules.append(.one(parts)) }
        if let part = try optional("not", keywords) { rules.append(.not(part)) }
        let (then, otherwise) = (try optional("then", keywords), try optional("else", keywords))
        if let condition = try optional("if", keywords) {
            rules.append(.conditional(condition, then: then, otherwise: otherwise))
        }
        return rules
    }
}

extension SchemaCompiler {
    /// Notes where `$id`s and `$anchor`s are, for references by name.
    private mutating func collectNames(_ value: JSONValue, at pointer: String) {
        switch value {
        case .object(let members):
            if let id = members["$id"]?.stringValue { pointerByName[id.hasSuffix("#") ? String(id.dropLast()) : id] = pointer }
            if let anchor = members["$anchor"]?.stringValue { pointerByName["#" + anchor] = pointer }
            for member in members { collectNames(member.value, at: pointer + "/" + JSONPointer.escaped(member.key)) }
        case .array(let elements):
            for (offset, element) in elements.enumerated() { collectNames(element, at: "\(pointer)/\(offset)") }
        default: break
        }
    }

    private mutating func resolve(_ reference: JSONValue, at pointer: String) throws(ScorerArgumentError) -> Int {
        guard let text = reference.stringValue else { throw wrong("$ref should be a text", at: pointer) }
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let fragment = parts.count > 1 ? JSONPointer.percentDecoded(parts[1]) : ""
        let target: String?
        if fragment.isEmpty || fragment.hasPrefix("/") {
            target = pointerByName[parts[0]].map { $0 + fragment }
        } else {
            target = pointerByName["#" + fragment]
        }
        guard let target, let schema = JSONPointer.value(at: target, in: document) else {
            throw wrong("the reference \"\(text)\" leads to nothing in this document; other documents are not read", at: pointer)
        }
        return try compile(schema, at: target)
    }
}
