/// Strings: what is plain is found eight bytes at a time, escapes are read one by one.
extension JSONCursor {
    /// Consumes a string; text without escapes is validated and copied in one go.
    mutating func string() throws(JSONParseError) -> String {
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
