#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file or folder among artifacts.
package struct ArtifactEntry: Sendable, Hashable {
    /// Its name within its folder.
    package let name: String
    /// How many bytes it has; nil for a folder.
    package let byteCount: Int64?

    /// Whether it is a folder.
    package var isFolder: Bool { byteCount == nil }
}

extension ArtifactEntry {
    /// Nil for what is neither a file nor a folder, such as a link.
    init?(name: String, _ status: stat) {
        switch status.st_mode & S_IFMT {
        case S_IFREG: self.init(name: name, byteCount: Int64(status.st_size))
        case S_IFDIR: self.init(name: name, byteCount: nil)
        default: return nil
        }
    }
}
