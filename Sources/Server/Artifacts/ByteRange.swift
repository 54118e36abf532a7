/// The part of a file that a request asks for (RFC 9110, section 14): one range of bytes.
enum ByteRange: Sendable, Hashable {
    /// The whole file: no range was asked for, or one that is not understood, or several.
    case whole
    /// From the first to the last byte, both included.
    case part(first: Int64, last: Int64)
    /// A range that begins behind the end of the file.
    case unsatisfiable

    /// Reads a `Range` header for a file of that many bytes.
    init(header: String?, byteCount: Int64) {
        guard let header, header.lowercased().hasPrefix("bytes="), !header.contains(",") else {
            self = .whole
            return
        }
        let bounds = header.dropFirst("bytes=".count).split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
            .map { $0.filter { $0 != " " } }
        guard bounds.count == 2, bounds.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else {
            self = .whole
            return
        }
        self = Self.range(first: bounds[0], last: bounds[1], byteCount: byteCount)
    }

    private static func range(first: String, last: String, byteCount: Int64) -> ByteRange {
        if first.isEmpty {
            guard let length = number(last) else { return .whole }
            return length == 0 || byteCount == 0 ? .unsatisfiable : .part(first: max(0, byteCount - length), last: byteCount - 1)
        }
        guard let start = number(first) else { return .whole }
        let end = last.isEmpty ? Int64.max : number(last) ?? 0
        if end < start { return .whole }
        return start >= byteCount ? .unsatisfiable : .part(first: start, last: min(end, byteCount - 1))
    }

    /// A decimal number, the greatest there is when it has too many digits; nil for none.
    private static func number(_ text: String) -> Int64? { text.isEmpty ? nil : Int64(text) ?? Int64.max }
}
