import TouchstoneJSON

/// The fields of a request's message, read as the types that MLflow's interface gives them.
///
/// Names may be in snake case or lower camel case, but not both at once; null counts as absent. Integers and numbers may come as texts
/// that write them as JSON does, numbers also as `"NaN"`, `"Infinity"`, `"-Infinity"`. A field of another type throws ``MLflowError``
/// with the path of the field.
struct Fields: Sendable {
    private let object: JSONObject
    private let prefix: String
    /// The place of the message within the list that `prefix` then names.
    private let place: Int?
    private let isQuery: Bool
    /// Whether any name is written with a capital letter, as names in lower camel case are.
    private let hasCapitals: Bool

    /// The fields of a JSON object; a query's values are all texts, and a field given once may be a list of one.
    init(_ object: JSONObject, prefix: String = "", place: Int? = nil, isQuery: Bool = false) {
        self.object = object
        self.prefix = prefix
        self.place = place
        self.isQuery = isQuery
        hasCapitals = object.contains { Self.hasCapital($0.key) }
    }

    private static func hasCapital(_ name: String) -> Bool {
        var name = name
        return name.withUTF8 { bytes in bytes.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) } }
    }

    /// How a field is called in messages: `metrics[3].key`.
    func path(_ name: String) -> String { prefix + (place.map { "[\($0)]." } ?? "") + name }

    /// The value of a field as it came; nil when it is absent or null. Throws when both spellings occur.
    func value(_ name: String) throws(MLflowError) -> JSONValue? {
        let snakeValue = object[name]
        guard hasCapitals else { return Self.present(snakeValue) }
        let camel = Self.camelCase(name)
        guard camel != name, let camelValue = object[camel] else { return Self.present(snakeValue) }
        if snakeValue != nil {
            throw .invalid("Request specifies both '\(name)' and '\(camel)'; provide only one of them.")
        }
        return Self.present(camelValue)
    }

    private static func present(_ value: JSONValue?) -> JSONValue? {
        guard let value, !value.isNull else { return Optional.none }
        return value
    }

    private static func camelCase(_ name: String) -> String {
        guard name.utf8.contains(UInt8(ascii: "_")) else { return name }
        var bytes: [UInt8] = []
        var raises = false
        for byte in name.utf8 {
            if byte == UInt8(ascii: "_") {
                raises = true
            } else {
                bytes.append(raises && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte - 32 : byte)
                raises = false
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The error for a value that is not what the field holds; `reason` says what it holds.
    func wrong(_ name: String, _ value: JSONValue, _ reason: String = "") -> MLflowError {
        let more = reason.isEmpty ? "" : " \(reason)"
        return .invalid("Invalid value \(value.text()) for parameter '\(path(name))' supplied.\(more)")
    }

    /// The error for a required field that is absent.
    func missing(_ name: String) -> MLflowError {
        .invalid("Missing value for required parameter '\(path(name))'.")
    }

    /// Throws when a required field is absent; one that is an empty list is there.
    func require(_ name: String) throws(MLflowError) { _ = try require(name, try value(name)) }

    private func require<T>(_ name: String, _ value: T?) throws(MLflowError) -> T {
        guard let value else { throw missing(name) }
        return value
    }
}

extension Fields {
    /// A text; nil when absent.
    func text(_ name: String) throws(MLflowError) -> String? {
        guard let value = try value(name) else { return nil }
        guard case .string(let text) = value else { throw wrong(name, value, "It must be a string.") }
        return text
    }

    /// A text that must be there and not empty.
    func requiredText(_ name: String) throws(MLflowError) -> String {
        guard let text = try text(name), !text.isEmpty else { throw missing(name) }
        return text
    }

    /// A 64-bit integer, also one that is written with a fraction or exponent; nil when absent.
    func integer(_ name: String) throws(MLflowError) -> Int64? {
        guard let value = try value(name) else { return nil }
        switch value {
        case .integer, .number: if let number = value.exactInteger { return number }
        case .string(let text): if let number = Int64(text) ?? JSONValue(writtenNumber: text)?.exactInteger { return number }
        default: break
        }
        throw wrong(name, value, "It must be an integer.")
    }

    /// A 64-bit integer that must be there.
    func requiredInteger(_ name: String) throws(MLflowError) -> Int64 { try require(name, try integer(name)) }

    /// A number, also NaN or infinite; nil when absent.
    func number(_ name: String) throws(MLflowError) -> Double? {
        guard let value = try value(name) else { return nil }
        switch value {
        case .integer, .number: return value.doubleValue
        case .string("NaN"): return .nan
        case .string("Infinity"): return .infinity
        case .string("-Infinity"): return -.infinity
        case .string(let text): if let number = JSONValue(writtenNumber: text)?.doubleValue { return number }
        default: break
        }
        throw wrong(name, value, "It must be a number.")
    }

    /// A number that must be there.
    func requiredNumber(_ name: String) throws(MLflowError) -> Double { try require(name, try number(name)) }

    /// True or false; nil when absent.
    func bool(_ name: String) throws(MLflowError) -> Bool? {
        guard let value = try value(name) else { return nil }
        switch value {
        case .bool(let flag): return flag
        case .string("true") where isQuery, .string("True") where isQuery: return true
        case .string("false") where isQuery, .string("False") where isQuery: return false
        default: throw wrong(name, value, "It must be true or false.")
        }
    }

    /// One of an enumeration's values, by name or by its number in the interface; nil when absent.
    func choice<Choice: RawRepresentable<String>>(
        _ name: String, numbered numbers: [Int64: Choice] = [:], _ type: Choice.Type = Choice.self
    ) throws(MLflowError) -> Choice? {
        guard let value = try value(name) else { return nil }
        switch value {
        case .string(let text):
            if let choice = Choice(rawValue: text) { return choice }
            if let number = Int64(text), let choice = numbers[number] { return choice }
        case .integer(let number): if let choice = numbers[number] { return choice }
        default: break
        }
        throw wrong(name, value)
    }
}

extension Fields {
    /// A list of values; empty when absent.
    private func list(_ name: String) throws(MLflowError) -> [JSONValue] {
        guard let value = try value(name) else { return [] }
        if case .array(let elements) = value { return elements }
        guard isQuery else { throw wrong(name, value, "It must be a list.") }
        return [value]
    }

    /// A list of texts; empty when absent.
    func texts(_ name: String) throws(MLflowError) -> [String] {
        var texts: [String] = []
        let elements = try list(name)
        for element in elements {
            guard case .string(let text) = element else { throw wrong(name, .array(elements), "It must be a list of strings.") }
            texts.append(text)
        }
        return texts
    }

    /// A list of messages; empty when absent. The fields of the third are called `name[2].field` in errors.
    func messages(_ name: String) throws(MLflowError) -> [Fields] {
        let elements = try list(name)
        let path = path(name)
        var messages: [Fields] = []
        messages.reserveCapacity(elements.count)
        for (place, element) in elements.enumerated() {
            guard case .object(let object) = element else { throw wrong(name, element, "It must be a list of objects.") }
            messages.append(Fields(object, prefix: path, place: place))
        }
        return messages
    }

    /// A message within the message; nil when absent.
    func message(_ name: String) throws(MLflowError) -> Fields? {
        guard let value = try value(name) else { return nil }
        guard case .object(let object) = value else { throw wrong(name, value, "It must be an object.") }
        return Fields(object, prefix: path(name) + ".")
    }
}
