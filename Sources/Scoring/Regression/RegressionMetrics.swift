extension CorpusMetricEntry {
    /// The metrics of predicted numbers.
    static let regression: [CorpusMetricEntry] = [
        entry(
            "regression_errors", "How far predicted numbers lie from the true ones.",
            outputs: [
                "mean_absolute_error", "mean_squared_error", "root_mean_squared_error", "max_error", "median_absolute_error",
                "mean_absolute_percentage_error",
            ], range: .nonNegative, direction: .lower,
            blindTo: "the direction of errors; the percentage explodes where the truth is near 0"
        ) {
            [$0.meanAbsolute, $0.meanSquared, $0.rootMeanSquared, $0.maximum, $0.medianAbsolute, $0.meanAbsolutePercentage]
        },
        entry(
            "r2_score", "The share of the truth's variance that the predictions explain.", outputs: ["r2_score"],
            range: .numbers(lower: -.infinity, upper: 1), direction: .higher, blindTo: "the size of errors in the truth's own unit"
        ) { [$0.r2] },
        entry(
            "target_summary", "How many true numbers there are, their sum and their mean.",
            outputs: ["example_count", "sum_on_target", "mean_on_target"], range: .unbounded, direction: .neutral,
            blindTo: "the predictions"
        ) { [Double($0.count), $0.sumOfTruth, $0.meanOfTruth] },
    ]

    private static func entry(
        _ name: String, _ summary: String, outputs: [String], range: ScorerDefinition.Range, direction: ScorerDefinition.Direction,
        blindTo: String, _ figures: @escaping @Sendable (RegressionErrors) -> [Double]
    ) -> CorpusMetricEntry {
        let definition = ScorerDefinition(
            name: name, topic: "regression", summary: summary, outputs: outputs, range: range, direction: direction,
            requires: [.outputs, .expected], source: "scikit-learn 1.9 under MLflow 3.17's names", blindTo: blindTo)
        return CorpusMetricEntry(
            definition, row: { CorpusRow(numbers: [try $0.number(.expected), try $0.number(.outputs)]) },
            values: { rows in figures(try RegressionErrors(rows.map { ($0.numbers.first ?? .nan, $0.numbers.last ?? .nan) })) })
    }
}
