import TouchstoneJSON

/// JSON pointers (RFC 6901), such as `/items/0/a~1b`.
enum JSONPointer {
    /// One step of a pointer with `~` and `/` escaped.
    static func escaped(_ name: String) -> String {
        guard name.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return name }
        var bytes: [UInt8] = []
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "~"): bytes += "~0".utf8
            case UInt8(ascii: "/"): bytes += "~1".utf8
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A step as it was before ``escaped(_:)``.
    static func unescaped(_ step: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        var isEscape = false
        for byte in step.utf8 {
            if isEscape {
                bytes.append(byte == UInt8(ascii: "1") ? UInt8(ascii: "/") : byte == UInt8(ascii: "0") ? UInt8(ascii: "~") : byte)
                isEscape = false
            } else if byte == UInt8(ascii: "~") {
                isEscape = true
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A pointer from a URL's fragment.
    static func percentDecoded(_ fragment: String) -> String {
        let bytes = Array(fragment.utf8)
        var decoded: [UInt8] = []
        var position = 0
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "%"), position + 2 < bytes.count,
                let byte = UInt8(String(decoding: bytes[position + 1...position + 2], as: UTF8.self), radix: 16)
            {
                decoded.append(byte)
                position += 3
            } else {
                decoded.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    /// The value at a pointer; nil when it leads nowhere.
    static func value(at pointer: String, in document: JSONValue) -> JSONValue? {
        var value = document
        for step in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            let name = unescaped(step)
            guard let next = value[name] ?? Int(name).flatMap({ value[$0] }) else { return nil }
            value = next
        }
        return value
    }
}
