#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Places on the server's own disk.
enum LocalPlace {
    /// Whether a path is the folder that a URI names, or lies below it, once links are followed. False for a URI of anywhere else.
    static func contains(_ root: String, _ path: String) -> Bool {
        guard case .local(let folder)? = try? ModelSource(parsing: root), folder != "/" else { return false }
        return resolved(path).pathSegments.lie(within: resolved(folder).pathSegments)
    }

    /// The path with links followed as far as there is something at it.
    private static func resolved(_ path: String) -> String {
        var folder = path.pathSegments
        var missing: [Substring] = []
        while true {
            if let real = realPath("/" + folder.joined(separator: "/")) {
                return ([Substring(real)] + missing.reversed()).joined(separator: "/")
            }
            guard let last = folder.popLast() else { return path }
            missing.append(last)
        }
    }

    private static func realPath(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}
