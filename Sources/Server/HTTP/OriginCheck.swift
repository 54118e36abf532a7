import HTTPTypes
import Hummingbird

/// Refuses requests that a stranger's web page could have made: those that name a foreign host, as DNS rebinding does, and those that
/// change something on behalf of a foreign origin (section 0.5 of the wire contract).
struct OriginCheck: Sendable, Hashable {
    /// Hosts that the server answers to beside this machine and private networks; a `*` stands for any text.
    let hosts: Set<String>
    /// Origins whose pages may call the server beside those of this machine; a `*` stands for any text.
    let origins: Set<String>

    init(hosts: some Sequence<String> = [], origins: some Sequence<String> = []) {
        self.hosts = Set(hosts.map { $0.lowercased() })
        self.origins = Set(origins.map { $0.lowercased() })
    }

    /// The answer that refuses a request; nil when it may be served. The path is the one without the static prefix.
    func refusal(_ request: Request, path: some StringProtocol) -> Response? {
        if path != "/health", path != "/version", let host = request.head.authority, !allows(host: host) {
            return Reply.text("Invalid Host header - possible DNS rebinding attack detected", .forbidden)
        }
        guard Self.changing.contains(request.method), let origin = request.headers[.origin] else { return nil }
        return allows(origin: origin, host: request.head.authority) ? nil : Reply.text("Cross-origin request blocked", .forbidden)
    }

    private static let changing: Set<HTTPRequest.Method> = [.post, .put, .patch, .delete]

    /// Whether a `Host` header is one of ours: a name for this machine, an address of a private network, or one that was allowed.
    func allows(host header: String) -> Bool {
        let header = header.lowercased()
        let name = Self.name(of: header)
        if hosts.contains(header) || hosts.contains(name) || hosts.contains(where: { Self.matches(header, $0) || Self.matches(name, $0) }) {
            return true
        }
        return name == "localhost" || Self.isPrivate(name)
    }

    /// Whether a page of that origin may change things: it is of this machine, of this very server, or was allowed.
    func allows(origin: String, host: String?) -> Bool {
        let origin = origin.lowercased()
        if origins.contains(origin) || origins.contains(where: { Self.matches(origin, $0) }) { return true }
        guard let slashes = origin.firstIndex(of: "/"), origin[slashes...].hasPrefix("//") else { return false }
        let authority = String(origin[slashes...].dropFirst(2))
        let name = Self.name(of: authority)
        return authority == host?.lowercased() || name == "localhost" || name == "[::1]"
            || name.hasPrefix("127.") && Self.octets(name) != nil
    }

    /// Whether a text is one that a pattern with `*` describes. Patterns come from the operator, and texts are short.
    private static func matches(_ text: String, _ pattern: String) -> Bool {
        let pieces = pattern.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
        guard pieces.count > 1, let first = pieces.first, let last = pieces.last else { return false }
        let bytes = Array(text.utf8)
        guard bytes.count >= first.count + last.count, bytes.starts(with: first), bytes.suffix(last.count).elementsEqual(last) else {
            return false
        }
        var rest = bytes[first.count..<bytes.count - last.count]
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let place = rest.indices.first(where: { rest[$0...].starts(with: piece) }) else { return false }
            rest = rest[(place + piece.count)...]
        }
        return true
    }

    /// A host without its port.
    private static func name(of authority: String) -> String {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") { return String(authority[...end]) }
        return String(authority.prefix { $0 != ":" })
    }

    /// Whether a host is an address of this machine or of a private network, written as numbers: names can be made to lead anywhere.
    private static func isPrivate(_ name: String) -> Bool {
        if let octets = octets(name) {
            switch (octets[0], octets[1]) {
            case (127, _), (10, _), (192, 168), (172, 16...31), (169, 254): return true
            default: return octets == [0, 0, 0, 0]
            }
        }
        guard name.hasPrefix("["), name.hasSuffix("]") else { return false }
        return name == "[::1]" || ["[fc", "[fd", "[fe8", "[fe9", "[fea", "[feb"].contains { name.hasPrefix($0) }
    }

    private static func octets(_ name: String) -> [UInt8]? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        let octets = parts.compactMap { $0 }
        return parts.count == 4 && octets.count == 4 ? octets : nil
    }
}
