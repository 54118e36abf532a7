/// Text rewriting steps that the mteval-style tokenisers share. All work on UTF-8: the scalars they look for are ASCII, and what
/// counts as "not a digit" may be any byte of a longer scalar.
enum TokenizerPasses {
    /// Puts spaces around the ASCII characters mteval splits off: all punctuation but `'`, `,`, `-` and `.`, and the space itself.
    static func separatingPunctuation(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            if isSeparated(byte) {
                output.append(0x20)
                output.append(byte)
                output.append(0x20)
            } else {
                output.append(byte)
            }
        }
        return output
    }

    /// `([^0-9])([.,])` becomes `$1 $2 `, then `([.,])([^0-9])` becomes ` $1 $2`, then `([0-9])(-)` becomes `$1 $2 `.
    static func separatingNumberMarks(_ bytes: [UInt8]) -> [UInt8] {
        var output = bytes
        if output.contains(where: isPeriodOrComma) {
            output = pairs(output, { !isASCIIDigit($0) && isPeriodOrComma($1) }, before: false, between: true, after: true)
            output = pairs(output, { isPeriodOrComma($0) && !isASCIIDigit($1) }, before: true, between: true, after: false)
        }
        if output.contains(UInt8(ascii: "-")) {
            output = pairs(output, { isASCIIDigit($0) && $1 == UInt8(ascii: "-") }, before: false, between: true, after: true)
        }
        return output
    }

    /// Replaces every occurrence of an ASCII text, from left to right.
    static func replacing(_ wanted: StaticString, by replacement: StaticString, in bytes: [UInt8]) -> [UInt8] {
        let length = wanted.utf8CodeUnitCount
        guard length > 0, bytes.count >= length else { return bytes }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var position = 0
        while position < bytes.count {
            if position + length <= bytes.count, (0..<length).allSatisfy({ bytes[position + $0] == wanted.utf8Start[$0] }) {
                for offset in 0..<replacement.utf8CodeUnitCount { output.append(replacement.utf8Start[offset]) }
                position += length
            } else {
                output.append(bytes[position])
                position += 1
            }
        }
        return output
    }

    @inline(__always)
    private static func isSeparated(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20...0x26, 0x28...0x2B, 0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
        default: false
        }
    }

    @inline(__always)
    private static func isPeriodOrComma(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") }

    /// Puts spaces before, between and after pairs of neighbours that fit, scanning left to right without overlap.
    @inline(__always)
    private static func pairs(
        _ bytes: [UInt8], _ fits: (UInt8, UInt8) -> Bool, before: Bool, between: Bool, after: Bool
    ) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 2)
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            guard position + 1 < bytes.count, fits(byte, bytes[position + 1]) else {
                output.append(byte)
                position += 1
                continue
            }
            if before { output.append(0x20) }
            output.append(byte)
            if between { output.append(0x20) }
            output.append(bytes[position + 1])
            if after { output.append(0x20) }
            position += 2
        }
        return output
    }
}
