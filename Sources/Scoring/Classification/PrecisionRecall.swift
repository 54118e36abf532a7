/// Precision, recall and F1 over one or several classes, on a scale from 0 to 1, with 0 where a denominator is 0.
public struct PrecisionRecall: Sendable, Hashable {
    /// How classes are brought together.
    public enum Average: Sendable, Hashable {
        /// The figures of one class.
        case binary(positive: String)
        /// The plain mean over classes.
        case macro
        /// From the counts of all classes together; all three then equal the accuracy.
        case micro
        /// The mean over classes, each weighing its number of true samples.
        case weighted
    }

    /// The share of hits among the predicted.
    public var precision: Double
    /// The share of hits among the true.
    public var recall: Double
    /// The harmonic mean; averages take the mean of the classes' own.
    public var f1: Double

    /// The figures of a confusion matrix (scikit-learn's `precision_recall_fscore_support` with `zero_division=0`). NaN for no samples.
    public init(of matrix: ConfusionMatrix, average: Average) {
        let classes = matrix.classes
        switch average {
        case .binary(let positive):
            let counts = classes.first { $0.label == positive } ?? ClassCounts(label: positive, truth: 0, predicted: 0, hits: 0)
            self.init(precision: counts.precision, recall: counts.recall, f1: counts.f1)
        case .micro:
            let accuracy = matrix.accuracy
            self.init(precision: accuracy, recall: accuracy, f1: accuracy)
        case .macro: self.init(classes, weight: { _ in 1 })
        case .weighted: self.init(classes, weight: { Double($0.truth) })
        }
    }

    private init(precision: Double, recall: Double, f1: Double) {
        (self.precision, self.recall, self.f1) = (precision, recall, f1)
    }

    private init(_ classes: [ClassCounts], weight: (ClassCounts) -> Double) {
        let total = classes.reduce(0) { $0 + weight($1) }
        func mean(_ figure: (ClassCounts) -> Double) -> Double { classes.reduce(0) { $0 + weight($1) * figure($1) } / total }
        self.init(precision: mean(\.precision), recall: mean(\.recall), f1: mean(\.f1))
    }
}
