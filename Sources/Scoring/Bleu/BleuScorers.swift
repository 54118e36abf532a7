import TouchstoneJSON

extension ScorerEntry {
    /// Sentence BLEU in sacrebleu's and in Hugging Face's (MLflow's) form.
    static let bleu: [ScorerEntry] = [sentenceBleu, mlflowBleu, helmBleu(1), helmBleu(4)]

    private static func helmBleu(_ order: Int) -> ScorerEntry {
        let definition = ScorerDefinition(
            name: "helm_bleu_\(order)", topic: "text overlap",
            summary:
                "Share of the answer's \(order == 1 ? "words" : "runs of \(order) words") that an acceptable answer has, with BLEU's penalty "
                + "for brevity.",
            requires: [.outputs, .expected],
            source: "NLTK sentence_bleu with all weight on order \(order), as HELM's bleu_\(order), over words split at white space",
            blindTo: BleuSettings.blindTo + "; punctuation sticks to words, where HELM cuts it off with NLTK's trained sentence splitter")
        return ScorerEntry(definition) { (sample: Sample) throws -> Score in
            let (answer, references) = try sample.answerAndReferences()
            return Score(wordBleu(hypothesis: answer, references: references, order: order))
        }
    }

    private static let sentenceBleu: ScorerEntry = {
        let definition = ScorerDefinition(
            name: "bleu", topic: "text overlap",
            summary: "Sentence BLEU: geometric mean of n-gram precisions up to 4 with a penalty for brevity, over all acceptable answers.",
            range: .percent, requires: [.outputs, .expected], source: "sacrebleu 2.6 sentence_bleu (Papineni et al. 2002)",
            blindTo: BleuSettings.blindTo)
        let effective = ScorerParameter(
            "effective_order", .boolean, default: true, "Leave orders longer than the answer out of the mean instead of scoring 0.")
        return ScorerEntry(definition, parameters: BleuSettings.parameters + [effective]) { arguments in
            let settings = BleuSettings(arguments)
            let usesEffectiveOrder = arguments.flag("effective_order")
            return FunctionScorer(definition) { sample in
                let (answer, references) = try sample.answerAndReferences()
                let counts = settings.bleu.counts(hypothesis: answer, references: references)
                return Score(counts.score(smoothing: settings.smoothing, usesEffectiveOrder: usesEffectiveOrder))
            }
        }
    }()

    private static let mlflowBleu: ScorerEntry = {
        let definition = ScorerDefinition(
            name: "mlflow_bleu", topic: "text overlap",
            summary: "BLEU-4 of one answer without smoothing, from 0 to 1; 0 when a side is empty or any order has no match.",
            requires: [.outputs, .expected], source: "MLflow 3.17 bleu, that is Hugging Face evaluate bleu", blindTo: BleuSettings.blindTo)
        let parameters = [
            ScorerParameter("max_order", .integer, default: 4, "The highest n-gram order."),
            ScorerParameter("smooth", .boolean, default: false, "Add 1 to matches and totals of every order."),
        ]
        return ScorerEntry(definition, parameters: parameters) { arguments in
            let bleu = EvaluateBleu(orders: min(max(1, arguments.integer("max_order") ?? 4), 64), smooths: arguments.flag("smooth"))
            return FunctionScorer(definition) { sample in
                let (answer, references) = try sample.answerAndReferences()
                let score = bleu.score(bleu.counts(hypothesis: answer, references: references))
                return Score(score ?? 0, rationale: score == nil ? "a side has no tokens" : nil)
            }
        }
    }()
}

extension CorpusMetricEntry {
    /// Corpus BLEU: the counts of all rows pooled.
    static let bleu: [CorpusMetricEntry] = [
        {
            let definition = ScorerDefinition(
                name: "corpus_bleu", topic: "text overlap", summary: "BLEU over all rows pooled; not the mean of sentence BLEU.",
                range: .percent, requires: [.outputs, .expected], source: "sacrebleu 2.6 corpus_bleu (Papineni et al. 2002)",
                blindTo: BleuSettings.blindTo)
            return CorpusMetricEntry(definition, parameters: BleuSettings.parameters) { arguments in
                let settings = BleuSettings(arguments)
                let orders = settings.bleu.orders
                return FunctionCorpusMetric(definition) { sample in
                    let (answer, references) = try sample.answerAndReferences()
                    return CorpusRow(settings.bleu.counts(hypothesis: answer, references: references))
                } values: { rows in
                    let counts = try rows.shaped(numbers: 2 * orders + 2).reduce(BleuCounts.zero(orders: orders)) {
                        $0 + BleuCounts($1.numbers, orders: orders)
                    }
                    return [counts.score(smoothing: settings.smoothing)]
                }
            }
        }()
    ]
}

/// The arguments that sentence and corpus BLEU share.
private struct BleuSettings: Sendable {
    static let blindTo =
        "synonyms, negation and facts; word order beyond four words; unreliable on single sentences and across tokenisers"

    static let parameters = [
        ScorerParameter("tokenize", .choice(BleuTokenizer.allCases.map(\.rawValue)), default: "13a", "How texts are cut into tokens."),
        ScorerParameter("lowercase", .boolean, default: false, "Whether case is ignored."),
        ScorerParameter(
            "smooth_method", .choice(["exp", "floor", "add-k", "none"]), default: "exp", "What to do about orders without a match."),
        ScorerParameter("smooth_value", .number, "The value for floor (0.1) and add-k (1)."),
        ScorerParameter("max_ngram_order", .integer, default: 4, "The highest n-gram order."),
    ]

    let bleu: Bleu
    let smoothing: BleuSmoothing

    init(_ arguments: ScorerArguments) {
        bleu = Bleu(
            tokenizer: arguments.text("tokenize").flatMap(BleuTokenizer.init(rawValue:)) ?? .mteval13a,
            lowercases: arguments.flag("lowercase"), orders: min(max(1, arguments.integer("max_ngram_order") ?? 4), 64))
        let value = arguments.number("smooth_value")
        switch arguments.text("smooth_method") {
        case "floor": smoothing = .floor(value ?? 0.1)
        case "add-k": smoothing = .addK(value ?? 1)
        case "none": smoothing = .none
        default: smoothing = .exponential
        }
    }
}

extension CorpusRow {
    fileprivate init(_ counts: BleuCounts) {
        self.init(numbers: ([counts.hypothesisLength, counts.referenceLength] + counts.matches + counts.totals).map(Double.init))
    }
}

extension BleuCounts {
    fileprivate init(_ numbers: [Double], orders: Int) {
        let counts = numbers.map { Int($0) }
        self.init(
            matches: Array(counts[2..<(2 + orders)]), totals: Array(counts[(2 + orders)..<(2 + 2 * orders)]), hypothesisLength: counts[0],
            referenceLength: counts[1])
    }
}
