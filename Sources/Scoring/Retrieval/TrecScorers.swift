import TouchstoneJSON

extension ScorerEntry {
    private static let trecSource = "trec_eval 9 (pytrec_eval-terrier 0.5.11)"
    private static let unjudged = "Relevant documents that nobody judged: they count as not relevant."

    /// trec_eval's measures.
    static let trecRetrieval: [ScorerEntry] = [
        trec("map", "Mean over the relevant documents of the precision at their ranks (average precision).", .averagePrecision),
        trec("rprec", "Precision at the rank that equals the number of relevant documents.", .rPrecision),
        trec(
            "bpref", "How seldom documents judged not relevant stand above relevant ones; ignores documents that were not judged.", .bpref,
            blindTo: "Everything that was not judged, and rankings below as many non-relevant documents as there are relevant ones."),
        trec(
            "recip_rank", "One over the rank of the first relevant document.", .reciprocalRank,
            blindTo: "Every relevant document but the first."),
        trec("11pt_avg", "Mean of the interpolated precisions at recall 0, 0.1 ... 1.", .elevenPointAverage),
        trec("ndcg", "Discounted cumulative gain with the grades as gains, over the ideal ranking's.", .ndcg),
        trec("set_precision", "Precision of everything retrieved.", .setPrecision, blindTo: "The order of the documents."),
        trec(
            "set_recall", "Recall of everything retrieved.", .setRecall,
            blindTo: "The order of the documents and how many others came along."),
        trec("set_f", "Harmonic mean of precision and recall of everything retrieved.", .setF, blindTo: "The order of the documents."),
        trecCut("precision", "Relevant documents among the first k, divided by k even when fewer were retrieved.") { .precision($0) },
        trecCut("recall", "Relevant documents among the first k, divided by the number of relevant documents.") { .recall($0) },
        trecCut("success", "1 when any of the first k documents is relevant; its mean is the hit rate.") { .success($0) },
        trecCut("map_cut", "Average precision over the first k ranks.") { .averagePrecisionCut($0) },
        trecCut("ndcg_cut", "nDCG of the first k ranks with the grades as gains.") { .ndcgCut($0) },
        trec(
            "infap", "Average precision inferred from judgements of a sample of documents; a negative grade is chosen, but not judged.",
            .inferredAveragePrecision, blindTo: "How the sample was drawn: it must be random."),
        trec("set_map", "Precision times recall of everything retrieved.", .setAveragePrecision, blindTo: "The order of the documents."),
        trec(
            "set_relative_precision", "Relevant documents retrieved over the most there could have been.", .setRelativePrecision,
            blindTo: "The order of the documents."),
        trecCut("relative_precision", "Relevant documents among the first k over the most there could be.") { .relativePrecision($0) },
        interpolatedPrecision, rPrecisionMultiple, utility,
    ]

    /// Numbers of documents, which trec_eval gives beside its measures.
    static let trecCounts: [ScorerEntry] = [
        trecCount("num_ret", "Documents retrieved.", .retrievedCount),
        trecCount("num_rel", "Documents judged relevant.", .relevantCount),
        trecCount("num_rel_ret", "Relevant documents retrieved.", .relevantRetrievedCount),
        trecCount("num_nonrel_judged_ret", "Documents retrieved that were judged and are not relevant.", .judgedNotRelevantRetrievedCount),
    ]

    private static func trecCount(_ name: String, _ summary: String, _ measure: TrecMeasure) -> ScorerEntry {
        var definition = ranking("trec_" + name, summary, source: trecSource, blindTo: unjudged)
        (definition.range, definition.direction) = (.nonNegative, .neutral)
        return ScorerEntry(definition) { (sample: Sample) throws -> Score in Score(try sample.trecEvaluation()[measure]) }
    }

