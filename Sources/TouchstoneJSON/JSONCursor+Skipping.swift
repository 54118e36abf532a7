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
        var isASCII = true
        while true {
            if !skipPlainText() { isASCII = false }
            switch current {
            case UInt8(ascii: "\""):
                // Escapes stand for whole scalars, so that the text is valid when its bytes are.
                if !isASCII { _ = try valid(UnsafeBufferPointer(rebasing: bytes[start..<offset]), isASCII: false, at: start) }
                offset += 1
                return
            case UInt8(ascii: "\\"):
                offset += 1
                try skipEscape()
            default: throw endlessString(from: start)
            }
        }
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
