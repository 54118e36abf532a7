import TouchstoneJSON

extension ScorerEntry {
    /// Scorers of rankings.
    static let retrieval: [ScorerEntry] =
        [topKPrecision, topKRecall, topKNDCG] + trecRetrieval + otherRankings + contextDensity

    private static let blindTopK = "Documents that are relevant but were not judged, how relevant they are, and what stands below rank k."

    private static func topK(
        _ name: String, _ summary: String, blindTo: String = blindTopK, _ value: @escaping @Sendable (TopKRetrieval) -> Double
    ) -> ScorerEntry {
        let definition = ScorerDefinition(
            name: name + "_at_k", topic: "retrieval", summary: summary, outputs: ["\(name)_at_3"], requires: [.retrieved, .relevant],
            source: "MLflow 3.17.2", blindTo: blindTo)
        return ScorerEntry(definition, parameters: [depthParameter(3)]) { arguments in
            let k = try depth(arguments)
            var named = definition
            named.outputs = ["\(name)_at_\(k)"]
            return FunctionScorer(named) { (sample: Sample) throws -> Score in
                let (retrieved, judgements) = try sample.ranking()
                return Score(value(TopKRetrieval(retrieved: retrieved.ids, relevant: judgements.relevant, k: k)))
            }
        }
    }

    private static let topKPrecision = topK(
        "precision", "Share of the first k retrieved documents that are relevant, divided by min(k, retrieved); 0 when none was retrieved."
    ) { $0.precision }

    private static let topKRecall = topK(
        "recall", "Share of the relevant documents among the first k retrieved; 1 when nothing is relevant and nothing was retrieved."
    ) { $0.recall }

    private static let topKNDCG = topK(
        "ndcg", "Discounted cumulative gain of the first k with binary gains over that of an ideal ranking of the same length.",
        blindTo: "Relevant documents that were never retrieved: one correct document alone scores 1. Grades of relevance."
    ) { $0.ndcg }
}

/// The parameter `k` with a default.
func depthParameter(_ value: Int64) -> ScorerParameter {
    ScorerParameter("k", .integer, default: .integer(value), "How many of the first documents are looked at.")
}

/// The argument `k`, which must be positive.
func depth(_ arguments: ScorerArguments) throws -> Int {
    guard let k = arguments.integer("k"), k >= 1 else {
        throw ScorerArgumentError("the parameter \"k\" of the scorer \"\(arguments.scorer)\" should be 1 or more")
    }
    return k
}

extension Sample {
    /// The fields `retrieved` and `relevant`; throws when either is missing or has another shape.
    func ranking() throws(ScoringError) -> (RetrievedDocuments, RelevanceJudgements) {
        guard let retrieved = self[.retrieved] else { throw .missing(.retrieved) }
        guard let relevant = self[.relevant] else { throw .missing(.relevant) }
        return (try RetrievedDocuments(retrieved), try RelevanceJudgements(relevant))
    }
}
