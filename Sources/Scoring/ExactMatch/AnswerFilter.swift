/// How lm-evaluation-harness takes the final answer out of a model's text before comparing it; one step of a pipeline.
public enum AnswerFilter: Sendable {
    /// `regex`: the text a pattern matches: its first group that took part, or all of it without groups, stripped. `groupSelect` chooses
    /// among the matches (0 the first, -1 the last); without a match the answer is `fallback`.
    case regex(Pattern, groupSelect: Int, fallback: String)
    /// `multi_choice_regex`: the letter of a choice.
    case choice(ChoiceFilter)
    /// `regex_pos`: the tags of a list of pairs such as `[('the', 'DET'), ('fox', 'NOUN')]`, as the text `['DET', 'NOUN']`; the fallback,
    /// in the same form, when there are none.
    case partOfSpeechTags(Pattern, fallback: [String])
    /// `format_span`: named entities as `label: name`, joined by ` $ `.
    case entities(EntityFilter)
    /// `remove_whitespace`: white space at the beginning is dropped.
    case removeWhitespace
    /// `lowercase`.
    case lowercase
    /// `uppercase`.
    case uppercase
    /// `map`: the value under the text's own name; `fallback` for other texts.
    case map([String: String], fallback: String)
    /// `take_first`: the first of several answers.
    case takeFirst
    /// `take_first_k`: the first so many answers; fewer are an error.
    case takeFirstK(Int)
    /// `majority_vote`: the answer that occurs most often, the first of equals.
    case majorityVote

    /// The answers that are left of the answers to one row. `choices` are the row's, for ``choice(_:)``.
    ///
    /// Throws ``ScoringError`` when a pattern backtracks too much and when there are too few answers or choices.
    public func apply(to answers: [String], choices: [String] = []) throws(ScoringError) -> [String] {
        switch self {
        case .takeFirst: return Array(answers.prefix(1))
        case .takeFirstK(let k):
            guard answers.count >= k else {
                throw .failed(reason: "take_first_k needs \(k) answers to a row, but there are \(answers.count)")
            }
            return Array(answers.prefix(k))
        case .majorityVote: return Scoring.majorityVote(answers).map { [$0] } ?? []
        default:
            var kept: [String] = []
            for answer in answers { kept.append(try apply(to: answer, choices: choices)) }
            return kept
        }
    }

    /// The text that is left of one answer.
    public func apply(to text: String, choices: [String] = []) throws(ScoringError) -> String {
        switch self {
        case .regex(let pattern, let select, let fallback): return try pattern.selected(select, in: text) ?? fallback
        case .choice(let filter): return try filter.letter(in: text, of: choices)
        case .partOfSpeechTags(let pattern, let fallback):
            let tags = try pattern.all(in: text).compactMap { $0.group(2, in: text) }
            return "[" + (tags.isEmpty ? fallback : tags).map { "'\($0)'" }.joined(separator: ", ") + "]"
        case .entities(let filter): return try filter.formatted(text)
        case .removeWhitespace:
            return String(String.UnicodeScalarView(text.unicodeScalars.drop { isPythonWhitespace($0.value) }))
        case .lowercase: return String(decoding: lowercasedScalars(Array(text.utf8)), as: UTF8.self)
        case .uppercase: return text.uppercased()
        case .map(let names, let fallback): return names[text] ?? fallback
        case .takeFirst, .takeFirstK, .majorityVote: return text
        }
    }
}

extension Pattern {
    /// What lm-evaluation-harness takes of a match: the first group that took part, or all of it without groups, stripped; nil when there
    /// is no such match or no group took part.
    func selected(_ select: Int, in text: String) throws(ScoringError) -> String? {
        let matches = try all(in: text)
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
        return pythonStripped(found)
    }
}

/// A text without white space at its ends, as Python's `str.strip()`.
func pythonStripped(_ text: String) -> String {
    let bytes = Array(text.utf8)
    return String(decoding: bytes[pythonStripped(bytes)], as: UTF8.self)
}

/// The text that occurs most often among several, the one seen first on ties; nil for none. As lm-evaluation-harness' majority vote.
public func majorityVote(_ texts: [String]) -> String? {
    var counts: [String: Int] = [:]
    for text in texts { counts[text, default: 0] += 1 }
    var best: (text: String, count: Int)?
    for text in texts where counts[text, default: 0] > best?.count ?? 0 { best = (text, counts[text, default: 0]) }
    return best?.text
}
