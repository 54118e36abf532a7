/// The address of a webhook, taken apart so strictly that no two readers can understand it differently.
///
/// Host names, IPv4 and bracketed IPv6 addresses with an optional port; no user names, no fragments, no backslashes, nothing outside of
/// printable ASCII.
struct WebhookURL: Sendable, Hashable {
    let scheme: String
    /// The host in lower case; an IPv6 address without its brackets.
    let host: String
    let port: Int?
    /// Path and query, beginning with a slash.
    let target: String

    /// Reads an address whose scheme is one of those; throws what the client is told.
    init(_ text: String, schemes: [String]) throws(MLflowError) {
        guard text.utf8.contains(where: { $0 > 0x20 }) else {
            throw .invalid("Webhook URL cannot be empty or just whitespace: '\(text)'")
        }
        guard text.utf8.count <= 2048, text.utf8.allSatisfy(Self.isAllowed) else { throw Self.wrong(text) }
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
        scheme = parts.count == 2 ? String(Substring(parts[0])).lowercased() : ""
        guard schemes.contains(scheme) else {
            throw .invalid("Invalid webhook URL scheme: '\(scheme)'. Allowed schemes are: \(schemes.joined(separator: ", ")).")
        }
        guard parts[1].starts(with: "//".utf8) else { throw Self.hostless(text) }
        let rest = parts[1].dropFirst(2)
        let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        guard !authority.isEmpty else { throw Self.hostless(text) }
        guard let (host, port) = Self.hostAndPort(String(Substring(authority))) else { throw Self.wrong(text) }
        self.host = host
        self.port = port
        let target = String(Substring(rest.dropFirst(authority.count)))
        self.target = target.hasPrefix("/") ? target : "/" + target
    }

    /// The address as it is called.
    var text: String {
        let name = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
        return "\(scheme)://\(name)\(port.map { ":\($0)" } ?? "")\(target)"
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        guard byte > 0x20, byte < 0x7F else { return false }
        return !"\\\"<>^`{}|#".utf8.contains(byte)
    }

    private static func hostAndPort(_ authority: String) -> (String, Int?)? {
        guard !authority.contains("@") else { return nil }
        if authority.hasPrefix("[") {
            let parts = authority.dropFirst().split(separator: "]", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0].utf8.allSatisfy(isAddressByte), IPAddress(String(parts[0])) != nil else { return nil }
            if parts[1].isEmpty { return (parts[0].lowercased(), nil) }
            guard parts[1].hasPrefix(":"), let port = port(parts[1].dropFirst()) else { return nil }
            return (parts[0].lowercased(), port)
        }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, !parts[0].isEmpty, parts[0].utf8.count <= 253, parts[0].utf8.allSatisfy(isNameByte) else { return nil }
        guard parts.count == 2 else { return (parts[0].lowercased(), nil) }
        guard let port = port(parts[1]) else { return nil }
        return (parts[0].lowercased(), port)
    }

    private static func port(_ text: Substring) -> Int? {
        guard text.utf8.count <= 5, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(text) else { return nil }
        return (1...65_535).contains(port) ? port : nil
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "_")
    }

    private static func isAddressByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
    }

    private static func wrong(_ text: String) -> MLflowError {
        .invalid("Invalid webhook URL '\(text.prefix(200))': write scheme, host, port and path in plain letters, without a user name.")
    }

    private static func hostless(_ text: String) -> MLflowError {
        .invalid("Webhook URL must include a hostname: '\(text.prefix(200))'")
    }
}
