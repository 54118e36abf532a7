import TouchstoneJSON

extension ScorerEntry {
    /// chrF and chrF++ of one answer.
    static let chrF: [ScorerEntry] = ChrFSettings.variants.map { variant in
        ScorerEntry(variant.definition(), parameters: ChrFSettings.parameters) { arguments in
            let chrF = variant.chrF(arguments)
            return FunctionScorer(variant.definition()) { sample in
                let (answer, references) = try sample.answerAndReferences()
                return Score(chrF.score(hypothesis: answer, references: references))
            }
        }
    }
}

extension CorpusMetricEntry {
    /// chrF and chrF++ over all rows: counts pooled.
    static let chrF: [CorpusMetricEntry] = ChrFSettings.variants.map { variant in
        CorpusMetricEntry(variant.definition(corpus: true), parameters: ChrFSettings.parameters) { arguments in
            let chrF = variant.chrF(arguments)
            let orders = chrF.characterOrders + chrF.wordOrders
            return FunctionCorpusMetric(variant.definition(corpus: true)) { sample in
                let (answer, references) = try sample.answerAndReferences()
                let counts = chrF.counts(hypothesis: answer, references: references)
                return CorpusRow(numbers: (counts.hypothesis + counts.reference + counts.matches).map(Double.init))
            } values: { rows in
                let sum = try rows.shaped(numbers: 3 * orders).reduce(ChrFCounts.zero(orders: orders)) {
                    $0 + ChrFCounts($1.numbers, orders: orders)
                }
                return [chrF.score(sum)]
            }
        }
    }
}

/// chrF or chrF++, with the arguments they share.
private struct ChrFSettings: Sendable {
    static let variants = [
        ChrFSettings(name: "chrf", wordOrders: 0, summary: "Recall-weighted F of character n-grams up to 6, white space removed."),
        ChrFSettings(name: "chrfpp", wordOrders: 2, summary: "chrF++: F of character n-grams up to 6 and of words and word pairs."),
    ]

    static let parameters = [
        ScorerParameter("char_order", .integer, default: 6, "The highest order of character n-grams."),
        ScorerParameter("beta", .number, default: 2, "How much recall outweighs precision."),
        ScorerParameter("lowercase", .boolean, default: false, "Whether case is ignored."),
        ScorerParameter("whitespace", .boolean, default: false, "Whether white space counts as characters."),
        ScorerParameter("eps_smoothing", .boolean, default: false, "Average F over all orders, those without a match almost 0."),
    ]

    let name: String
    let wordOrders: Int
    let summary: String

    func definition(corpus: Bool = false) -> ScorerDefinition {
        ScorerDefinition(
            name: corpus ? "corpus_" + name : name, topic: "text overlap", summary: summary + (corpus ? " Over all rows pooled." : ""),
            range: .percent, requires: [.outputs, .expected], source: "sacrebleu 2.6 chrF (Popović 2015, 2017)",
            blindTo: "facts and negation; unrelated texts of one language share short n-grams and score above 0")
    }

    func chrF(_ arguments: ScorerArguments) -> ChrF {
        ChrF(
            characterOrders: min(max(1, arguments.integer("char_order") ?? 6), 64), wordOrders: wordOrders,
            beta: arguments.number("beta") ?? 2, lowercases: arguments.flag("lowercase"),
            keepsWhitespace: arguments.flag("whitespace"), smooths: arguments.flag("eps_smoothing"))
    }
}
