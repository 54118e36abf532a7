import Scoring
import Statistics
import Tracking

extension RunSummary {
    /// The aggregates of the run under MLflow's names: mean, population variance and 90th percentile of every score, and the figures
    /// of the whole corpus.
    var aggregates: [(name: String, value: Double)] {
        metrics.flatMap { metric -> [(String, Double)] in
            guard let column = metric.column else {
                guard MLflowNames.logsAggregates(metric.definition, prefix: manifest.metricPrefix) else { return [] }
                return metric.verdict.estimate.map { [(manifest.metricPrefix + metric.definition.name, $0)] } ?? []
            }
            return Self.aggregates(of: column, prefix: manifest.metricPrefix)
        }
    }

    private static func aggregates(of column: ScoreColumn, prefix: String) -> [(String, Double)] {
        let definition = column.definition
        guard MLflowNames.logsAggregates(definition, prefix: prefix), let moments = try? Moments(column.values) else { return [] }
        if definition.scorer == "exact_match" { return [(MLflowNames.key(definition, aggregate: "mean", prefix: prefix), moments.mean)] }
        var aggregates = [("mean", moments.mean), ("variance", moments.squares / Double(moments.count))]
        if let p90 = try? quantile(column.values, 0.9) { aggregates.append(("p90", p90)) }
        return aggregates.map { (MLflowNames.key(definition, aggregate: $0.0, prefix: prefix), $0.1) }
    }

    /// Logs the aggregates as metrics of the run.
    func recordMetrics(in store: TrackingStore) async throws {
        let now = Timestamp.now
        let values = aggregates.filter { $0.value.isFinite }
        try await store.log(values.map { Tracking.Metric($0.name, $0.value, time: now) }, to: run.id)
    }
}
