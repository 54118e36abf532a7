import TouchstoneJSON

extension ScorerEntry {
    /// TER of one answer.
    static let ter: [ScorerEntry] = [
        ScorerEntry(TerSettings.definition(corpus: false), parameters: TerSettings.parameters) { arguments in
            let rate = TerSettings.rate(arguments)
            return FunctionScorer(TerSettings.definition(corpus: false)) { sample in
                let (answer, references) = try sample.answerAndReferences()
                let counts = rate.counts(hypothesis: answer, references: references)
                return Score(counts.score, rationale: "\(counts.edits) edits for \(counts.referenceLength) reference words")
            }
        }
    ]
}

extension CorpusMetricEntry {
    /// TER over all rows: edits and lengths pooled.
    static let ter: [CorpusMetricEntry] = [
        CorpusMetricEntry(TerSettings.definition(corpus: true), parameters: TerSettings.parameters) { arguments in
            let rate = TerSettings.rate(arguments)
            return FunctionCorpusMetric(TerSettings.definition(corpus: true)) { sample in
                let (answer, references) = try sample.answerAndReferences()
                let counts = rate.counts(hypothesis: answer, references: references)
                return CorpusRow(numbers: [Double(counts.edits), counts.referenceLength])
            } values: { rows in
                let sum = try rows.shaped(numbers: 2).reduce(TerCounts(edits: 0, referenceLength: 0)) {
                    $0 + TerCounts(edits: Int($1.numbers[0]), referenceLength: $1.numbers[1])
                }
                return [sum.score]
            }
        }
    ]
}

/// The arguments of TER.
private enum TerSettings {
    static let parameters = [
        ScorerParameter("normalized", .boolean, default: false, "Split punctuation off and unescape markup."),
        ScorerParameter("no_punct", .boolean, default: false, "Delete punctuation."),
        ScorerParameter("asian_support", .boolean, default: false, "Apply both to Chinese and Japanese too."),
        ScorerParameter("case_sensitive", .boolean, default: false, "Whether case matters."),
    ]

    static func definition(corpus: Bool) -> ScorerDefinition {
        ScorerDefinition(
            name: corpus ? "corpus_ter" : "ter", topic: "error rates",
            summary: "Translation edit rate: edits and block shifts per 100 reference words." + (corpus ? " Over all rows pooled." : ""),
            range: .nonNegative, direction: .lower, requires: [.outputs, .expected], source: "sacrebleu 2.6 TER (Snover et al. 2006)",
            blindTo: "synonyms and which words matter; the search for shifts is greedy",
            cost: "grows with the number of words times that of the shifts tried: about 5 s for two texts of 100 kB")
    }

    static func rate(_ arguments: ScorerArguments) -> TranslationEditRate {
        TranslationEditRate(
            isCaseSensitive: arguments.flag("case_sensitive"), normalizes: arguments.flag("normalized"),
            removesPunctuation: arguments.flag("no_punct"), supportsAsian: arguments.flag("asian_support"))
    }
}
