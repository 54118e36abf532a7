/// One occurrence of a ``Pattern``: where it lies, and where its groups lie.
public struct PatternMatch: Sendable, Hashable {
    /// Byte offsets into the text's UTF-8: the whole match first, then every group; nil for a group that took no part.
    public let ranges: [Range<Int>?]

    /// The byte range of the whole match.
    public var range: Range<Int> { (ranges.first ?? nil) ?? 0..<0 }

    /// The text of the whole match.
    public func text(in text: String) -> String { Self.slice(text, range) }

    /// The text of a group (0 is the whole match); nil when there is no such group or it took no part.
    public func group(_ number: Int, in text: String) -> String? {
        guard ranges.indices.contains(number), let range = ranges[number] else { return nil }
        return Self.slice(text, range)
    }

    private static func slice(_ text: String, _ range: Range<Int>) -> String {
        let bytes = text.utf8
        guard let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound, limitedBy: bytes.endIndex),
            let end = bytes.index(start, offsetBy: range.count, limitedBy: bytes.endIndex)
        else { return "" }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }
}
