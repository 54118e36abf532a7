/// Numbers: whole ones as integers as long as they fit, others as the nearest double.
extension JSONCursor {
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