    private static let rPrecisionMultiple: ScorerEntry = {
        let definition = ranking(
            "trec_rprec_mult", "Precision at the rank that is a multiple of the number of relevant documents.", source: trecSource,
            blindTo: unjudged)
        let factor = ScorerParameter("factor", .number, default: 1, "The multiple, from 0 to 1000.")
        return ScorerEntry(definition, parameters: [factor]) { arguments in
            guard let factor = arguments.number("factor"), (0...1000).contains(factor) else {
                throw ScorerArgumentError("the parameter \"factor\" of the scorer \"trec_rprec_mult\" should be from 0 to 1000")
            }
            return FunctionScorer(definition) { sample in Score(try sample.trecEvaluation()[.rPrecisionMultiple(factor)]) }
        }
    }()

    private static let utility: ScorerEntry = {
        var ranked = ranking(
            "trec_utility", "What a retrieved set is worth: a value for every relevant document, every other one, every one missed.",
            source: trecSource, blindTo: unjudged + " The order of the documents.")
        ranked.range = .unbounded
        let definition = ranked
        let parameters = [
            ScorerParameter("hit", .number, default: 1, "The value of a relevant document retrieved."),
            ScorerParameter("other", .number, default: -1, "The value of another document retrieved."),
            ScorerParameter("missed", .number, default: 0, "The value of a relevant document not retrieved."),
        ]
        return ScorerEntry(definition, parameters: parameters) { arguments in
            let measure = TrecMeasure.utility(
                hit: arguments.number("hit") ?? 1, other: arguments.number("other") ?? -1, missed: arguments.number("missed") ?? 0)
            return FunctionScorer(definition) { sample in Score(try sample.trecEvaluation()[measure]) }
        }
    }()

    private static func trec(_ name: String, _ summary: String, _ measure: TrecMeasure, blindTo: String = unjudged) -> ScorerEntry {
        ScorerEntry(ranking("trec_" + name, summary, source: trecSource, blindTo: blindTo)) { sample in
            Score(try sample.trecEvaluation()[measure])
        }
    }

    private static func trecCut(_ name: String, _ summary: String, _ measure: @escaping @Sendable (Int) -> TrecMeasure) -> ScorerEntry {
        cutRanking("trec_" + name, summary, source: trecSource, blindTo: unjudged + " What stands below rank k.", k: 10, measure)
    }

    private static let interpolatedPrecision: ScorerEntry = {
        let definition = ranking(
            "trec_iprec_at_recall", "The highest precision at any rank where recall has reached a level.", source: trecSource,
            blindTo: unjudged)
        let level = ScorerParameter("level", .number, default: 0.5, "The recall to be reached, from 0 to 1.")
        return ScorerEntry(definition, parameters: [level]) { arguments in
            guard let level = arguments.number("level"), (0...1).contains(level) else {
                throw ScorerArgumentError("the parameter \"level\" of the scorer \"trec_iprec_at_recall\" should be from 0 to 1")
            }
            return FunctionScorer(definition) { sample in Score(try sample.trecEvaluation()[.interpolatedPrecision(atRecall: level)]) }
        }
    }()

    /// The definition of a scorer of one ranking.
    static func ranking(_ name: String, _ summary: String, source: String, blindTo: String) -> ScorerDefinition {
        ScorerDefinition(
            name: name, topic: "retrieval", summary: summary, requires: [.retrieved, .relevant], source: source, blindTo: blindTo)
    }

    /// A scorer of the first k ranks, whose output carries k.
    static func cutRanking(
        _ name: String, _ summary: String, source: String, blindTo: String, k: Int64,
        _ measure: @escaping @Sendable (Int) -> TrecMeasure
    ) -> ScorerEntry {
        var definition = ranking(name, summary, source: source, blindTo: blindTo)
        definition.outputs = ["\(name)_\(k)"]
        let template = definition
        return ScorerEntry(template, parameters: [depthParameter(k)]) { arguments in
            let k = try depth(arguments)
            var named = template
            named.outputs = ["\(name)_\(k)"]
            return FunctionScorer(named) { (sample: Sample) throws -> Score in Score(try sample.trecEvaluation()[measure(k)]) }
        }
    }
}

extension Sample {
    /// The sample's ranking held against its judgements.
    func trecEvaluation() throws(ScoringError) -> TrecEvaluation {
        let (retrieved, judgements) = try ranking()
        return TrecEvaluation(retrieved, judgements)
    }
}
