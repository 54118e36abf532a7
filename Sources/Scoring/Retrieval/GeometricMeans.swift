import Statistics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension CorpusMetricEntry {
    /// trec_eval's geometric means over queries, which weigh the queries where retrieval fails most.
    static let geometricMeans: [CorpusMetricEntry] = [
        geometricMean("trec_gm_map", "average precision", .averagePrecision), geometricMean("trec_gm_bpref", "bpref", .bpref),
    ]

    private static func geometricMean(_ name: String, _ measured: String, _ measure: TrecMeasure) -> CorpusMetricEntry {
        let definition = ScorerDefinition(
            name: name, topic: "retrieval",
            summary: "The geometric mean over queries of \(measured), values below 0.00001 counting as that.",
            requires: [.retrieved, .relevant], source: "trec_eval 9 (pytrec_eval-terrier 0.5.11); Robertson 2006",
            blindTo: "Relevant documents that nobody judged; one query without a hit pulls the whole figure down.")
        return CorpusMetricEntry(
            definition, row: { CorpusRow(numbers: [try $0.trecEvaluation()[measure]]) },
            values: { rows in
                let logarithms = try rows.shaped(numbers: 1).map { log(max($0.numbers[0], 0.00001)) }
                return [exp(ExactSum(logarithms).value / Double(logarithms.count))]
            })
    }
}
