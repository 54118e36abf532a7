import Scoring

/// A set of scorers named after one of MLflow's model types.
public enum EvaluationPreset: String, Sendable, Hashable, CaseIterable {
    /// Answers to questions: exact match, length and readability.
    case questionAnswering = "question-answering"
    /// Summaries: ROUGE, length and readability.
    case textSummarization = "text-summarization"
    /// Any text: length and readability.
    case text
    /// Retrieval: precision, recall and nDCG at 3.
    case retriever
    /// Labels: accuracy, precision, recall, F1.
    case classifier
    /// Numbers: errors and explained variance.
    case regressor

    /// The names of its scorers, in MLflow's order. Toxicity, which needs a classifier model, is not among them.
    public var scorers: [String] {
        let text = ["token_count", "flesch_kincaid_grade_level", "ari_grade_level"]
        return switch self {
        case .text: text
        case .questionAnswering: text + ["exact_match"]
        case .textSummarization: text + ["rouge1", "rouge2", "rougeL", "rougeLsum"]
        case .retriever: ["precision_at_k", "recall_at_k", "ndcg_at_k"]
        case .classifier: ["confusion_counts", "example_count", "classification"]
        case .regressor: ["target_summary", "regression_errors", "r2_score"]
        }
    }
}

extension EvaluationPreset {
    /// The preset of a name. Throws ``ScorerArgumentError`` with the nearest name.
    public init(named name: String) throws {
        guard let preset = EvaluationPreset(rawValue: name) else {
            let names = EvaluationPreset.allCases.map(\.rawValue)
            let hint = closestName(to: name, among: names).map { "did you mean \"\($0)\"?" } ?? "there are \(names.joined(separator: ", "))"
            throw ScorerArgumentError("there is no preset \"\(name)\"; \(hint)")
        }
        self = preset
    }
}
