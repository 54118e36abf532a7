/// One JSON value, with integers kept apart from other numbers and members of objects in their written order.
public enum JSONValue: Sendable, Hashable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number written without fraction or exponent that fits 64 bits.
    case integer(Int64)
    /// Any other number; may be non-finite only when the text was read with ``JSONParser/Options/allowsNonFinite``.
    case number(Double)
    /// A text, with its escapes resolved.
    case string(String)
    /// A list of values.
    case array([JSONValue])
    /// Members by name, in their written order.
    case object(JSONObject)
}

extension JSONValue {
    /// Whether the value is `null`.
    public var isNull: Bool { if case .null = self { true } else { false } }

    /// The text of a string value, else nil.
    public var stringValue: String? { if case .string(let value) = self { value } else { nil } }

    /// The truth value of a boolean, else nil.
    public var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }

    /// The value of either kind of number as a `Double`, else nil.
    public var doubleValue: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// The value of a number that is whole and fits `Int`, else nil.
    public var intValue: Int? {
        switch self {
        case .integer(let value): Int(exactly: value)
        case .number(let value): Int(exactly: value)
        default: nil
        }
    }

    /// The elements of an array, else nil.
    public var arrayValue: [JSONValue]? { if case .array(let value) = self { value } else { nil } }

    /// The members of an object, else nil.
    public var objectValue: JSONObject? { if case .object(let value) = self { value } else { nil } }

    /// The member of an object with the given name; nil when absent or when this is no object.
    public subscript(key: String) -> JSONValue? { objectValue?[key] }

    /// The element of an array; nil when out of range or when this is no array.
    public subscript(index: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// What kind of value this is, as a person would say it: "a string", "an object", "null".
    public var kindDescription: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .integer, .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A string, written as a literal.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A whole number, written as a literal.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// A number with fraction or exponent, written as a literal.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// `true` or `false`, written as a literal.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// `null`, written as `nil`.
    public init(nilLiteral: ()) { self = .null }
    /// An array, written as a literal of values.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// An object, written as a literal; of a name that is repeated the last value counts.
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }
}

extension JSONValue {
    /// A string value, or `null` for nil.
    public init(_ text: String?) { self = text.map(JSONValue.string) ?? .null }

    /// An integer value, or `null` for nil.
    public init(_ value: Int?) { self = value.map { .integer(Int64($0)) } ?? .null }

    /// A number, or `null` for nil and for values that JSON cannot write (NaN, infinities).
    public init(_ value: Double?) { self = value.flatMap { $0.isFinite ? .number($0) : nil } ?? .null }

    /// A boolean, or `null` for nil.
    public init(_ value: Bool?) { self = value.map(JSONValue.bool) ?? .null }
}
