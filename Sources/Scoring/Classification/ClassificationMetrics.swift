import Statistics
import TouchstoneJSON

extension CorpusMetricEntry {
    /// The metrics of predicted classes.
    static let classification: [CorpusMetricEntry] = [classes, exampleCount, balancedAccuracy, matthews, cohenKappa, confusionCounts]

    private static let topic = "classification"
    private static let ignoresCase = ScorerParameter("ignore_case", .boolean, default: false, "Compare classes in lower case.")
    private static let positive = ScorerParameter("positive", .text, "The positive class; without it 1, true and yes are positive.")

    private static let classes: CorpusMetricEntry = {
        let definition = ScorerDefinition(
            name: "classification", topic: topic, summary: "Accuracy, precision, recall and F1 of predicted classes.",
            outputs: ["accuracy_score", "precision_score", "recall_score", "f1_score"], requires: [.outputs, .expected],
            source: "scikit-learn 1.9 with zero_division=0, under MLflow 3.17's names",
            blindTo: "how sure the predictions are; accuracy and weighted averages hide rare classes")
        let average = ScorerParameter(
            "average", .choice(["auto", "weighted", "macro", "micro", "binary"]), default: "auto",
            "Over classes by their size, evenly, pooled, or the figures of the positive class alone; auto is binary for two classes of which one "
                + "is positive, else weighted, as MLflow does.")
        return CorpusMetricEntry(definition, parameters: [average, positive, ignoresCase]) { arguments in
            let average: PrecisionRecall.Average? =
                switch arguments.text("average") {
                case "macro": .macro
                case "micro": .micro
                case "binary": .binary(positive: "1")
                case "weighted": .weighted
                default: nil
                }
            let positive = arguments.text("positive")
            let reader = ClassReader(arguments, isBinary: arguments.text("average") == "binary")
            return FunctionCorpusMetric(definition, row: { try reader.row(of: $0) }) { rows in
                let matrix = ConfusionMatrix(rows)
                let figures = PrecisionRecall(of: matrix, average: average ?? automaticAverage(rows, positive: positive))
                return [matrix.accuracy, figures.precision, figures.recall, figures.f1]
            }
        }
    }()

    private static let balancedAccuracy = single(
        ScorerDefinition(
            name: "balanced_accuracy", topic: topic, summary: "The mean recall of the classes that occur.",
            requires: [.outputs, .expected],
            source: "scikit-learn 1.9 balanced_accuracy_score", blindTo: "how frequent classes are")
    ) { $0.balancedAccuracy }

    private static let matthews = single(
        ScorerDefinition(
            name: "matthews_corrcoef", topic: topic, summary: "The correlation of predicted and true classes.",
            range: .numbers(lower: -1, upper: 1), requires: [.outputs, .expected],
            source: "Matthews 1975, Gorodkin 2004; scikit-learn 1.9 matthews_corrcoef", blindTo: "which classes are confused")
    ) { $0.matthewsCorrelation }

    private static let cohenKappa: CorpusMetricEntry = {
        let definition = ScorerDefinition(
            name: "cohen_kappa", topic: topic, summary: "Agreement of predicted and true classes beyond what their frequencies would give.",
            range: .numbers(lower: -.infinity, upper: 1), requires: [.outputs, .expected], source: "Cohen 1960, 1968; scikit-learn 1.9",
            blindTo: "misleading when nearly all samples are of one class")
        let weights = ScorerParameter(
            "weights", .choice(["identity", "linear", "quadratic"]), default: "identity", "How much a disagreement counts by its distance.")
        let order = ScorerParameter("order", .json, "The classes from one end of the scale to the other; sorted when not given.")
        return CorpusMetricEntry(definition, parameters: [weights, order, ignoresCase]) { arguments in
            let reader = ClassReader(arguments, isBinary: false)
            let weights = arguments.text("weights").flatMap(AgreementWeights.init) ?? .identity
            let order = arguments.list("order")
            return FunctionCorpusMetric(definition, row: { try reader.row(of: $0) }) { rows in
                let rows = try rows.shaped(numbers: 0, labels: 2)
                let present = Set(rows.flatMap(\.labels))
                let sorted = present.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
                do {
                    let labels = order.map { $0.filter(present.contains) } ?? sorted
                    let table = try RatingTable(first: rows.map { $0.labels[0] }, second: rows.map { $0.labels[1] }, labels: labels)
                    return [try table.kappa(weights: weights)]
                } catch let error as Undefined {
                    throw ScoringError.undefined(reason: error.reason)
                }
            }
        }
    }()

