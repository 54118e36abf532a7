/// Where in an answer its number is looked for.
public enum NumberExtraction: Sendable {
    /// The last number of the text, as the answers of GSM8K, lm-eval's flexible extraction and most people have it.
    case last
    /// The first number of the text.
    case first
    /// The first number after the last occurrence of a marker such as `####`.
    case after(String)
    /// The number in the last `\boxed{…}`; `\frac{a}{b}` is read as a fraction.
    case boxed
    /// The first number in a group of the first match of a pattern, or of the last one.
    case group(Int, of: Pattern, isLast: Bool)
    /// The text itself, which must be nothing but a number.
    case whole

    /// The number in a text; nil when there is none. Throws when the pattern cannot be matched.
    public func number(in text: String, readsFractions: Bool = true) throws(ScoringError) -> ExtractedNumber? {
        switch self {
        case .last: return Self.numbers(text, readsFractions).last
        case .first: return Self.numbers(text, readsFractions).first
        case .after(let marker): return Self.suffix(of: text, after: marker).flatMap { Self.numbers($0, readsFractions).first }
        case .boxed: return Self.boxed(in: text).flatMap { Self.numbers($0, readsFractions).first }
        case .whole:
            let trimmed = text.trimmingPythonWhitespace()
            guard let number = Self.numbers(trimmed, readsFractions).first, number.range.lowerBound == 0 else { return nil }
            let rest = trimmed.utf8.count - number.range.upperBound
            return rest == 0 || (number.isPercent && rest <= 2) ? number : nil
        case .group(let group, let pattern, let isLast):
            let match = isLast ? try pattern.all(in: text).last : try pattern.first(in: text)
            return match?.group(group, in: text).flatMap { Self.numbers($0, readsFractions).first }
        }
    }

    private static func numbers(_ text: String, _ readsFractions: Bool) -> [ExtractedNumber] {
        NumberScanner(bytes: Array(text.utf8), readsFractions: readsFractions).numbers()
    }

    private static func suffix(of text: String, after marker: String) -> String? {
        let (bytes, mark) = (Array(text.utf8), Array(marker.utf8))
        return lastOccurrence(of: mark, in: bytes).map { String(decoding: bytes[($0 + mark.count)...], as: UTF8.self) }
    }

    private static func lastOccurrence(of mark: [UInt8], in bytes: [UInt8]) -> Int? {
        guard !mark.isEmpty, bytes.count >= mark.count else { return nil }
        var start = bytes.count - mark.count
        while start >= 0 {
            if bytes[start] == mark[0], bytes[start..<(start + mark.count)].elementsEqual(mark) { return start }
            start -= 1
        }
        return nil
    }

    private static let fraction = Result { try Pattern(#"\\[dt]?frac\{(\s*-?[0-9.,]+)\s*\}\{\s*([0-9.,]+)\s*\}"#) }

    /// What the last box holds, with fractions written with a slash and without LaTeX's spaces.
    private static func boxed(in text: String) -> String? {
        let bytes = Array(text.utf8)
        let mark = Array(#"\boxed{"#.utf8)
        guard let start = lastOccurrence(of: mark, in: bytes) else { return nil }
        var depth = 1
        var end = start + mark.count
        while end < bytes.count, depth > 0 {
            if bytes[end] == UInt8(ascii: "{") { depth += 1 }
            if bytes[end] == UInt8(ascii: "}") { depth -= 1 }
            end += 1
        }
        let content = String(decoding: bytes[(start + mark.count)..<(depth == 0 ? end - 1 : end)], as: UTF8.self)
        if let match = try? fraction.get().first(in: content), let upper = match.group(1, in: content),
            let lower = match.group(2, in: content)
        {
            return upper + "/" + lower
        }
        return String(decoding: content.utf8.filter { $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "!") }, as: UTF8.self)
    }
}
