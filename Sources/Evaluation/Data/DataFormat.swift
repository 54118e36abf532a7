/// How rows are written in a file.
public enum DataFormat: String, Sendable, Hashable, CaseIterable {
    /// One JSON object per line.
    case jsonl
    /// One JSON array of objects.
    case json
    /// Comma-separated values with a header line (RFC 4180).
    case csv

    /// The format that a file's name tells (`.gz` is looked through); JSONL when it tells nothing.
    public init(path: String) {
        var name = path.lowercased()
        if name.hasSuffix(".gz") { name.removeLast(3) }
        self = name.hasSuffix(".csv") ? .csv : name.hasSuffix(".json") ? .json : .jsonl
    }
}
