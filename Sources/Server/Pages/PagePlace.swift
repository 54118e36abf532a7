import HummingbirdCore

/// Where a page stands.
struct PagePlace: Sendable {
    /// What stands before all paths, where a proxy serves the pages below a path of its own; empty for nothing.
    let root: String
    /// The path and query that were asked for, without the root.
    let target: String

    init(_ call: Call) {
        root = call.resources.settings.pathPrefix
        let asked = call.request.uri.string
        let rest = asked.hasPrefix(root) ? asked.dropFirst(root.count) : asked[...]
        target = rest.hasPrefix("/") ? String(rest) : rest.isEmpty || rest.hasPrefix("?") ? "/" + rest : asked
    }
}
