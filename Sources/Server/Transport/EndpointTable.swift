import HTTPTypes
import Tracking

/// All operations of the server, found by method and path.
///
/// A path is split at its slashes, where several count as one; each segment is percent-decoded once. Fixed paths win over those with
/// parameters, parameters with an ending (`:id.json`) over those without, and parameters over a rest.
struct EndpointTable: Sendable {
    /// What a path and a method lead to.
    enum Match: Sendable {
        /// An operation with the texts of its path's parameters; a rest is called `path`.
        case found(Endpoint, parameters: [(name: String, value: String)])
        /// The path is known, but not with this method.
        case wrongMethod(allowed: [HTTPRequest.Method])
        case unknown
    }

    /// Every operation, in the order in which the documentation lists them.
    let endpoints: [Endpoint]
    private var root = Node()
    /// Operations whose whole path is fixed, by that path: most requests.
    private var fixed: [String: Node] = [:]

    init(_ endpoints: [Endpoint]) {
        self.endpoints = endpoints
        for endpoint in endpoints {
            for path in endpoint.paths {
                root.insert(endpoint, path.split(separator: "/")[...])
                if !path.contains(where: { $0 == ":" || $0 == "*" }) { fixed[path, default: Node()].endpoints[endpoint.method] = endpoint }
            }
        }
    }

    /// The operation at a path, which begins with `/` and has no query.
    func match(_ method: HTTPRequest.Method, _ path: String) -> Match {
        if let endpoint = fixed[path]?.endpoints[method] { return .found(endpoint, parameters: []) }
        let segments = path.pathSegments.map { PercentEncoding.decoded($0) }
        var parameters: [(name: String, value: String)] = []
        guard let node = root.find(segments[...], &parameters) else { return .unknown }
        if let endpoint = node.endpoints[method] ?? (method == .head ? node.endpoints[.get] : nil) {
            return .found(endpoint, parameters: parameters)
        }
        return .wrongMethod(allowed: node.endpoints.keys.sorted { $0.rawValue < $1.rawValue })
    }

    private struct Node: Sendable {
        var endpoints: [HTTPRequest.Method: Endpoint] = [:]
        var fixed: [String: Node] = [:]
        /// Nodes behind a parameter, those with longer endings first.
        var parameters: [(name: String, ending: String, node: Node)] = []
        /// The operations that take whatever is left of the path.
        var rest: [HTTPRequest.Method: Endpoint] = [:]

        mutating func insert(_ endpoint: Endpoint, _ segments: ArraySlice<Substring>) {
            guard let first = segments.first else {
                endpoints[endpoint.method] = endpoint
                return
            }
            if first == "**" {
                rest[endpoint.method] = endpoint
            } else if first.first == ":" {
                insert(endpoint, behind: first.dropFirst(), segments.dropFirst())
            } else {
                fixed[String(first), default: Node()].insert(endpoint, segments.dropFirst())
            }
        }

        private mutating func insert(_ endpoint: Endpoint, behind parameter: Substring, _ segments: ArraySlice<Substring>) {
            let name = String(parameter.prefix { $0 != "." })
            let ending = String(parameter.dropFirst(name.count))
            let place = parameters.firstIndex { $0.name == name && $0.ending == ending }
            var node = place.map { parameters[$0].node } ?? Node()
            node.insert(endpoint, segments)
            if let place {
                parameters[place].node = node
            } else {
                parameters.append((name, ending, node))
                parameters.sort { $0.ending.utf8.count > $1.ending.utf8.count }
            }
        }

        func find(_ segments: ArraySlice<String>, _ found: inout [(name: String, value: String)]) -> Node? {
            guard let first = segments.first else { return endpoints.isEmpty ? nil : self }
            if let node = fixed[first]?.find(segments.dropFirst(), &found) { return node }
            for (name, ending, node) in parameters where first.hasSuffix(ending) && first.utf8.count > ending.utf8.count {
                found.append((name, String(first.dropLast(ending.count))))
                if let node = node.find(segments.dropFirst(), &found) { return node }
                found.removeLast()
            }
            guard !rest.isEmpty else { return nil }
            found.append(("path", segments.joined(separator: "/")))
            return Node(endpoints: rest)
        }
    }
}
