#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An IPv4 or IPv6 address.
struct IPAddress: Sendable, Hashable {
    /// Four bytes or sixteen.
    let bytes: [UInt8]

    /// An address of four or sixteen bytes.
    init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// Reads an address in its ordinary spelling.
    init?(_ text: String) {
        var four = [UInt8](repeating: 0, count: 4)
        var sixteen = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = four
        } else if inet_pton(AF_INET6, text, &sixteen) == 1 {
            bytes = sixteen
        } else {
            return nil
        }
    }

    /// The address in its ordinary spelling.
    var text: String {
        var buffer = [CChar](repeating: 0, count: 64)
        guard inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &buffer, socklen_t(buffer.count)) != nil else { return "" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether it is one of the public internet's: not of this machine, this link, a private network, a documentation or a reserved
    /// block. An IPv6 address that stands for an IPv4 address is judged by that.
    var isPublic: Bool {
        if bytes.count == 4 { return Self.isPublicIPv4(bytes[...]) }
        if hasPrefix([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], 96) || hasPrefix([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0], 96) {
            return Self.isPublicIPv4(bytes[12...])
        }
        if hasPrefix([0x20, 0x02], 16) { return Self.isPublicIPv4(bytes[2..<6]) }
        guard hasPrefix([0x20], 3) else { return false }
        let reserved: [([UInt8], Int)] = [
            ([0x20, 0x01, 0x00], 23), ([0x20, 0x01, 0x0D, 0xB8], 32), ([0x3F, 0xFF, 0x00], 20),
        ]
        return !reserved.contains { hasPrefix($0.0, $0.1) }
    }

    private static func isPublicIPv4(_ bytes: ArraySlice<UInt8>) -> Bool {
        let reserved: [([UInt8], Int)] = [
            ([0], 8), ([10], 8), ([100, 64], 10), ([127], 8), ([169, 254], 16), ([172, 16], 12), ([192, 0, 0], 24), ([192, 0, 2], 24),
            ([192, 88, 99], 24), ([192, 168], 16), ([198, 18], 15), ([198, 51, 100], 24), ([203, 0, 113], 24), ([224], 4), ([240], 4),
        ]
        return !reserved.contains { has(bytes, $0.0, $0.1) }
    }

    private func hasPrefix(_ prefix: [UInt8], _ bits: Int) -> Bool { Self.has(bytes[...], prefix, bits) }

    private static func has(_ bytes: ArraySlice<UInt8>, _ prefix: [UInt8], _ bits: Int) -> Bool {
        var left = bits
        for (byte, wanted) in zip(bytes, prefix) where left > 0 {
            let mask: UInt8 = left >= 8 ? 0xFF : ~(0xFF >> UInt8(left))
            guard byte & mask == wanted & mask else { return false }
            left -= 8
        }
        return true
    }
}
