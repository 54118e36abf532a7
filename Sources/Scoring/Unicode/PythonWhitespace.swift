/// Whether Python's `str.split()`, `str.strip()` and `\s` treat the scalar as white space: White_Space and U+001C to U+001F.
@inline(__always)
package func isPythonWhitespace(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return isPythonWhitespaceASCII(UInt8(scalar)) }
    switch scalar {
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return true
    default: return false
    }
}

/// ``isPythonWhitespace(_:)`` for an ASCII byte.
@inline(__always)
package func isPythonWhitespaceASCII(_ byte: UInt8) -> Bool {
    byte <= 0x20 && (byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) || byte >= 0x1C)
}

/// The words of a text as Python's `str.split()` cuts them: byte ranges of maximal runs without white space.
package func pythonWhitespaceSplit(_ bytes: [UInt8]) -> [Range<Int>] {
    pythonWhitespaceSplit(bytes, in: 0..<bytes.count)
}

/// The words in a part of a text, as byte ranges of the whole.
package func pythonWhitespaceSplit(_ bytes: [UInt8], in part: Range<Int>) -> [Range<Int>] {
    var words: [Range<Int>] = []
    words.reserveCapacity(part.count / 5 + 1)
    var position = part.lowerBound
    var start = -1
    while position < part.upperBound {
        let scalar = decodeScalar(bytes, at: position)
        if isPythonWhitespace(scalar.value) {
            if start >= 0 { words.append(start..<position) }
            start = -1
        } else if start < 0 {
            start = position
        }
        position += scalar.length
    }
    if start >= 0 { words.append(start..<part.upperBound) }
    return words
}

/// The byte range that is left of a text after Python's `str.strip()`.
package func pythonStripped(_ bytes: [UInt8]) -> Range<Int> {
    let end = pythonRightStripped(bytes).upperBound
    var position = 0
    while position < end {
        let scalar = decodeScalar(bytes, at: position)
        guard isPythonWhitespace(scalar.value) else { break }
        position += scalar.length
    }
    return position..<end
}

/// The byte range that is left of a text after Python's `str.rstrip()`.
package func pythonRightStripped(_ bytes: [UInt8]) -> Range<Int> {
    var end = bytes.count
    while end > 0 {
        var start = end - 1
        while start > 0, end - start < 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        guard isPythonWhitespace(decodeScalar(bytes, at: start).value) else { break }
        end = start
    }
    return 0..<end
}

/// The words of a text joined by one space each: white space collapsed and ends trimmed.
package func collapsingWhitespace(_ bytes: [UInt8]) -> [UInt8] {
    var joined: [UInt8] = []
    joined.reserveCapacity(bytes.count)
    for word in pythonWhitespaceSplit(bytes) {
        if !joined.isEmpty { joined.append(0x20) }
        joined.append(contentsOf: bytes[word])
    }
    return joined
}
