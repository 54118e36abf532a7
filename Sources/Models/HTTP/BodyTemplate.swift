import TouchstoneJSON

/// The body of a templated request: a JSON value with places in its texts, or a plain text.
enum BodyTemplate: Sendable, Hashable {
    case none
    case json(JSONTemplate)
    case text(RequestTemplate)

    /// A text that is JSON is a JSON template, another a plain one.
    init(_ value: JSONValue?) {
        switch value {
        case nil, .null?: self = .none
        case .string(let text)?:
            if let json = try? JSONValue(parsing: text), json.stringValue == nil {
                self = .json(JSONTemplate(json))
            } else {
                self = .text(RequestTemplate(text))
            }
        case let json?: self = .json(JSONTemplate(json))
        }
    }

    var contentType: String? {
        switch self {
        case .none: nil
        case .json: "application/json"
        case .text: "text/plain; charset=utf-8"
        }
    }

    var places: [String] {
        switch self {
        case .none: []
        case .json(let template): template.places
        case .text(let template): template.places
        }
    }

    func bytes(_ look: (String) throws(ModelError) -> JSONValue) throws(ModelError) -> [UInt8] {
        switch self {
        case .none: []
        case .json(let template): try template.value(look).encoded()
        case .text(let template): Array(try template.text(look).utf8)
        }
    }
}

/// A JSON value with places in its texts.
indirect enum JSONTemplate: Sendable, Hashable {
    case constant(JSONValue)
    case text(RequestTemplate)
    case array([JSONTemplate])
    case object([Member])

    /// A member; its name is taken as it is.
    struct Member: Sendable, Hashable {
        let name: String
        let value: JSONTemplate
    }

    init(_ value: JSONValue) {
        switch value {
        case .string(let text): self = .text(RequestTemplate(text))
        case .array(let elements): self = .array(elements.map(JSONTemplate.init))
        case .object(let members): self = .object(members.map { Member(name: $0.key, value: JSONTemplate($0.value)) })
        default: self = .constant(value)
        }
    }

    var places: [String] {
        switch self {
        case .constant: []
        case .text(let template): template.places
        case .array(let elements): elements.flatMap(\.places)
        case .object(let members): members.flatMap(\.value.places)
        }
    }

    func value(_ look: (String) throws(ModelError) -> JSONValue) throws(ModelError) -> JSONValue {
        switch self {
        case .constant(let value): return value
        case .text(let template): return try template.value(look)
        case .array(let elements):
            var values: [JSONValue] = []
            for element in elements { values.append(try element.value(look)) }
            return .array(values)
        case .object(let members):
            var object = JSONObject()
            for member in members { object[member.name] = try member.value.value(look) }
            return .object(object)
        }
    }
}
