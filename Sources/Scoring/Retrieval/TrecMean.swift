extension TrecEvaluation {
    /// The mean of a measure over all judged queries; a query that the run lacks counts 0, as `trec_eval -c` and ir_measures count it.
    ///
    /// Nil when no query was judged. With `onlyAnswered` the mean runs over queries that are in both, trec_eval's default.
    public static func mean(
        of measure: TrecMeasure, run: [String: [RankedDocument]], judgements: [String: [String: Int]], onlyAnswered: Bool = false
    ) -> Double? {
        var sum = 0.0
        var queries = 0
        for query in judgements.keys.sorted() {
            guard let documents = run[query] else {
                if !onlyAnswered { queries += 1 }
                continue
            }
            queries += 1
            sum += TrecEvaluation(documents, judgements[query] ?? [:])[measure]
        }
        return queries > 0 ? sum / Double(queries) : nil
    }
}
