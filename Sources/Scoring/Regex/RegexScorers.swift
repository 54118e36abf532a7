import TouchstoneJSON

extension ScorerEntry {
    /// The scorers of regular expressions.
    static let patterns: [ScorerEntry] = [regexMatch]

    private static let regexMatch: ScorerEntry = {
        let definition = ScorerDefinition(
            name: "regex_match", topic: "format and validity",
            summary: "Whether the answer matches a regular expression, anywhere or as a whole.", range: .binary, requires: [.outputs],
            source: "MLflow 3.17 RegexMatch, matched by PCRE2 with Unicode rules",
            blindTo: "meaning: a negated or quoted match counts like any other")
        let parameters = [
            ScorerParameter("pattern", .text, required: true, "The regular expression (PCRE2)."),
            ScorerParameter("match_type", .choice(["search", "fullmatch"]), default: "search", "Anywhere in the answer, or all of it."),
            ScorerParameter("case_insensitive", .boolean, default: false, "Whether letters match whatever their case."),
            ScorerParameter("flags", .text, default: "", "Letters: i ignores case, m lines, s dot matches line feeds, x extended."),
            ScorerParameter("negate", .boolean, default: false, "Pass when there is no match."),
        ]
        return ScorerEntry(definition, parameters: parameters) { arguments in
            var options = try PatternOptions(letters: arguments.text("flags") ?? "")
            if arguments.flag("case_insensitive") { options.insert(.ignoresCase) }
            if arguments.text("match_type") == "fullmatch" { options.insert(.wholeText) }
            let pattern = try Pattern(arguments.text("pattern") ?? "", options: options)
            let negates = arguments.flag("negate")
            return FunctionScorer(definition) { sample in
                let text = try sample.answer()
                let match = try pattern.first(in: text)
                let rationale = match.map { "matches at byte \($0.range.lowerBound)" } ?? "does not match \(pattern.source)"
                return Score((match != nil) != negates, rationale: rationale)
            }
        }
    }()
}
