/// The path of an artifact within its run, made sure to lie there.
///
/// Refused, also when percent-encoded any number of times: an empty path, an absolute one, a step up (`..`), empty or `.` segments,
/// backslashes, drive letters, `#`, `file:` and control characters.
struct ArtifactPath: Sendable, Hashable {
    let text: String

    init(_ text: String) throws(TrackingError) {
        var decoded = Array(text.utf8)
        while let further = Self.percentDecoded(decoded) { decoded = further }
        guard Self.isSafe(Array(text.utf8)), Self.isSafe(decoded) else {
            throw .invalid(reason: "\"\(text)\" is not a path within a run's artifacts")
        }
        self.text = text
    }

    private static func isSafe(_ path: [UInt8]) -> Bool {
        guard !path.isEmpty, path.count <= 1024, !path.starts(with: "file:".utf8) else { return false }
        guard path.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "#") }) else { return false }
        if path.count > 1, path[1] == UInt8(ascii: ":") { return false }
        return path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { segment in
            !segment.isEmpty && segment.count <= 255 && !segment.elementsEqual(".".utf8) && !segment.elementsEqual("..".utf8)
        }
    }

    /// The bytes with each `%XX` replaced; nil when there is none.
    private static func percentDecoded(_ bytes: [UInt8]) -> [UInt8]? {
        var decoded: [UInt8] = []
        var changed = false
        var offset = 0
        while offset < bytes.count {
            if bytes[offset] == UInt8(ascii: "%"), offset + 2 < bytes.count,
                let high = digit(bytes[offset + 1]), let low = digit(bytes[offset + 2])
            {
                decoded.append(high << 4 | low)
                offset += 3
                changed = true
            } else {
                decoded.append(bytes[offset])
                offset += 1
            }
        }
        return changed ? decoded : nil
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 0x30
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - 0x57
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - 0x37
        default: nil
        }
    }
}