    private static let confusionCounts: CorpusMetricEntry = {
        let definition = ScorerDefinition(
            name: "confusion_counts", topic: topic, summary: "Right and wrong predictions of a positive class.",
            outputs: ["true_negatives", "false_positives", "false_negatives", "true_positives"], range: .nonNegative, direction: .neutral,
            requires: [.outputs, .expected], source: "MLflow 3.17 classifier evaluation", blindTo: "how many samples there are")
        return CorpusMetricEntry(definition, parameters: [positive, ignoresCase]) { arguments in
            let reader = ClassReader(arguments, isBinary: false)
            let named = arguments.text("positive")
            return FunctionCorpusMetric(definition, row: { try reader.row(of: $0) }) { rows in
                guard named != nil || areBinaryWords(rows) || soleClassThatIsPositive(rows) != nil else {
                    throw ScoringError.undefined(reason: "there are not two classes of which one is positive; name it (positive: …)")
                }
                func isPositive(_ label: String?) -> Bool {
                    label.map { label in named.map { $0 == label } ?? isPositiveWord(label) } ?? false
                }
                return rows.reduce(into: [0, 0, 0, 0]) { counts, row in
                    counts[(isPositive(row.labels.first) ? 2 : 0) + (isPositive(row.labels.last) ? 1 : 0)] += 1
                }
            }
        }
    }()

    private static let exampleCount = CorpusMetricEntry(
        ScorerDefinition(
            name: "example_count", topic: topic, summary: "How many samples have both a predicted and a true class.", range: .nonNegative,
            direction: .neutral, requires: [.outputs, .expected], source: "MLflow 3.17 classifier evaluation",
            blindTo: "what the classes are"),
        row: { CorpusRow(labels: [try $0.text(.expected), try $0.answer()]) }, values: { [Double($0.count)] })

    private static func single(
        _ definition: ScorerDefinition, _ figure: @escaping @Sendable (ConfusionMatrix) -> Double
    ) -> CorpusMetricEntry {
        CorpusMetricEntry(definition, parameters: [ignoresCase]) { arguments in
            let reader = ClassReader(arguments, isBinary: false)
            return FunctionCorpusMetric(definition, row: { try reader.row(of: $0) }) { [figure(ConfusionMatrix($0))] }
        }
    }
}

extension ConfusionMatrix {
    /// Counts rows of a true and a predicted class.
    fileprivate init(_ rows: [CorpusRow]) {
        self.init(rows.lazy.map { (truth: $0.labels.first ?? "", prediction: $0.labels.last ?? "") })
    }
}

/// Reads classes: the texts of `expected` and `outputs`, trimmed; binary ones as "1" and "0".
private struct ClassReader: Sendable {
    let isBinary: Bool
    let positive: String?
    let ignoresCase: Bool

    init(_ arguments: ScorerArguments, isBinary: Bool) {
        self.isBinary = isBinary
        ignoresCase = arguments.flag("ignore_case")
        positive = arguments.text("positive").map { [ignoresCase] in ignoresCase ? $0.lowercased() : $0 }
    }

    func row(of sample: Sample) throws(ScoringError) -> CorpusRow {
        CorpusRow(labels: [label(try sample.text(.expected)), label(try sample.answer())])
    }

    private func label(_ text: String) -> String {
        let trimmed = text.trimmingPythonWhitespace()
        let label = ignoresCase ? trimmed.lowercased() : trimmed
        guard isBinary else { return label }
        return (positive.map { $0 == label } ?? isPositiveWord(label)) ? "1" : "0"
    }
}

/// The average that MLflow takes: binary for two classes of which one is positive, else weighted by class size.
private func automaticAverage(_ rows: [CorpusRow], positive: String?) -> PrecisionRecall.Average {
    let classes = Set(rows.flatMap(\.labels))
    guard classes.count <= 2 else { return .weighted }
    if let positive, classes.contains(positive) { return .binary(positive: positive) }
    return soleClassThatIsPositive(rows).map { .binary(positive: $0) } ?? .weighted
}

/// The positive one of at most two classes; nil when there are more, or when not exactly one is positive.
private func soleClassThatIsPositive(_ rows: [CorpusRow]) -> String? {
    let classes = Set(rows.flatMap(\.labels))
    let positives = classes.filter(isPositiveWord)
    return classes.count <= 2 && positives.count == 1 ? positives.first : nil
}

/// Whether every class is one of the words for yes and no.
private func areBinaryWords(_ rows: [CorpusRow]) -> Bool {
    rows.allSatisfy { $0.labels.allSatisfy { isPositiveWord($0) || ["0", "0.0", "false", "no"].contains($0.lowercased()) } }
}

/// Whether a class is positive when nobody said which one is.
func isPositiveWord(_ label: String) -> Bool { ["1", "1.0", "true", "yes"].contains(label.lowercased()) }
