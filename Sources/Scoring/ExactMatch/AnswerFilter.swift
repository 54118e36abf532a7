/// How lm-evaluation-harness takes the final answer out of a model's text before comparing it.
public enum AnswerFilter: Sendable {
    /// The text a pattern matches: its first group that took part, or all of it without groups, stripped. `groupSelect` chooses among
    /// the matches (0 the first, -1 the last); without a match the answer is `fallback`.
    case regex(Pattern, groupSelect: Int, fallback: String)
    /// One white space character at the beginning is dropped.
    case removeWhitespace
    /// Lower case.
    case lowercase
    /// Upper case.
    case uppercase
    /// The value under the text's own name; `fallback` for other texts.
    case map([String: String], fallback: String)

    /// The text that is left. Throws ``ScoringError`` when a pattern backtracks too much.
    public func apply(to text: String) throws(ScoringError) -> String {
        switch self {
        case .regex(let pattern, let select, let fallback): return try Self.selected(pattern, select, in: text) ?? fallback
        case .removeWhitespace:
            guard let first = text.unicodeScalars.first, isPythonWhitespace(first.value) else { return text }
            return String(text.unicodeScalars.dropFirst())
        case .lowercase: return String(decoding: lowercasedScalars(Array(text.utf8)), as: UTF8.self)
        case .uppercase: return text.uppercased()
        case .map(let names, let fallback): return names[text] ?? fallback
        }
    }

    private static func selected(_ pattern: Pattern, _ select: Int, in text: String) throws(ScoringError) -> String? {
        let matches = try pattern.all(in: text)
        let place = select < 0 ? matches.count + select : select
        guard matches.indices.contains(place) else { return nil }
        let match = matches[place]
        let groups = (1..<max(1, match.ranges.count)).map { match.group($0, in: text) ?? "" }
        let found: String
        switch groups.count {
        case 0: found = match.text(in: text)
        case 1: found = groups[0]
        default:
            guard let first = groups.first(where: { !$0.isEmpty }) else { return nil }
            found = first
        }
        let bytes = Array(found.utf8)
        return String(decoding: bytes[pythonStripped(bytes)], as: UTF8.self)
    }
}

/// The text that occurs most often among several, the one seen first on ties; nil for none. As lm-evaluation-harness' majority vote.
public func majorityVote(_ texts: [String]) -> String? {
    var counts: [String: Int] = [:]
    for text in texts { counts[text, default: 0] += 1 }
    var best: (text: String, count: Int)?
    for text in texts where counts[text, default: 0] > best?.count ?? 0 { best = (text, counts[text, default: 0]) }
    return best?.text
}
