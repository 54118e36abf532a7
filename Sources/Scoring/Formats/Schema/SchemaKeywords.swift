import TouchstoneJSON

/// The keywords of one schema object, read with their kinds checked.
struct SchemaKeywords {
    let members: JSONObject
    let pointer: String

    /// Every keyword that is checked, resolved or knowingly passed over.
    static let known: Set<String> = Set(
        """
        $schema $id $ref $anchor $defs $comment $vocabulary definitions title description default examples deprecated readOnly writeOnly \
        contentMediaType contentEncoding contentSchema type enum const minimum maximum exclusiveMinimum exclusiveMaximum multipleOf \
        minLength maxLength pattern format properties patternProperties additionalProperties propertyNames required minProperties \
        maxProperties dependentRequired dependentSchemas dependencies items prefixItems additionalItems contains minContains maxContains \
        uniqueItems minItems maxItems allOf anyOf oneOf not if then else unevaluatedItems unevaluatedProperties
        """.split(separator: " ").map(String.init))

    func wrong(_ reason: String) -> ScorerArgumentError {
        ScorerArgumentError("the schema is wrong at \(pointer.isEmpty ? "its top" : pointer): \(reason)")
    }

    func number(_ name: String) throws(ScorerArgumentError) -> Double? {
        guard let value = members[name] else { return nil }
        guard let number = value.doubleValue, number.isFinite else { throw wrong("\(name) should be a number") }
        return number
    }

    func count(_ name: String) throws(ScorerArgumentError) -> Int? {
        guard let value = members[name] else { return nil }
        guard let count = value.intValue, count >= 0 else { throw wrong("\(name) should be a whole number from 0 up") }
        return count
    }

    func names(_ value: JSONValue, of keyword: String) throws(ScorerArgumentError) -> [String] {
        guard let elements = value.arrayValue else { throw wrong("\(keyword) should be a list of names") }
        var names: [String] = []
        for element in elements {
            guard let name = element.stringValue else { throw wrong("\(keyword) should be a list of names") }
            names.append(name)
        }
        return names
    }

    /// A pattern as ECMAScript has it: found anywhere, `$` only at the very end.
    func pattern(_ source: String) throws(ScorerArgumentError) -> Pattern {
        do throws(ScorerArgumentError) {
            return try Pattern(source, options: .endMeansEnd)
        } catch {
            throw wrong(error.description)
        }
    }

    /// The rules about a value by itself, and the counts and names of what it holds.
    func valueRules() throws(ScorerArgumentError) -> [SchemaRule] {
        var rules: [SchemaRule] = []
        if let types = try types() { rules.append(.types(types)) }
        if let constant = members["const"] { rules.append(.constant(constant)) }
        if let values = members["enum"] {
            guard let elements = values.arrayValue else { throw wrong("enum should be a list of values") }
            rules.append(.enumeration(elements))
        }
        rules += try numberRules()
        rules += try stringRules()
        rules += try sizeRules()
        return rules
    }

    private func types() throws(ScorerArgumentError) -> [SchemaType]? {
        guard let value = members["type"] else { return nil }
        var types: [SchemaType] = []
        let listed = if let single = value.stringValue { [single] } else { try names(value, of: "type") }
        for name in listed {
            guard let type = SchemaType(rawValue: name) else {
                throw wrong("there is no type \"\(name)\"; there are \(SchemaType.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            types.append(type)
        }
        return types
    }

    private func numberRules() throws(ScorerArgumentError) -> [SchemaRule] {
        var rules: [SchemaRule] = []
        if let bound = try number("minimum") { rules.append(.minimum(bound)) }
        if let bound = try number("exclusiveMinimum") { rules.append(.exclusiveMinimum(bound)) }
        if let bound = try number("maximum") { rules.append(.maximum(bound)) }
        if let bound = try number("exclusiveMaximum") { rules.append(.exclusiveMaximum(bound)) }
        if let divisor = try number("multipleOf") {
            guard divisor > 0 else { throw wrong("multipleOf should be greater than 0") }
            rules.append(.multiple(of: divisor))
        }
        return rules
    }

    private func stringRules() throws(ScorerArgumentError) -> [SchemaRule] {
        var rules: [SchemaRule] = []
        if let (minimum, maximum) = try bounds("minLength", "maxLength") { rules.append(.length(minimum: minimum, maximum: maximum)) }
        if let value = members["pattern"] {
            guard let source = value.stringValue else { throw wrong("pattern should be a text") }
            rules.append(.pattern(try pattern(source)))
        }
        if let value = members["format"] {
            guard let name = value.stringValue else { throw wrong("format should be a text") }
            if let format = SchemaFormat(rawValue: name) {
                rules.append(.format(format))
            } else if !SchemaFormat.annotations.contains(name) {
                throw wrong(
                    "the format \"\(name)\" is not known; there are \(SchemaFormat.allCases.map(\.rawValue).joined(separator: ", "))")
            }
        }
        return rules
    }

    private func sizeRules() throws(ScorerArgumentError) -> [SchemaRule] {
        var rules: [SchemaRule] = []
        if let required = members["required"] { rules.append(.required(try names(required, of: "required"))) }
        if let (least, most) = try bounds("minProperties", "maxProperties") { rules.append(.memberCount(minimum: least, maximum: most)) }
        if let (least, most) = try bounds("minItems", "maxItems") { rules.append(.itemCount(minimum: least, maximum: most)) }
        if members["uniqueItems"]?.boolValue == true { rules.append(.uniqueItems) }
        var dependent: [(name: String, needs: [String])] = []
        for keyword in ["dependentRequired", "dependencies"] {
            for member in members[keyword]?.objectValue ?? JSONObject() {
                if keyword == "dependencies", member.value.arrayValue == nil { continue }
                dependent.append((member.key, try names(member.value, of: keyword)))
            }
        }
        if !dependent.isEmpty { rules.append(.dependentRequired(dependent)) }
        return rules
    }

    private func bounds(_ least: String, _ most: String) throws(ScorerArgumentError) -> (Int, Int)? {
        let (minimum, maximum) = (try count(least), try count(most))
        return minimum == nil && maximum == nil ? nil : (minimum ?? 0, maximum ?? .max)
    }
}
