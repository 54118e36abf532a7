import Scoring

/// The names under which MLflow 3 logs the aggregates of its evaluation metrics.
enum MLflowNames {
    /// Scorers whose metrics carry the version v1 in their names.
    private static let versioned: Set<String> = [
        "toxicity", "flesch_kincaid_grade_level", "ari_grade_level", "exact_match", "rouge1", "rouge2", "rougeL", "rougeLsum",
        "mlflow_bleu",
    ]

    /// The key of a score: its name, with the version where MLflow gives one.
    static func key(_ definition: ScoreDefinition) -> String {
        guard versioned.contains(definition.scorer), definition.kind == .sample else { return definition.name }
        let name = definition.name == "mlflow_bleu" ? "bleu" : definition.name
        return name + "/v1"
    }

    /// The key of an aggregate. MLflow repeats the prefix before the aggregation, and gives exact match no aggregation of its own.
    static func key(_ definition: ScoreDefinition, aggregate: String, prefix: String) -> String {
        if definition.scorer == "exact_match" { return prefix + key(definition) }
        return prefix + key(definition) + "/" + (versioned.contains(definition.scorer) ? prefix : "") + aggregate
    }

    /// The name of a score's column in `eval_results_table.json`; nil when MLflow shows none.
    static func column(_ definition: ScoreDefinition) -> String? {
        switch definition.scorer {
        case "exact_match": nil
        case "token_count", "latency": definition.name
        default: key(definition) + "/score"
        }
    }

    /// Whether the aggregates of a score are logged: MLflow logs those of `token_count` only under a prefix, and has no median error.
    static func logsAggregates(_ definition: ScoreDefinition, prefix: String) -> Bool {
        switch definition.scorer {
        case "token_count": !prefix.isEmpty
        case "regression_errors": definition.name != "median_absolute_error"
        default: true
        }
    }
}
