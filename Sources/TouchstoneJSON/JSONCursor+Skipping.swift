/// Passing over constructs that nobody wants to have: the same grammar and the same errors as in reading, without making values.
extension JSONCursor {
    /// Consumes a value.
    mutating func skipValue(depth: Int) throws(JSONParseError) {
        skipWhitespace()
        switch current {
        case UInt8(ascii: "\""): try skipString()
        case UInt8(ascii: "{"): try skipMembers(until: UInt8(ascii: "}"), named: true, depth: depth + 1)
        case UInt8(ascii: "["): try skipMembers(until: UInt8(ascii: "]"), named: false, depth: depth + 1)
        default: _ = try value(depth: depth)
        }
    }

    /// Consumes an object or an array.
    private mutating func skipMembers(until end: UInt8, named: Bool, depth: Int) throws(JSONParseError) {
        try checkDepth(depth)
        offset += 1
        skipWhitespace()
        if current == end {
            offset += 1
            return
        }
        while true {
            if named { try skipName() }
            try skipValue(depth: depth)
            skipWhitespace()
            if current == end {
                offset += 1
                return
            }
            guard current == UInt8(ascii: ",") else { throw failure(named ? "expected ',' or '}'" : "expected ',' or ']'") }
            offset += 1
        }
    }

    private mutating func skipName() throws(JSONParseError) {
        skipWhitespace()
        guard current == UInt8(ascii: "\"") else { throw failure("expected a member name in double quotes") }
        try skipString()
        skipWhitespace()
        guard current == UInt8(ascii: ":") else { throw failure("expected ':' after the member name") }
        offset += 1
    }

    private mutating func skipString() throws(JSONParseError) {
        offset += 1
        let start = offset
        var seen: UInt8 = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == UInt8(ascii: "\"") {
                // Escapes stand for whole scalars, so that the text is valid when its bytes are.
                guard seen < 0x80 || String(validating: bytes[start..<offset], as: UTF8.self) != nil else {
                    throw failure("invalid UTF-8 in a string", at: start)
                }
                offset += 1
                return
            }
            if byte < 0x20 { throw failure("control character in a string; write it as an escape") }
            seen |= byte
            offset += 1
            if byte == UInt8(ascii: "\\") { try skipEscape() }
        }
        throw failure("the string that starts here does not end", at: start - 1)
    }

    private mutating func skipEscape() throws(JSONParseError) {
        guard let byte = current else { throw failure("the text ended within an escape") }
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            return
        case UInt8(ascii: "u"): _ = try escapedScalar()
        default: throw failure("unknown escape", at: offset - 2)
        }
    }
}
