/// The place of a reader within a text; each method consumes one construct of the grammar.
struct JSONCursor {
    let bytes: UnsafeBufferPointer<UInt8>
    let options: JSONParser.Options
    var offset = 0

    init(bytes: UnsafeBufferPointer<UInt8>, options: JSONParser.Options) {
        self.bytes = bytes
        self.options = options
    }

    func failure(_ reason: String, at place: Int? = nil) -> JSONParseError {
        JSONParseError(reason: reason, offset: place ?? offset, in: bytes)
    }

    var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    mutating func skipWhitespace() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x0A, 0x0D, 0x09: offset += 1
            default: return
            }
        }
    }

    mutating func value(depth: Int) throws(JSONParseError) -> JSONValue {
        skipWhitespace()
        guard let byte = current else { throw failure("expected a value but the text ended") }
        switch byte {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case UInt8(ascii: "N") where options.allowsNonFinite: return try literal("NaN", .number(.nan))
        case UInt8(ascii: "I") where options.allowsNonFinite: return try literal("Infinity", .number(.infinity))
        case UInt8(ascii: "N"), UInt8(ascii: "I"): throw failure("NaN and Infinity are not JSON; write null")
        default: throw failure("expected a value")
        }
    }

    mutating func literal(_ word: StaticString, _ value: JSONValue) throws(JSONParseError) -> JSONValue {
        let length = word.utf8CodeUnitCount
        guard offset + length <= bytes.count else { throw failure("expected a value") }
        for position in 0..<length where bytes[offset + position] != word.utf8Start[position] {
            throw failure("expected a value")
        }
        offset += length
        return value
    }

    func checkDepth(_ depth: Int) throws(JSONParseError) {
        guard depth <= options.maximumDepth else { throw failure("nested more than \(options.maximumDepth) levels deep") }
    }

    private mutating func array(depth: Int) throws(JSONParseError) -> [JSONValue] {
        try checkDepth(depth)
        offset += 1
        var elements: [JSONValue] = []
        skipWhitespace()
        if current == UInt8(ascii: "]") {
            offset += 1
            return elements
        }
        while true {
            elements.append(try value(depth: depth))
            skipWhitespace()
            switch current {
            case UInt8(ascii: ","): offset += 1
            case UInt8(ascii: "]"):
                offset += 1
                return elements
            default: throw failure("expected ',' or ']'")
            }
        }
    }

    private mutating func object(depth: Int) throws(JSONParseError) -> JSONObject {
        try checkDepth(depth)
        offset += 1
        var members = JSONObject()
        skipWhitespace()
        if current == UInt8(ascii: "}") {
            offset += 1
            return members
        }
        while true {
            skipWhitespace()
            guard current == UInt8(ascii: "\"") else { throw failure("expected a member name in double quotes") }
            let key = try string()
            skipWhitespace()
            guard current == UInt8(ascii: ":") else { throw failure("expected ':' after the member name") }
            offset += 1
            members[key] = try value(depth: depth)
            skipWhitespace()
            switch current {
            case UInt8(ascii: ","): offset += 1
            case UInt8(ascii: "}"):
                offset += 1
                return members
            default: throw failure("expected ',' or '}'")
            }
        }
    }
}
