import TouchstoneJSON

/// Compares the number in the answer with the expected one.
struct NumericMatch {
    let extraction: NumberExtraction
    let readsFractions: Bool
    let dividesPercent: Bool
    let absolute: Double
    let relative: Double

    init(_ arguments: ScorerArguments) throws(ScorerArgumentError) {
        extraction = try Self.extraction(arguments)
        readsFractions = arguments.flag("fractions")
        dividesPercent = arguments.flag("percent_as_share")
        absolute = max(0, arguments.number("abs_tolerance") ?? 0)
        relative = max(0, arguments.number("rel_tolerance") ?? 0)
    }

    private static func extraction(_ arguments: ScorerArguments) throws(ScorerArgumentError) -> NumberExtraction {
        switch arguments.text("extraction") {
        case "first": return .first
        case "after": return .after(arguments.text("marker") ?? "####")
        case "boxed": return .boxed
        case "whole": return .whole
        case "regex":
            guard let source = arguments.text("pattern") else {
                throw ScorerArgumentError("the scorer \"numeric_match\" needs the parameter \"pattern\" for the extraction \"regex\"")
            }
            let pattern = try Pattern(source)
            let group = arguments.integer("group") ?? min(1, pattern.groupCount)
            guard (0...pattern.groupCount).contains(group) else {
                throw ScorerArgumentError("the pattern \"\(source)\" has \(pattern.groupCount) groups, there is no group \(group)")
            }
            return .group(group, of: pattern, isLast: arguments.text("select") == "last")
        default: return .last
        }
    }

    func score(_ sample: Sample) throws(ScoringError) -> Score {
        guard let expected = sample[.expected] else { throw .missing(.expected) }
        guard let output = sample[.outputs] else { throw .missing(.outputs) }
        let answer = if let number = output.doubleValue { Optional(number) } else { try value(in: output.asText) }
        var wanted: [Double] = []
        for element in expected.arrayValue ?? [expected] {
            let number = if let number = element.doubleValue { Optional(number) } else { try reference(in: element.asText) }
            guard let number else { throw .wrongKind(.expected, wanted: "a number or a text with one", found: expected) }
            wanted.append(number)
        }
        guard let answer else { return Score(false, rationale: "the answer has no number where it is looked for") }
        let matches = wanted.contains { abs(answer - $0) <= max(absolute, relative * abs($0)) }
        let texts = wanted.map { "\($0)" }.joined(separator: " or ")
        return Score(matches, rationale: "found \(answer), expected \(texts)")
    }

    private func value(in text: String) throws(ScoringError) -> Double? {
        try extraction.number(in: text, readsFractions: readsFractions).map(plain)
    }

    /// References are often the bare number, also where answers wrap it.
    private func reference(in text: String) throws(ScoringError) -> Double? {
        if let value = try value(in: text) { return value }
        return try NumberExtraction.last.number(in: text, readsFractions: readsFractions).map(plain)
    }

    private func plain(_ number: ExtractedNumber) -> Double {
        number.isPercent && dividesPercent ? number.value / 100 : number.value
    }
}

extension ScorerEntry {
    /// The scorers of numeric answers.
    static let numbers: [ScorerEntry] = [
        ScorerEntry(numericMatch, parameters: parameters) { arguments in
            let match = try NumericMatch(arguments)
            return FunctionScorer(numericMatch) { try match.score($0) }
        }
    ]

    private static let numericMatch = ScorerDefinition(
        name: "numeric_match", topic: "format and validity",
        summary: "Whether the number in the answer equals the expected one within a tolerance.", range: .binary,
        requires: [.outputs, .expected],
        source: "Cobbe et al. 2021 (GSM8K grading); lm-eval-harness gsm8k filters; HELM final_number_exact_match",
        blindTo:
            "the way to the number, its unit, and numbers written in words; takes the wrong one when the answer goes on after its result")

    private static let parameters = [
        ScorerParameter(
            "extraction", .choice(["last", "first", "after", "boxed", "regex", "whole"]), default: "last",
            "Which number of the answer counts: the last, the first, the one after a marker, in \\boxed{}, in a pattern's group, or all of it."
        ),
        ScorerParameter("marker", .text, default: "####", "The marker for the extraction \"after\"; its last occurrence counts."),
        ScorerParameter("pattern", .text, "The regular expression for the extraction \"regex\"."),
        ScorerParameter("group", .integer, "The pattern's group that holds the number; the first, or the whole match without groups."),
        ScorerParameter("select", .choice(["first", "last"]), default: "first", "Which match of the pattern counts."),
        ScorerParameter("fractions", .boolean, default: true, "Read 3/4 as three quarters."),
        ScorerParameter("percent_as_share", .boolean, default: false, "Divide numbers with a percent sign by 100."),
        ScorerParameter("abs_tolerance", .number, default: 1e-12, "The largest absolute difference that still matches."),
        ScorerParameter("rel_tolerance", .number, default: 1e-9, "The largest difference in proportion to the expected number."),
    ]
}
