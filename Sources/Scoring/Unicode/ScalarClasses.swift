/// Whether the byte is one of Python's 32 `string.punctuation` characters.
@inline(__always)
package func isASCIIPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
}

/// Whether the byte is one of 0 to 9.
@inline(__always)
package func isASCIIDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

/// Whether the byte is an ASCII letter or digit.
@inline(__always)
package func isASCIIAlphanumeric(_ byte: UInt8) -> Bool { isASCIIDigit(byte) || (byte | 0x20) &- 0x61 < 26 }

/// Whether Python's `\w` matches: letters, scalars with a numeric value, and the underscore. Combining marks do not.
@inline(__always)
package func isPythonWord(_ scalar: UInt32) -> Bool {
    scalar < 0x80
        ? scalar == 0x5F || isASCIIAlphanumeric(UInt8(truncatingIfNeeded: scalar)) : isPythonWordBeyondASCII(scalar)
}

/// The same of scalars from U+0080 on.
@inline(never)
package func isPythonWordBeyondASCII(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2010...0x2027, 0x2030...0x205E, 0x3001...0x3004: return false
    case 0x4E00...0x9FA5, 0xAC00...0xD7A3: return true
    default: break
    }
    guard let properties = Unicode.Scalar(scalar)?.properties else { return false }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber: return true
    default: return properties.numericType != nil
    }
}

/// Whether Python's `\d` matches: decimal digits of any script.
package func isPythonDigit(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return isASCIIDigit(UInt8(scalar)) }
    return Unicode.Scalar(scalar)?.properties.generalCategory == .decimalNumber
}
