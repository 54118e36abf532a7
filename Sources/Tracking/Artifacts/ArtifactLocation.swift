/// Where a URI of artifacts leads.
package enum ArtifactLocation: Sendable, Hashable {
    /// Into the store's own folder of artifacts: `mlflow-artifacts:/2/abc`, or the address of such a place on a server, which is taken to
    /// be this one.
    case store(ArtifactPath)
    /// To a folder of this machine: a path or a `file:` URI.
    case folder(String)
    /// Somewhere else.
    case elsewhere

    /// Reads a URI as MLflow writes them.
    package init(_ uri: String) {
        guard let colon = uri.utf8.firstIndex(of: UInt8(ascii: ":")), !uri.utf8[..<colon].contains(UInt8(ascii: "/")) else {
            self = .folder(uri)
            return
        }
        let rest = String(Substring(uri.utf8[uri.utf8.index(after: colon)...]))
        switch uri[..<colon].lowercased() {
        case "mlflow-artifacts":
            self = Self.withoutHost(rest).flatMap { ArtifactPath(String($0.drop { $0 == "/" })) }.map(Self.store) ?? .elsewhere
        case "http", "https": self = Self.behindRoute(rest).flatMap { ArtifactPath($0) }.map(Self.store) ?? .elsewhere
        case "file": self = Self.withoutHost(rest).map { .folder(PercentEncodedText.decoded($0)) } ?? .elsewhere
        default: self = .elsewhere
        }
    }

    /// What follows the route of proxied artifacts in an address; nil when the address has none.
    private static func behindRoute(_ text: String) -> String? {
        let segments = text.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }.split(separator: UInt8(ascii: "/"))
        let names = segments.map { String(Substring($0)) }
        let route = ["api", "2.0", "mlflow-artifacts", "artifacts"]
        guard text.hasPrefix("//"), names.count > route.count,
            let place = (1...(names.count - route.count)).first(where: { Array(names[$0..<$0 + route.count]) == route })
        else { return nil }
        return names[(place + route.count)...].joined(separator: "/")
    }

    /// The path after `//` and no host but this machine; nil when there is a host.
    private static func withoutHost(_ text: String) -> String? {
        guard text.hasPrefix("//") else { return text.hasPrefix("/") ? text : nil }
        let rest = text.dropFirst(2)
        if rest.hasPrefix("/") { return String(rest) }
        return rest.hasPrefix("localhost/") ? String(rest.dropFirst("localhost".count)) : nil
    }
}
