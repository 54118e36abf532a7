/// Which of a row's choices an answer names: lm-evaluation-harness' `multi_choice_regex`.
///
/// Three attempts, the first that finds something counts: what the pattern matches, as it is; the text of a choice, after deleting what is
/// to be ignored on both sides; a letter after a colon. The last two give the letter in parentheses: `(B)`.
public struct ChoiceFilter: Sendable {
    private let pattern: Pattern
    private let groupSelect: Int
    private let fallback: String
    private let ignoredPatterns: [Pattern]
    private let ignoresCase: Bool
    private let ignoresPunctuation: Bool

    private static let letters = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map { String(UnicodeScalar($0)) }

    /// A filter.
    ///
    /// - Parameters:
    ///   - groupSelect: which match counts in each attempt: 0 the first, -1 the last.
    ///   - fallback: the answer when no attempt finds anything.
    ///   - regexesToIgnore: patterns whose occurrences are deleted before the choices' texts are looked for. Throws
    ///     ``ScorerArgumentError`` for a wrong one.
    ///   - ignoresCase: whether the choices' texts are looked for in lower case.
    ///   - ignoresPunctuation: whether Unicode punctuation is deleted before.
    public init(
        _ pattern: Pattern, groupSelect: Int = 0, fallback: String = "[invalid]", regexesToIgnore: [String] = [], ignoresCase: Bool = false,
        ignoresPunctuation: Bool = false
    ) throws(ScorerArgumentError) {
        self.pattern = pattern
        self.groupSelect = groupSelect
        self.fallback = fallback
        self.ignoresCase = ignoresCase
        self.ignoresPunctuation = ignoresPunctuation
        var ignored: [Pattern] = []
        for source in regexesToIgnore { ignored.append(try Pattern(source)) }
        ignoredPatterns = ignored
    }

    /// The letter of the choice. Throws ``ScoringError`` without choices and for more than 26, and when a pattern backtracks too much.
    public func letter(in text: String, of choices: [String]) throws(ScoringError) -> String {
        guard (1...Self.letters.count).contains(choices.count) else {
            throw .failed(
                reason: "multi_choice_regex needs 1 to \(Self.letters.count) texts under \"choices\", but there are \(choices.count)")
        }
        if let found = try pattern.selected(groupSelect, in: text), !found.isEmpty { return found }
        if let found = try letter(ofTextIn: text, choices) { return found }
        let named = try Self.compiled(":[\\s]*(\(Self.letters.prefix(choices.count).joined(separator: "|")))")
        if let found = try named.selected(groupSelect, in: text) { return "(\(found))" }
        return fallback
    }

    private func letter(ofTextIn text: String, _ choices: [String]) throws(ScoringError) -> String? {
        var letters: [String: String] = [:]
        var alternatives: [String] = []
        for (choice, letter) in zip(choices, Self.letters) {
            let wanted = try reduced(pythonStripped(choice))
            alternatives.append(escapedPattern(wanted))
            letters[wanted] = "(\(letter))"
        }
        let found = try Self.compiled(alternatives.joined(separator: "|")).selected(groupSelect, in: try reduced(text))
        guard let found, !found.isEmpty else { return nil }
        return letters[found] ?? found
    }

    private func reduced(_ text: String) throws(ScoringError) -> String {
        var text = text
        for pattern in ignoredPatterns { text = try pattern.replacingAll(in: text, with: "") }
        if ignoresCase { text = String(decoding: lowercasedScalars(Array(text.utf8)), as: UTF8.self) }
        if ignoresPunctuation { text.unicodeScalars.removeAll(where: isPunctuation) }
        return text
    }

    private static func compiled(_ source: String) throws(ScoringError) -> Pattern {
        do { return try Pattern(source) } catch { throw .failed(reason: "\(error)") }
    }
}

/// A pattern that matches a text as it is.
func escapedPattern(_ text: String) -> String {
    var pattern = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        if scalar.value < 0x80, !isPythonWord(scalar.value) { pattern.append("\\") }
        pattern.append(scalar)
    }
    return String(pattern)
}

/// Whether a scalar is of one of Unicode's categories of punctuation.
private func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
        .otherPunctuation:
        true
    default: false
    }
}
