import TouchstoneJSON

/// Walks a value along a schema and notes what breaks it.
struct SchemaValidator {
    private static let maximumSteps = 1_000_000
    private static let maximumDepth = 256

    private let schema: JSONSchema
    private let limit: Int
    private var failures = 0
    private var steps = 0
    private var depth = 0
    private var path: [String] = []
    private(set) var violations: [SchemaViolation] = []

    init(schema: JSONSchema, limit: Int) {
        self.schema = schema
        self.limit = limit
    }

    /// Checks a value against a node. What came of it shows in ``violations``; the result is what was looked at.
    mutating func check(_ node: Int, _ value: JSONValue) throws(ScoringError) -> SchemaCoverage {
        steps += 1
        depth += 1
        defer { depth -= 1 }
        guard steps <= Self.maximumSteps else { throw .failed(reason: "checking the schema takes more than \(Self.maximumSteps) steps") }
        guard depth <= Self.maximumDepth else { throw .failed(reason: "the schema recurses more than \(Self.maximumDepth) levels deep") }
        if schema.nodes[node].refusesAll { violate("false", "is not allowed") }
        var coverage = SchemaCoverage()
        for rule in schema.nodes[node].rules { try check(rule, value, &coverage) }
        return coverage
    }

    private mutating func check(_ rule: SchemaRule, _ value: JSONValue, _ coverage: inout SchemaCoverage) throws(ScoringError) {
        switch rule {
        case .types, .constant, .enumeration: checkAny(rule, value)
        case .minimum, .exclusiveMinimum, .maximum, .exclusiveMaximum, .multiple:
            if let number = value.doubleValue { checkNumber(rule, number) }
        case .length, .pattern, .format: if let text = value.stringValue { try checkText(rule, text) }
        case .required, .memberCount, .members, .names, .dependentRequired, .dependentSchemas, .unevaluatedProperties:
            if let members = value.objectValue { try checkObject(rule, members, value, &coverage) }
        case .itemCount, .items, .contains, .uniqueItems, .unevaluatedItems:
            if let elements = value.arrayValue { try checkArray(rule, elements, &coverage) }
        case .reference, .all, .any, .one, .not, .conditional: try checkCombination(rule, value, &coverage)
        }
    }

    private mutating func violate(_ rule: String, _ message: String) {
        failures += 1
        guard violations.count < limit else { return }
        let pointer = path.reduce(into: "") { $0 += "/" + JSONPointer.escaped($1) }
        violations.append(SchemaViolation(pointer: pointer, rule: rule, message: message))
    }

    /// Checks a value one step further down.
    private mutating func descend(_ step: String, _ node: Int, _ value: JSONValue) throws(ScoringError) {
        path.append(step)
        defer { path.removeLast() }
        _ = try check(node, value)
    }

    /// Checks without leaving violations behind; nil when there were some.
    private mutating func attempt(_ node: Int, _ value: JSONValue) throws(ScoringError) -> SchemaCoverage? {
        let (failuresBefore, violationsBefore) = (failures, violations.count)
        let coverage = try check(node, value)
        let passed = failures == failuresBefore
        failures = failuresBefore
        violations.removeSubrange(violationsBefore...)
        return passed ? coverage : nil
    }
}

extension SchemaValidator {
    private mutating func checkAny(_ rule: SchemaRule, _ value: JSONValue) {
        switch rule {
        case .types(let types):
            if types.contains(where: { $0.accepts(value) }) { return }
            violate("type", "should be \(types.map(\.described).joined(separator: " or ")), but is \(value.kindDescription)")
        case .constant(let constant):
            if !constant.equalsAsJSON(value) { violate("const", "should be \(shown(constant)), but is \(shown(value))") }
        case .enumeration(let values):
            if values.contains(where: { $0.equalsAsJSON(value) }) { return }
            violate("enum", "should be one of \(shown(.array(values))), but is \(shown(value))")
        default: break
        }
    }

    private mutating func checkNumber(_ rule: SchemaRule, _ number: Double) {
        switch rule {
        case .minimum(let bound): if number < bound { violate("minimum", "should be at least \(bound), but is \(number)") }
        case .exclusiveMinimum(let bound):
            if number <= bound { violate("exclusiveMinimum", "should be greater than \(bound), but is \(number)") }
        case .maximum(let bound): if number > bound { violate("maximum", "should be at most \(bound), but is \(number)") }
        case .exclusiveMaximum(let bound):
            if number >= bound { violate("exclusiveMaximum", "should be less than \(bound), but is \(number)") }
        case .multiple(let divisor):
            let quotient = number / divisor
            let isMultiple = quotient.isFinite && abs(quotient - quotient.rounded()) <= 4 * quotient.ulp
            if !isMultiple { violate("multipleOf", "should be a multiple of \(divisor), but is \(number)") }
        default: break
        }
    }

    private mutating func checkText(_ rule: SchemaRule, _ text: String) throws(ScoringError) {
        switch rule {
        case .length(let minimum, let maximum):
            let length = text.unicodeScalars.count
            if length < minimum { violate("minLength", "should have at least \(minimum) characters, but has \(length)") }
            if length > maximum { violate("maxLength", "should have at most \(maximum) characters, but has \(length)") }
        case .pattern(let pattern):
            if try !pattern.matches(text) { violate("pattern", "should match \(pattern.source), but is \(shown(.string(text)))") }
        case .format(let format):
            if (try? format.accepts(text)) != true {
                violate("format", "should be written as \(format.rawValue), but is \(shown(.string(text)))")
            }
        default: break
        }
    }

    /// The beginning of a value's JSON.
    private func shown(_ value: JSONValue) -> String {
        let text = value.text()
        return text.utf8.count <= 120 ? text : String(text.prefix(100)) + "…"
    }
}

