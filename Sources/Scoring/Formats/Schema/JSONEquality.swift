import TouchstoneJSON

extension JSONValue {
    /// Equality as JSON Schema has it: 1 and 1.0 are the same number, texts are compared byte by byte.
    func equalsAsJSON(_ other: JSONValue) -> Bool {
        switch (self, other) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.integer, .number), (.number, .integer), (.number, .number): doubleValue == other.doubleValue
        case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
        case (.array(let left), .array(let right)): left.count == right.count && zip(left, right).allSatisfy { $0.equalsAsJSON($1) }
        case (.object(let left), .object(let right)):
            left.count == right.count && left.allSatisfy { member in right[member.key].map(member.value.equalsAsJSON) ?? false }
        default: false
        }
    }

    /// The value with whole numbers as integers, so that equal numbers hash alike.
    var withWholeNumbersAsIntegers: JSONValue {
        switch self {
        case .number(let number): Int64(exactly: number).map(JSONValue.integer) ?? self
        case .array(let elements): .array(elements.map(\.withWholeNumbersAsIntegers))
        case .object(let members): .object(JSONObject(members.lazy.map { ($0.key, $0.value.withWholeNumbersAsIntegers) }))
        default: self
        }
    }
}
