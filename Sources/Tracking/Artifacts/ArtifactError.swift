/// Why an artifact cannot be had, or kept, where a request says.
package enum ArtifactError: Error, Sendable, Hashable {
    /// The path leads out of its folder, over a link, or is none.
    case invalidPath
    /// There is nothing at the path.
    case missing(path: String)
    /// A folder lies where a file is meant.
    case isFolder(path: String)
    /// A file lies where a folder is meant.
    case isFile(path: String)
    /// The artifacts lie where this program does not look: in a bucket, or on another server.
    case elsewhere(uri: String)
    /// There is no upload in parts of that name, or its parts are not what they should be.
    case upload(reason: String)
}

extension ArtifactError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .invalidPath: "Invalid path"
        case .missing(let path): "No such artifact: '\(path)'"
        case .isFolder(let path): "The artifact '\(path)' is a directory, not a file."
        case .isFile(let path): "The artifact '\(path)' is a file, not a directory."
        case .elsewhere(let uri): "The artifacts at '\(uri)' are not read or written by this server; use the client's own access to them."
        case .upload(let reason): reason
        }
    }
}
