import TouchstoneJSON

extension ScorerEntry {
    /// Scorers that compare an answer with acceptable ones as a whole.
    static let exactMatch: [ScorerEntry] = [
        binary(
            "exact_match", "Whether the answer equals an acceptable one byte for byte.", source: "MLflow 3.17 exact_match",
            blindTo: "any other way to say it: case, spaces, punctuation, accents written in two ways", isExactMatch),
        binary(
            "exact_match_squad",
            "Whether the answer equals an acceptable one in lower case, without ASCII punctuation and the words a, an, the.",
            source: "SQuAD evaluation 1.1 (Rajpurkar et al. 2016)",
            blindTo: "paraphrases; signs that carry meaning (-5 and 5, C++ and C are equal); languages other than English"
        ) { SquadAnswer($0) == SquadAnswer($1) },
        tokenF1, hfExactMatch, lmEvalRegexMatch,
        binary(
            "helm_exact_match", "Whether the answer equals an acceptable one but for white space at the ends.", source: helm,
            blindTo: "any other way to say it", HelmMatches.exact),
        binary(
            "quasi_exact_match", "Whether the answer equals an acceptable one after SQuAD's normalisation; an empty answer fails.",
            source: helm, blindTo: "paraphrases; signs that carry meaning", HelmMatches.quasiExact),
        binary(
            "prefix_exact_match", "Whether the stripped answer begins with an acceptable one.", source: helm,
            blindTo: "what follows, even a contradiction; an empty acceptable answer always passes", HelmMatches.prefix),
        binary(
            "quasi_prefix_exact_match", "Whether the answer begins with an acceptable one after SQuAD's normalisation.", source: helm,
            blindTo: "what follows; words cut in the middle", HelmMatches.quasiPrefix),
        binary(
            "final_number_exact_match", "Whether the last number of the answer is that of an acceptable one, commas aside.",
            source: helm, blindTo: "units, 5 against 5.0, numbers in words; passes when neither text has a number",
            HelmMatches.finalNumber),
        binary(
            "fuzzy_match", "Whether the answer contains an acceptable one after SQuAD's normalisation, or the other way round.",
            source: "OpenAI Evals FuzzyMatch", blindTo: "what else is said; a single letter of the answer may be enough", isFuzzyMatch),
        ScorerEntry(
            ScorerDefinition(
                name: "helm_f1", topic: topic, summary: "F1 over the sets of words after SQuAD's normalisation, the best over references.",
                requires: [.outputs, .expected], source: helm, blindTo: "word order, repetition, negation")
        ) { Score(try $0.bestOverReferences(HelmMatches.f1)) },
    ]

    private static let topic = "exact match"
    private static let helm = "HELM basic metrics"

    private static func binary(
        _ name: String, _ summary: String, source: String, blindTo: String, _ fits: @escaping @Sendable (String, String) -> Bool
    ) -> ScorerEntry {
        let definition = ScorerDefinition(
            name: name, topic: topic, summary: summary, range: .binary, requires: [.outputs, .expected], source: source, blindTo: blindTo)
        return ScorerEntry(definition) { try $0.anyReference(fits) }
    }

    private static let tokenF1: ScorerEntry = {
        let definition = ScorerDefinition(
            name: "token_f1", topic: topic, summary: "F1 over the words after SQuAD's normalisation, the best over acceptable answers.",
            requires: [.outputs, .expected], source: "SQuAD evaluation 1.1 and 2.0 (Rajpurkar et al. 2016, 2018), as a share, not per cent",
            blindTo: "word order, negation, which words matter; scripts without spaces count as one word")
        let version = ScorerParameter(
            "version", .choice(["v1", "v2"]), default: "v1", "v2 scores an empty answer to an unanswerable question 1, v1 0.")
        return ScorerEntry(definition, parameters: [version]) { arguments in
            let version: SquadVersion = arguments.text("version") == "v2" ? .v2 : .v1
            return FunctionScorer(definition) { sample in
                let answer = try sample.answer()
                return Score(squadScores(prediction: answer, references: try sample.references(), version: version).f1)
            }
        }
    }()

