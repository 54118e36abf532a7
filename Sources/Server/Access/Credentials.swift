/// What an `Authorization` header says, as MLflow's client sends it.
enum Credentials: Sendable, Hashable {
    /// `MLFLOW_TRACKING_USERNAME` and `MLFLOW_TRACKING_PASSWORD`.
    case password(name: String, password: String)
    /// `MLFLOW_TRACKING_TOKEN`.
    case token(String)

    /// Reads a header; nil when it is of another kind or malformed.
    init?(header: String) {
        guard let space = header.firstIndex(of: " ") else { return nil }
        let value = header[header.index(after: space)...].filter { $0 != " " }
        switch header[..<space].lowercased() {
        case "basic":
            guard let bytes = Self.base64Decoded(value), let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return nil }
            self = .password(
                name: String(decoding: bytes[..<colon], as: UTF8.self), password: String(decoding: bytes[(colon + 1)...], as: UTF8.self))
        case "bearer" where !value.isEmpty: self = .token(value)
        default: return nil
        }
    }

    private static func base64Decoded(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for character in text.utf8 where character != UInt8(ascii: "=") {
            guard let value = sextet(character) else { return nil }
            buffer = buffer << 6 | UInt32(value)
            bits += 6
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
            buffer &= (1 << UInt32(bits)) - 1
        }
        return bytes
    }

    private static func sextet(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): character - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character + 4
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
