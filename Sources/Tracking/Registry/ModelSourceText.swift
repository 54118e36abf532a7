import TouchstoneJSON

/// The parts of a source's text, after percent-encoding was undone as often as it was applied.
package struct ModelSourceText: Sendable, Hashable {
    /// In lower case; nil for a plain path.
    package let scheme: String?
    /// What stands between `//` and the path; empty when there is none.
    package let authority: String
    /// The segments of the path that are not empty.
    package let segments: [String]
    /// Whether the path begins with a slash.
    let isAbsolute: Bool
    /// Whether a segment is `.` or `..`, also one between backslashes.
    let hasSteps: Bool

    private static let mostBytes = 8192

    /// The host and port of an address; nil for a text that has none.
    package static func authority(of text: String) -> String? {
        ModelSourceText(text).flatMap { $0.authority.isEmpty ? nil : $0.authority.lowercased() }
    }

    /// Takes a text apart; nil when it is very long or has control characters, space around it, a Windows drive, a backslash at its
    /// beginning, or a scheme that shows only after decoding.
    init?(_ text: String) {
        guard text.utf8.count <= Self.mostBytes else { return nil }
        let decoded = Self.decoded(Array(text.utf8))
        guard decoded.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }), !decoded.isEmpty, decoded.first != UInt8(ascii: "\\"),
            decoded.first != UInt8(ascii: " "), decoded.last != UInt8(ascii: " ")
        else { return nil }
        let scheme = Self.scheme(decoded[...])
        guard scheme == Self.scheme(of: text), scheme?.utf8.count != 1 else { return nil }
        self.scheme = scheme
        var rest = decoded[...]
        if let scheme { rest = rest.dropFirst(scheme.utf8.count + 1) }
        var authority = ArraySlice<UInt8>()
        if scheme != nil, rest.starts(with: "//".utf8) {
            authority = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
            rest = rest.dropFirst(2 + authority.count)
        }
        self.authority = String(decoding: authority, as: UTF8.self)
        isAbsolute = rest.first == UInt8(ascii: "/")
        segments = rest.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
        hasSteps = decoded.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }.contains { segment in
            segment.elementsEqual("..".utf8) || segment.elementsEqual(".".utf8)
        }
    }

    /// Whether it is below the same scheme and host as another text, and below its path segment by segment.
    package func isWithin(_ root: String) -> Bool {
        guard let root = ModelSourceText(root), !root.segments.isEmpty, !root.hasSteps, !hasSteps else { return false }
        guard scheme == root.scheme, authority.lowercased() == root.authority.lowercased() else { return false }
        return segments.starts(with: root.segments) { $0.isExactly($1) }
    }

    /// Whether an `http` address leads to the artifacts that a server hands on.
    var isProxyAddress: Bool {
        let route = ["api", "2.0", "mlflow-artifacts", "artifacts"]
        guard segments.count >= route.count else { return false }
        return (0...(segments.count - route.count)).contains { Array(segments[$0..<($0 + route.count)]) == route }
    }

    /// The scheme that a text begins with as it is written, in lower case; nil for none.
    static func scheme(of text: String) -> String? { scheme(Array(text.utf8)[...]) }

    /// What stands before the first colon, when it can be a scheme.
    private static func scheme(_ bytes: ArraySlice<UInt8>) -> String? {
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > bytes.startIndex else { return nil }
        let letters = bytes[..<colon]
        func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
        guard let first = letters.first, isLetter(first) else { return nil }
        let marks = Array("+-.0123456789".utf8)
        guard letters.allSatisfy({ isLetter($0) || marks.contains($0) }) else { return nil }
        return String(decoding: letters, as: UTF8.self).lowercased()
    }

    private static func decoded(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        while let further = PercentEncodedText.decoded(bytes) { bytes = further }
        return bytes
    }
}
