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

    mutating func number() throws(JSONParseError) -> JSONValue {
        let start = offset
        let negative = current == UInt8(ascii: "-")
        if negative {
            offset += 1
            if options.allowsNonFinite, current == UInt8(ascii: "I") { return try literal("Infinity", .number(-.infinity)) }
        }
        let integerDigits = skipDigits()
        guard integerDigits > 0 else { throw failure("expected a digit") }
        let first = bytes[offset - integerDigits]
        guard first != UInt8(ascii: "0") || integerDigits == 1 else { throw failure("a number cannot start with 0", at: start) }
        var isInteger = true
        if current == UInt8(ascii: ".") {
            isInteger = false
            offset += 1
            guard skipDigits() > 0 else { throw failure("expected a digit after the decimal point") }
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            isInteger = false
            offset += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { offset += 1 }
            guard skipDigits() > 0 else { throw failure("expected a digit in the exponent") }
        }
        return try converted(start..<offset, isInteger: isInteger)
    }

    private mutating func skipDigits() -> Int {
        let start = offset
        while let byte = current, byte &- 0x30 < 10 { offset += 1 }
        return offset - start
    }

    private func converted(_ range: Range<Int>, isInteger: Bool) throws(JSONParseError) -> JSONValue {
        let digits = bytes[range]
        if isInteger {
            if range.count <= 18 {
                var magnitude: Int64 = 0
                for byte in digits where byte != UInt8(ascii: "-") { magnitude = magnitude &* 10 &+ Int64(byte &- 0x30) }
                if magnitude == 0, digits.first == UInt8(ascii: "-") { return .number(-0.0) }
                return .integer(digits.first == UInt8(ascii: "-") ? -magnitude : magnitude)
            }
            if let exact = Int64(String(decoding: digits, as: UTF8.self)) { return .integer(exact) }
        }
        if let value = Self.shortDecimal(digits) { return .number(value) }
        guard let value = Double(String(decoding: digits, as: UTF8.self)) else { throw failure("not a number", at: range.lowerBound) }
        guard value.isFinite || options.allowsNonFinite else { throw failure("number too large", at: range.lowerBound) }
        return .number(value)
    }
}

extension JSONCursor {
    /// Powers of ten that are exact as doubles.
    private static let powersOfTen: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15]

    /// The value of up to 15 digits with a decimal point and no exponent: both parts of the quotient are exact, so that one rounding is
    /// all there is (Clinger 1990, "How to read floating point numbers accurately"). nil for any other number.
    private static func shortDecimal(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Double? {
        guard digits.count <= 17 else { return nil }
        var magnitude: Int64 = 0
        var digitCount = 0
        var decimals: Int?
        for byte in digits {
            if byte &- 0x30 < 10 {
                magnitude = magnitude &* 10 &+ Int64(byte &- 0x30)
                digitCount += 1
            } else if byte == UInt8(ascii: ".") {
                decimals = digitCount
            } else if byte != UInt8(ascii: "-") {
                return nil
            }
        }
        guard digitCount <= 15, let decimals else { return nil }
        let value = Double(magnitude) / powersOfTen[digitCount - decimals]
        return digits.first == UInt8(ascii: "-") ? -value : value
    }
}

extension JSONCursor {
    /// Consumes a string; text without escapes is validated and copied in one go.
    private mutating func string() throws(JSONParseError) -> String {
        offset += 1
        let start = offset
        let isASCII = skipPlainText()
        switch current {
        case UInt8(ascii: "\""):
            let text = try valid(UnsafeBufferPointer(rebasing: bytes[start..<offset]), isASCII: isASCII, at: start)
            offset += 1
            return text
        case UInt8(ascii: "\\"): return try escapedString(from: start)
        default: throw endlessString(from: start)
        }
    }

    /// Consumes what is neither an escape nor the end of a string nor a control character; whether all of it is ASCII.
    mutating func skipPlainText() -> Bool {
        let end = PlainText.end(in: bytes, from: offset)
        offset = end.offset
        return end.isASCII
    }

    func endlessString(from start: Int) -> JSONParseError {
        offset < bytes.count
            ? failure("control character in a string; write it as an escape")
            : failure("the string that starts here does not end", at: start - 1)
    }

    /// The text of bytes. What is not UTF-8 would be decoded to other bytes; to look is several times faster than to ask for validation.
    func valid(_ text: UnsafeBufferPointer<UInt8>, isASCII: Bool, at start: Int) throws(JSONParseError) -> String {
        var string = String(decoding: text, as: UTF8.self)
        guard isASCII || string.withUTF8({ $0.elementsEqual(text) }) else { throw failure("invalid UTF-8 in a string", at: start) }
        return string
    }

    private mutating func escapedString(from start: Int) throws(JSONParseError) -> String {
        var text = Array(bytes[start..<offset])
        while true {
            let plain = offset
            _ = skipPlainText()
            text.append(contentsOf: bytes[plain..<offset])
            switch current {
            case UInt8(ascii: "\""):
                offset += 1
                return try finished(text, at: start)
            case UInt8(ascii: "\\"):
                offset += 1
                try escape(into: &text)
            default: throw endlessString(from: start)
            }
        }
    }

    private func finished(_ text: [UInt8], at start: Int) throws(JSONParseError) -> String {
        let result = text.withUnsafeBufferPointer { bytes in
            Result { () throws(JSONParseError) in try valid(bytes, isASCII: false, at: start) }
        }
        return try result.get()
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONParseError) {
        guard let byte = current else { throw failure("the text ended within an escape") }
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            text.append(contentsOf: Unicode.UTF8.encode(try escapedScalar()) ?? Unicode.UTF8.encodedReplacementCharacter)
        default: throw failure("unknown escape", at: offset - 2)
        }
    }

    mutating func escapedScalar() throws(JSONParseError) -> Unicode.Scalar {
        let unit = try hexUnit()
        if unit & 0xFC00 == 0xD800, offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"), bytes[offset + 1] == UInt8(ascii: "u") {
            let resume = offset
            offset += 2
            let low = try hexUnit()
            if low & 0xFC00 == 0xDC00 {
                return Unicode.Scalar(0x10000 + ((unit & 0x3FF) << 10) + (low & 0x3FF)) ?? "\u{FFFD}"
            }
            offset = resume
        }
        return Unicode.Scalar(unit) ?? "\u{FFFD}"
    }

    private mutating func hexUnit() throws(JSONParseError) -> UInt32 {
        guard offset + 4 <= bytes.count else { throw failure("expected four hexadecimal digits") }
        var unit: UInt32 = 0
        for _ in 0..<4 {
            let byte = bytes[offset]
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - 0x30
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - 0x57
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - 0x37
            default: throw failure("expected four hexadecimal digits")
            }
            unit = unit << 4 | UInt32(digit)
            offset += 1
        }
        return unit
    }
}
