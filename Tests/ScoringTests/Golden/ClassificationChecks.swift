import GoldenSupport
import Scoring
import Statistics
import TouchstoneJSON

/// Classes, probabilities and numbers against scikit-learn.
let classificationChecks: [String: GoldenCheck] = [
    "multiclass": .compare { row in
        let (truth, prediction) = (try row.texts("y_true"), try row.texts("y_pred"))
        let matrix = ConfusionMatrix(zip(truth, prediction).map { (truth: $0, prediction: $1) })
        var result: JSONObject = [
            "accuracy": JSONValue(matrix.accuracy), "balanced_accuracy": JSONValue(matrix.balancedAccuracy),
            "matthews_corrcoef": JSONValue(matrix.matthewsCorrelation),
            "confusion_labels": .array(matrix.labels.map(JSONValue.string)),
            "confusion_matrix": .array(matrix.counts.map { .array($0.map { JSONValue($0) }) }),
        ]
        for (name, average) in [("macro", PrecisionRecall.Average.macro), ("micro", .micro), ("weighted", .weighted)] {
            let figures = PrecisionRecall(of: matrix, average: average)
            result["precision_" + name] = JSONValue(figures.precision)
            result["recall_" + name] = JSONValue(figures.recall)
            result["f1_" + name] = JSONValue(figures.f1)
        }
        let order = ["alpha", "beta", "gamma", "delta", "eps"]
        let present = (truth + prediction).allSatisfy(order.contains) ? order.filter((truth + prediction).contains) : matrix.labels
        let ratings = try? RatingTable(first: truth, second: prediction, labels: present)
        result["cohen_kappa"] = JSONValue(try? ratings?.kappa())
        result["cohen_kappa_linear"] = JSONValue(try? ratings?.kappa(weights: .linear))
        result["cohen_kappa_quadratic"] = JSONValue(try? ratings?.kappa(weights: .quadratic))
        return .object(result)
    },
    "binary": .compare { row in
        let truth = try row.numbers("y_true").map { $0 == 1 }
        let scores = try row.numbers("y_score")
        let threshold = row["params"]?["threshold"]?.doubleValue ?? 0.5
        let outcomes = zip(truth, scores).map { (isPositive: $0, probability: $1) }
        let ranked = try RankedOutcomes(zip(truth, scores).map { (isPositive: $0, score: $1) })
        let scored = try ScoredOutcomes(scores: scores, outcomes: truth)
        let pairs = outcomes.map { (truth: $0.isPositive ? "1" : "0", prediction: $0.probability >= threshold ? "1" : "0") }
        let matrix = ConfusionMatrix(pairs)
        let figures = PrecisionRecall(of: matrix, average: .binary(positive: "1"))
        func count(_ truth: String, _ prediction: String) -> JSONValue {
            JSONValue(pairs.count { $0.truth == truth && $0.prediction == prediction })
        }
        return [
            "accuracy_score": JSONValue(matrix.accuracy), "precision_score": JSONValue(figures.precision),
            "recall_score": JSONValue(figures.recall), "f1_score": JSONValue(figures.f1),
            "roc_auc": JSONValue(try? scored.areaUnderROC()), "average_precision": JSONValue(try? scored.averagePrecision()),
            "precision_recall_auc": JSONValue(ranked.areaUnderPrecisionRecall),
            "log_loss": JSONValue(scored.logLoss), "brier": JSONValue(scored.brier),
            "ece_10_equal_width_floor": JSONValue(try? scored.expectedCalibrationError()),
            "true_negatives": count("0", "0"), "false_positives": count("0", "1"), "false_negatives": count("1", "0"),
            "true_positives": count("1", "1"),
        ]
    },
    "regression": .compare { row in
        let pairs = zip(try row.numbers("y_true"), try row.numbers("y_pred")).map { (truth: $0, prediction: $1) }
        let errors = try RegressionErrors(pairs)
        return [
            "mean_absolute_error": JSONValue(errors.meanAbsolute), "mean_squared_error": JSONValue(errors.meanSquared),
            "root_mean_squared_error": JSONValue(errors.rootMeanSquared), "r2_score": JSONValue(errors.r2),
            "max_error": JSONValue(errors.maximum), "mean_absolute_percentage_error": JSONValue(errors.meanAbsolutePercentage),
            "median_absolute_error": JSONValue(errors.medianAbsolute),
        ]
    },
]
