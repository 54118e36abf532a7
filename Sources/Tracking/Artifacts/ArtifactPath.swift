/// A path below a folder of artifacts, made sure to lie there.
///
/// Refused, also when percent-encoded any number of times: an absolute path, a step up (`..`), backslashes, drive letters, `#`, `file:`
/// in any case, control characters, and segments longer than file systems take. Empty and `.` segments are left out of ``text``.
package struct ArtifactPath: Sendable, Hashable {
    /// The path, its segments separated by single slashes; empty for the folder itself.
    package let text: String

    /// The folder itself.
    package static let root = ArtifactPath(trusted: "")

    /// Nil for a path that leads out of the folder, or might.
    package init?(_ text: String) {
        var decoded = Array(text.utf8)
        guard Self.isSafe(decoded) else { return nil }
        while let further = PercentEncodedText.decoded(decoded) { decoded = further }
        guard Self.isSafe(decoded) else { return nil }
        self.text = text.utf8.split(separator: UInt8(ascii: "/")).filter { !$0.elementsEqual(".".utf8) }.map { String(Substring($0)) }
            .joined(separator: "/")
    }

    /// A path of segments that are known to be safe.
    private init(trusted text: String) { self.text = text }

    /// The names from the folder down.
    package var segments: [Substring] { text.pathSegments }

    /// Whether this is the folder itself.
    package var isRoot: Bool { text.isEmpty }

    /// The last name; empty for the folder itself.
    package var name: Substring { segments.last ?? "" }

    /// A path below this one.
    package func appending(_ path: ArtifactPath) -> ArtifactPath {
        if isRoot { return path }
        return path.isRoot ? self : ArtifactPath(trusted: "\(text)/\(path.text)")
    }

    private static func isSafe(_ path: [UInt8]) -> Bool {
        guard path.count <= 4096, path.first != UInt8(ascii: "/"), !isFileURI(path) else { return false }
        guard path.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "#") }) else { return false }
        if path.count > 1, path[1] == UInt8(ascii: ":") { return false }
        return path.split(separator: UInt8(ascii: "/")).allSatisfy { $0.count <= 255 && !$0.elementsEqual("..".utf8) }
    }

    private static func isFileURI(_ path: [UInt8]) -> Bool {
        path.prefix(5).map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }.elementsEqual("file:".utf8)
    }
}
