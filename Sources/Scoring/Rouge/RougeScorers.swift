import TouchstoneJSON

extension ScorerEntry {
    /// ROUGE: each score on its own, and the four usual ones from one pass over the texts.
    static let rouge: [ScorerEntry] =
        [
            single("rougeL", "the longest common subsequence of tokens", cost: .productOfLengths(seconds: "0.1")) { $0.longestSubsequence },
            single(
                "rougeLsum", "the longest common subsequences of tokens, line by line (lines end at \\n)", cost: costOfLines
            ) { $0.summarySubsequence },
            all,
        ]
        + (1...9).map { order in
            single("rouge\(order)", order == 1 ? "single tokens" : "runs of \(order) tokens") { $0.nGrams(order) }
        }

    private static let topic = "text overlap"
    private static let source = "rouge_score 0.1.2 (Lin 2004), as MLflow 3.17 and Hugging Face evaluate use it"
    private static let blindTo =
        "synonyms, negation and facts; sees only ASCII letters and digits, so Chinese, Arabic or Cyrillic text scores 0; favours long copies"

    private static let costOfLines = String.productOfLengths(seconds: "1.5", of: "two texts of many lines and")
    private static let parameters = [
        ScorerParameter("stemmer", .boolean, default: false, "Whether words of more than three letters are stemmed (Porter)."),
        ScorerParameter(
            "type", .choice(RougeScore.Part.allCases.map(\.rawValue)), default: "fmeasure", "Which of precision, recall and F to report."),
    ]

    private static func definition(
        _ name: String, _ summary: String, outputs: [String]? = nil, cost: String? = nil
    ) -> ScorerDefinition {
        ScorerDefinition(
            name: name, topic: topic, summary: summary + " Of several acceptable answers the one with the highest F.", outputs: outputs,
            requires: [.outputs, .expected], source: source, blindTo: blindTo, cost: cost)
    }

    private static func single(
        _ name: String, _ what: String, cost: String? = nil, _ measure: @escaping @Sendable (Rouge) -> RougeScore
    ) -> ScorerEntry {
        entry(definition(name, "Overlap of \(what) with the acceptable answer.", cost: cost)) { [measure($0)] }
    }

    private static let all = entry(
        definition(
            "rouge", "ROUGE-1, ROUGE-2, ROUGE-L and ROUGE-Lsum, computed together.", outputs: ["rouge1", "rouge2", "rougeL", "rougeLsum"],
            cost: costOfLines)
    ) { rouge in
        let scores = rouge.standard
        return [scores.rouge1, scores.rouge2, scores.rougeL, scores.rougeLsum]
    }

    private static func entry(
        _ definition: ScorerDefinition, _ measure: @escaping @Sendable (Rouge) -> [RougeScore]
    ) -> ScorerEntry {
        ScorerEntry(definition, parameters: parameters) { arguments in
            let stemming = arguments.flag("stemmer")
            let part = arguments.text("type").flatMap(RougeScore.Part.init(rawValue:)) ?? .fmeasure
            return PreparedScorer<PreparedRouge>(
                definition, preparation: stemming ? "stemmed" : "plain",
                prepare: { sample in
                    let (answer, references) = try sample.answerAndReferences()
                    let rouge = Rouge(prediction: answer, references: references, stemming: stemming)
                    return PreparedRouge(rouge: rouge, warning: rouge.unseenText(answer, references))
                },
                scores: { prepared in measure(prepared.rouge).map { Score($0[part], rationale: prepared.warning) } })
        }
    }
}

/// A pair whose tokens are cut, with what is to be said about it.
private struct PreparedRouge {
    let rouge: Rouge
    let warning: String?
}

extension Rouge {
    /// What to say when a side has text that ROUGE cannot see.
    fileprivate func unseenText(_ answer: String, _ references: [String]) -> String? {
        let unseen = "has text but no ASCII letters or digits, which is all ROUGE sees"
        if !predictionHasTokens, hasText(answer) { return "the answer \(unseen)" }
        if !referencesHaveTokens, references.contains(where: hasText) { return "the acceptable answer \(unseen)" }
        return nil
    }

    private func hasText(_ text: String) -> Bool { text.unicodeScalars.contains { !isPythonWhitespace($0.value) } }
}