extension SchemaValidator {
    private mutating func checkObject(
        _ rule: SchemaRule, _ members: JSONObject, _ value: JSONValue, _ coverage: inout SchemaCoverage
    ) throws(ScoringError) {
        switch rule {
        case .required(let names):
            for name in names where members[name] == nil { violate("required", "lacks the member \"\(name)\"") }
        case .memberCount(let minimum, let maximum):
            if members.count < minimum { violate("minProperties", "should have at least \(minimum) members, but has \(members.count)") }
            if members.count > maximum { violate("maxProperties", "should have at most \(maximum) members, but has \(members.count)") }
        case .members(let rules):
            for member in members { try checkMember(member, rules, &coverage) }
        case .names(let node):
            for member in members where try attempt(node, .string(member.key)) == nil {
                violate("propertyNames", "has a member with the name \"\(member.key)\", which is not allowed")
            }
        case .dependentRequired(let dependent):
            for entry in dependent where members[entry.name] != nil {
                for name in entry.needs where members[name] == nil {
                    violate("dependentRequired", "has the member \"\(entry.name)\" but lacks \"\(name)\"")
                }
            }
        case .dependentSchemas(let dependent):
            for entry in dependent where members[entry.name] != nil { coverage.merge(try check(entry.node, value)) }
        case .unevaluatedProperties(let node):
            for member in members where !coverage.names.contains(member.key) { try descend(member.key, node, member.value) }
            coverage.names.formUnion(members.keys)
        default: break
        }
    }

    private mutating func checkMember(
        _ member: JSONObject.Member, _ rules: SchemaMembers, _ coverage: inout SchemaCoverage
    ) throws(ScoringError) {
        var isKnown = false
        if let node = rules.named[member.key] {
            isKnown = true
            try descend(member.key, node, member.value)
        }
        for entry in rules.patterns where try entry.pattern.matches(member.key) {
            isKnown = true
            try descend(member.key, entry.node, member.value)
        }
        if !isKnown, let additional = rules.additional {
            isKnown = true
            if schema.nodes[additional].refusesAll {
                violate("additionalProperties", "has the member \"\(member.key)\", which is not allowed")
            } else {
                try descend(member.key, additional, member.value)
            }
        }
        if isKnown, schema.tracksEvaluation { coverage.names.insert(member.key) }
    }

    private mutating func checkArray(
        _ rule: SchemaRule, _ elements: [JSONValue], _ coverage: inout SchemaCoverage
    ) throws(ScoringError) {
        switch rule {
        case .itemCount(let minimum, let maximum):
            if elements.count < minimum { violate("minItems", "should have at least \(minimum) elements, but has \(elements.count)") }
            if elements.count > maximum { violate("maxItems", "should have at most \(maximum) elements, but has \(elements.count)") }
        case .items(let prefix, let rest, let restRule):
            for (offset, pair) in zip(prefix, elements).enumerated() { try descend(String(offset), pair.0, pair.1) }
            coverage.leadingItems = max(coverage.leadingItems, min(prefix.count, elements.count))
            guard let rest, elements.count > prefix.count else { return }
            if schema.nodes[rest].refusesAll {
                violate(restRule, "should have at most \(prefix.count) elements, but has \(elements.count)")
            }
            for offset in prefix.count..<elements.count where !schema.nodes[rest].refusesAll {
                try descend(String(offset), rest, elements[offset])
            }
            coverage.leadingItems = elements.count
        case .contains(let node, let minimum, let maximum):
            var found: [Int] = []
            for index in elements.indices where try attempt(node, elements[index]) != nil { found.append(index) }
            if found.count < minimum { violate("contains", "should contain at least \(minimum) fitting elements, but has \(found.count)") }
            if found.count > maximum {
                violate("maxContains", "should contain at most \(maximum) fitting elements, but has \(found.count)")
            }
            if schema.tracksEvaluation { coverage.items.formUnion(found) }
        case .uniqueItems:
            var seen: Set<JSONValue> = []
            for (offset, element) in elements.enumerated() where !seen.insert(element.withWholeNumbersAsIntegers).inserted {
                return violate("uniqueItems", "has the same element twice, the second time at \(offset)")
            }
        case .unevaluatedItems(let node):
            for (offset, element) in elements.enumerated() where offset >= coverage.leadingItems && !coverage.items.contains(offset) {
                try descend(String(offset), node, element)
            }
            coverage.leadingItems = elements.count
        default: break
        }
    }

    private mutating func checkCombination(
        _ rule: SchemaRule, _ value: JSONValue, _ coverage: inout SchemaCoverage
    ) throws(ScoringError) {
        switch rule {
        case .reference(let node): coverage.merge(try check(node, value))
        case .all(let nodes): for node in nodes { coverage.merge(try check(node, value)) }
        case .any(let nodes):
            var passed = 0
            for node in nodes {
                guard let part = try attempt(node, value) else { continue }
                coverage.merge(part)
                passed += 1
                if !schema.tracksEvaluation { break }
            }
            if passed == 0 { violate("anyOf", "fits none of \(nodes.count) alternatives") }
        case .one(let nodes):
            var passed = 0
            for node in nodes {
                guard let part = try attempt(node, value) else { continue }
                coverage.merge(part)
                passed += 1
            }
            if passed != 1 { violate("oneOf", "should fit exactly one of \(nodes.count) alternatives, but fits \(passed)") }
        case .not(let node):
            if try attempt(node, value) != nil { violate("not", "fits what it should not") }
        case .conditional(let condition, let then, let otherwise):
            let part = try attempt(condition, value)
            if let part { coverage.merge(part) }
            if let branch = part == nil ? otherwise : then { coverage.merge(try check(branch, value)) }
        default: break
        }
    }
}