    private static let rewriting = [
        ScorerParameter("regexes_to_ignore", .json, "Patterns whose occurrences are deleted first, a list."),
        ScorerParameter("ignore_case", .boolean, default: false, "Compare in lower case."),
        ScorerParameter("ignore_punctuation", .boolean, default: false, "Delete ASCII punctuation."),
        ScorerParameter("ignore_numbers", .boolean, default: false, "Delete the digits 0 to 9."),
    ]

    private static func comparison(_ arguments: ScorerArguments) throws -> HFExactMatch {
        try HFExactMatch(
            regexesToIgnore: arguments.list("regexes_to_ignore") ?? [], ignoresCase: arguments.flag("ignore_case"),
            ignoresPunctuation: arguments.flag("ignore_punctuation"), ignoresNumbers: arguments.flag("ignore_numbers"))
    }

    private static let hfExactMatch: ScorerEntry = {
        let definition = ScorerDefinition(
            name: "hf_exact_match", topic: topic,
            summary: "Whether the answer equals an acceptable one after deleting what is to be ignored.",
            range: .binary, requires: [.outputs, .expected], source: "Hugging Face evaluate and lm-evaluation-harness exact_match",
            blindTo: "paraphrases, and whatever is told to be ignored")
        let filters = ScorerParameter(
            "filters", .json, "Steps that take the answer out of the text first, a list as in lm-evaluation-harness: regex, take_first, …")
        return ScorerEntry(definition, parameters: rewriting + [filters]) { arguments in
            let comparison = try comparison(arguments)
            guard let steps = arguments.json("filters") else {
                return FunctionScorer(definition) { try $0.anyReference(comparison.matches) }
            }
            let pipeline = try AnswerPipeline(json: steps)
            return FunctionScorer(definition) { sample in
                let references = try sample.answerAndReferences().references
                let taken = try pipeline.answer(of: sample)
                return Score(try references.contains { try comparison.matches(taken, $0) }, rationale: "the answer taken is \"\(taken)\"")
            }
        }
    }()

    private static let lmEvalRegexMatch: ScorerEntry = {
        let definition = ScorerDefinition(
            name: "lm_eval_regex_match", topic: topic,
            summary: "Takes the final answer out of the text by a pattern, then compares it as hf_exact_match does.", range: .binary,
            requires: [.outputs, .expected], source: "lm-evaluation-harness regex filter with exact_match",
            blindTo: "answers in another form than the pattern's; how they were reached")
        let parameters = [
            ScorerParameter("regex_pattern", .text, default: "#### (\\-?[0-9\\.\\,]+)", "Where the answer stands."),
            ScorerParameter("group_select", .integer, default: 0, "Which match counts: 0 the first, -1 the last."),
            ScorerParameter("fallback", .text, default: "[invalid]", "The answer when nothing matches."),
        ]
        return ScorerEntry(definition, parameters: parameters + rewriting) { arguments in
            let comparison = try comparison(arguments)
            let filter = AnswerFilter.regex(
                try Pattern(arguments.text("regex_pattern") ?? ""), groupSelect: arguments.integer("group_select") ?? 0,
                fallback: arguments.text("fallback") ?? "[invalid]")
            return FunctionScorer(definition) { sample in
                let (answer, references) = try sample.answerAndReferences()
                let taken = try filter.apply(to: answer)
                return Score(try references.contains { try comparison.matches(taken, $0) }, rationale: "the answer taken is \"\(taken)\"")
            }
        }
    }()
}

/// OpenAI Evals' fuzzy match: one normalised text contains the other; an empty one only another empty one.
private func isFuzzyMatch(_ answer: String, _ reference: String) -> Bool {
    let (answer, reference) = (SquadAnswer(answer), SquadAnswer(reference))
    guard answer.wordCount > 0, reference.wordCount > 0 else { return answer.wordCount == reference.wordCount }
    return occurs(reference.normalizedBytes, in: answer.normalizedBytes) || occurs(answer.normalizedBytes, in: reference.normalizedBytes)
}
