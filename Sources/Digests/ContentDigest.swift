import Crypto

/// A SHA-256 digest of content, taken piece by piece, as 64 lower-case hexadecimal digits.
package struct ContentDigest: Sendable {
    private var hash = SHA256()

    /// The digest of nothing yet.
    package init() {}

    /// Adds bytes.
    package mutating func update(_ bytes: [UInt8]) { hash.update(data: bytes) }

    /// Adds bytes.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) { hash.update(bufferPointer: bytes) }

    /// The digits of everything added so far; more may be added afterwards.
    package var hex: String { Self.hexadecimal(hash.finalize()) }

    /// The digits of the digest of some bytes.
    package static func hex(of bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }

    private static func hexadecimal(_ digest: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
