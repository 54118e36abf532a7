/// Base64 of RFC 4648 with its first alphabet and padding.
package enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static let values: [UInt8?] = {
        var values = [UInt8?](repeating: nil, count: 256)
        for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
        return values
    }()

    /// The text that stands for bytes.
    package static func text(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        result.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0...group.count { result.append(alphabet[bits >> (18 - 6 * place) & 0x3F]) }
            result += repeatElement(UInt8(ascii: "="), count: 3 - group.count)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The bytes that a text stands for; nil when it is not base64.
    package static func bytes(_ text: String) -> [UInt8]? {
        let letters = Array(text.utf8)
        guard letters.count % 4 == 0 else { return nil }
        let padding = letters.suffix(2).filter { $0 == UInt8(ascii: "=") }.count
        let digits = letters.dropLast(padding)
        var result: [UInt8] = []
        var (bits, count) = (0, 0)
        for digit in digits {
            guard let value = values[Int(digit)] else { return nil }
            bits = (bits << 6 | Int(value)) & 0xFFFFFF
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            result.append(UInt8(truncatingIfNeeded: bits >> count))
        }
        return result
    }
}
