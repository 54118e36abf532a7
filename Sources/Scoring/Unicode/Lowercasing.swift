/// A text in lower case, as Python's `str.lower()` makes it: the full mapping of every scalar, a capital sigma at the end of a
/// word becomes a final one, and no language's own rules apply.
///
/// Letters newer than the standard library's Unicode tables stay as they are; Python's tables may be older or newer by a version.
/// O(n); pure ASCII runs at memory speed.
package func lowercasedScalars(_ bytes: [UInt8]) -> [UInt8] {
    if isASCII(bytes) { return bytes.map(lowercasedASCII) }
    var lower: [UInt8] = []
    lower.reserveCapacity(bytes.count + 8)
    var position = 0
    while position < bytes.count {
        let scalar = decodeScalar(bytes, at: position)
        if scalar.length == 1 {
            lower.append(lowercasedASCII(bytes[position]))
        } else if hasNoCase(scalar.value) {
            lower.append(contentsOf: bytes[position..<(position + scalar.length)])
        } else if scalar.value == capitalSigma {
            appendUTF8(isFinalSigma(bytes, at: position) ? 0x03C2 : 0x03C3, to: &lower)
        } else if let valid = Unicode.Scalar(scalar.value) {
            lower.append(contentsOf: valid.properties.lowercaseMapping.utf8)
        }
        position += scalar.length
    }
    return lower
}

/// An ASCII capital as a small letter; other bytes as they are.
@inline(__always)
package func lowercasedASCII(_ byte: UInt8) -> UInt8 {
    byte &- 0x41 < 26 ? byte | 0x20 : byte
}

private let capitalSigma: UInt32 = 0x03A3

/// Blocks without a single capital, which need no look-up: from general punctuation's spaces, and from CJK symbols to Yi and Hangul.
private func hasNoCase(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x80...0xBF, 0x0600...0x109F, 0x2000...0x20FF, 0x2200...0x245F, 0x2E80...0xA63F, 0xAC00...0xFAFF, 0x1F000...0x3FFFF: true
    default: false
    }
}

/// Unicode's Final_Sigma: a cased letter before, none after, case-ignorable scalars in between skipped.
private func isFinalSigma(_ bytes: [UInt8], at position: Int) -> Bool {
    var before = position
    var followsCased = false
    while before > 0 {
        before -= 1
        while before > 0, bytes[before] & 0xC0 == 0x80 { before -= 1 }
        guard let scalar = Unicode.Scalar(decodeScalar(bytes, at: before).value) else { break }
        if !scalar.properties.isCaseIgnorable {
            followsCased = scalar.properties.isCased
            break
        }
    }
    guard followsCased else { return false }
    var after = position + 2
    while after < bytes.count {
        let decoded = decodeScalar(bytes, at: after)
        guard let scalar = Unicode.Scalar(decoded.value) else { return true }
        if !scalar.properties.isCaseIgnorable { return !scalar.properties.isCased }
        after += decoded.length
    }
    return true
}
