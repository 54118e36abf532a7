/// A Unicode scalar read from UTF-8, with the number of bytes it takes.
package struct DecodedScalar: Sendable, Hashable {
    /// The scalar; U+FFFD for bytes that are no UTF-8.
    package let value: UInt32
    /// How many bytes it takes, at least 1.
    package let length: Int

    @inline(__always)
    init(_ value: UInt32, _ length: Int) {
        self.value = value
        self.length = length
    }
}

/// The scalar that begins at `position`, which must be inside `bytes`. A byte that begins no scalar is U+FFFD of length 1.
@inline(__always)
package func decodeScalar(_ bytes: [UInt8], at position: Int) -> DecodedScalar {
    let first = bytes[position]
    return first < 0x80
        ? DecodedScalar(UInt32(first), 1) : bytes.withUnsafeBufferPointer { decodeLongScalar($0, at: position) }
}

/// The scalar that begins at `position`, which must be inside the buffer.
@inline(__always)
func decodeScalar(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> DecodedScalar {
    let first = bytes[position]
    return first < 0x80 ? DecodedScalar(UInt32(first), 1) : decodeLongScalar(bytes, at: position)
}

private func decodeLongScalar(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> DecodedScalar {
    let first = UInt32(bytes[position])
    let length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0
    guard length > 0, position + length <= bytes.count else { return DecodedScalar(0xFFFD, 1) }
    var value = first & (0xFF >> (UInt32(length) + 1))
    for offset in 1..<length {
        let next = UInt32(bytes[position + offset])
        guard next & 0xC0 == 0x80 else { return DecodedScalar(0xFFFD, 1) }
        value = value << 6 | next & 0x3F
    }
    return DecodedScalar(value, length)
}

/// The Unicode scalars of a text given as UTF-8; their number is what Python calls `len`.
package func unicodeScalars(_ bytes: [UInt8]) -> [UInt32] {
    var scalars: [UInt32] = []
    scalars.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
        let scalar = decodeScalar(bytes, at: position)
        scalars.append(scalar.value)
        position += scalar.length
    }
    return scalars
}

/// Appends the UTF-8 of one scalar. Values that are no scalars become U+FFFD.
package func appendUTF8(_ value: UInt32, to bytes: inout [UInt8]) {
    if value < 0x80 {
        bytes.append(UInt8(value))
    } else if let scalar = Unicode.Scalar(value) {
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    } else {
        bytes.append(contentsOf: UTF8.encodedReplacementCharacter)
    }
}

/// Whether every byte is ASCII.
package func isASCII(_ bytes: [UInt8]) -> Bool {
    var seen: UInt8 = 0
    for byte in bytes { seen |= byte }
    return seen < 0x80
}
