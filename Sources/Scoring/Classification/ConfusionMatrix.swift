/// How often each true class was given each predicted class.
public struct ConfusionMatrix: Sendable, Hashable {
    /// The classes that occur, sorted by their UTF-8 bytes.
    public let labels: [String]
    /// `counts[i][j]`: samples of class `labels[i]` that were predicted as `labels[j]`.
    public let counts: [[Int]]

    /// Counts pairs of true and predicted classes. O(n) for n pairs plus the square of the number of classes.
    public init(_ pairs: some Sequence<(truth: String, prediction: String)>) {
        var indexByLabel: [String: Int] = [:]
        var cells: [SIMD2<Int>: Int] = [:]
        func index(_ label: String) -> Int {
            if let index = indexByLabel[label] { return index }
            indexByLabel[label] = indexByLabel.count
            return indexByLabel.count - 1
        }
        for pair in pairs { cells[SIMD2(index(pair.truth), index(pair.prediction)), default: 0] += 1 }
        let sorted = indexByLabel.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        var rank = [Int](repeating: 0, count: sorted.count)
        for (position, entry) in sorted.enumerated() { rank[entry.value] = position }
        var counts = [[Int]](repeating: [Int](repeating: 0, count: sorted.count), count: sorted.count)
        for (cell, count) in cells { counts[rank[cell.x]][rank[cell.y]] = count }
        self.labels = sorted.map(\.key)
        self.counts = counts
    }

    /// How many pairs were counted.
    public var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }

    /// True, predicted and rightly predicted samples of each class.
    public var classes: [ClassCounts] {
        labels.indices.map { index in
            ClassCounts(
                label: labels[index], truth: counts[index].reduce(0, +), predicted: counts.reduce(0) { $0 + $1[index] },
                hits: counts[index][index])
        }
    }

    /// The share of samples that were predicted rightly. NaN for no samples.
    public var accuracy: Double { ratio(labels.indices.reduce(0) { $0 + counts[$1][$1] }, total, ifNone: .nan) }

    /// The mean recall of the classes that truly occur (scikit-learn's `balanced_accuracy_score`). NaN for no samples.
    public var balancedAccuracy: Double {
        let present = classes.filter { $0.truth > 0 }
        return present.reduce(0) { $0 + $1.recall } / Double(present.count)
    }

    /// Matthews' correlation coefficient over all classes (Gorodkin's R_K), from -1 to 1; 0 when either side has a single class, as
    /// scikit-learn has it. NaN for no samples.
    public var matthewsCorrelation: Double {
        let n = Double(total)
        let classes = classes
        let hits = classes.reduce(0) { $0 + Double($1.hits) }
        let products = classes.reduce(0) { $0 + Double($1.truth) * Double($1.predicted) }
        let truths = n * n - classes.reduce(0) { $0 + Double($1.truth) * Double($1.truth) }
        let predictions = n * n - classes.reduce(0) { $0 + Double($1.predicted) * Double($1.predicted) }
        guard n > 0 else { return .nan }
        return truths * predictions == 0 ? 0 : (hits * n - products) / (truths * predictions).squareRoot()
    }
}

/// The samples of one class.
public struct ClassCounts: Sendable, Hashable {
    /// The class.
    public var label: String
    /// Samples that belong to it.
    public var truth: Int
    /// Samples that were predicted to.
    public var predicted: Int
    /// Samples that belong to it and were predicted to.
    public var hits: Int

    /// Hits among the predicted; 0 when none was predicted.
    public var precision: Double { ratio(hits, predicted, ifNone: 0) }
    /// Hits among the true; 0 when there is none.
    public var recall: Double { ratio(hits, truth, ifNone: 0) }
    /// The harmonic mean of both; 0 when nothing is true or predicted.
    public var f1: Double { ratio(2 * hits, truth + predicted, ifNone: 0) }
}

func ratio(_ part: Int, _ whole: Int, ifNone: Double) -> Double { whole == 0 ? ifNone : Double(part) / Double(whole) }
