import Statistics

extension CorpusMetricEntry {
    /// How predicted numbers go along with true ones.
    static let correlations: [CorpusMetricEntry] = [
        CorpusMetricEntry(
            ScorerDefinition(
                name: "correlation", topic: "regression",
                summary:
                    "Correlation of predicted and true numbers: Pearson's, Spearman's of ranks, Kendall's tau-b of pairs, Lin's concordance.",
                outputs: ["pearson", "spearman", "kendall_tau_b", "concordance"], range: .numbers(lower: -1, upper: 1),
                requires: [.outputs, .expected], source: "scipy 1.17; Lin 1989 for concordance",
                blindTo: "all but concordance: predictions that are too high or on another scale throughout; needs three samples"),
            row: { CorpusRow(numbers: [try $0.number(.expected), try $0.number(.outputs)]) },
            values: { rows in
                let pairs = try rows.shaped(numbers: 2).map { ($0.numbers[0], $0.numbers[1]) }.sorted { $0 < $1 }
                let (truth, predicted) = (pairs.map(\.0), pairs.map(\.1))
                func value(_ figure: () throws -> Double) -> Double { (try? figure()) ?? .nan }
                return [
                    value { try Correlation.pearson(truth, predicted).value }, value { try Correlation.spearman(truth, predicted).value },
                    value { try Correlation.kendall(truth, predicted).value }, value { try Correlation.concordance(truth, predicted) },
                ]
            })
    ]
}
