/// Finds what a model wrapped in a Markdown code fence.
public enum CodeFence {
    private static let embedded = Result { try Pattern(#"```(?:json)?\s*\n(.*?)\n```"#, options: .dotMatchesAll) }

    /// The content of the fence that a text begins with, or of the first fenced block on lines of its own; else the text itself.
    /// White space around the result is trimmed. Follows MLflow 3's reading of judges' answers.
    public static func content(of text: String) -> String {
        let trimmed = text.trimmingPythonWhitespace()
        if trimmed.utf8.starts(with: "```".utf8) { return opened(trimmed) }
        if let match = try? embedded.get().first(in: trimmed), let block = match.group(1, in: trimmed) {
            return block.trimmingPythonWhitespace()
        }
        return trimmed
    }

    /// The content of a text that begins with a fence: up to the first line that is nothing but a fence, or a fence at the very end.
    private static func opened(_ text: String) -> String {
        let bytes = Array(text.utf8.dropFirst(3))
        let language = bytes.prefix { isWordByte($0) }.count
        var lines = bytes[language...].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
        if let close = lines.dropFirst().firstIndex(where: { isFence($0) }) { lines = lines[..<close] }
        var content = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
        if content.suffix(3).elementsEqual("```".utf8) { content.removeLast(3) }
        return String(decoding: content, as: UTF8.self).trimmingPythonWhitespace()
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "+"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private static func isFence(_ line: ArraySlice<UInt8>) -> Bool {
        let blanks: [UInt8] = [0x20, 0x09, 0x0D]
        let rest = line.drop { blanks.contains($0) }
        return rest.prefix(3).elementsEqual("```".utf8) && rest.dropFirst(3).allSatisfy { blanks.contains($0) }
    }
}
