package import Statistics

/// How many scores fall between two bounds; the lower bound belongs to the bin, the upper only to the last.
package struct HistogramBin: Sendable, Hashable {
    /// The lower bound.
    package var lower: Double
    /// The upper bound.
    package var upper: Double
    /// How many scores.
    package var count: Int

    /// A bin.
    package init(lower: Double, upper: Double, count: Int) {
        self.lower = lower
        self.upper = upper
        self.count = count
    }
}

/// How often each expected label got each answered label.
package struct ConfusionMatrix: Sendable, Hashable {
    /// The labels, in the order of rows and columns.
    package var labels: [String]
    /// Counts by expected label (rows) and answered label (columns).
    package var counts: [[Int]]

    /// A matrix; `counts` has one row and one column per label.
    package init(labels: [String], counts: [[Int]]) {
        self.labels = labels
        self.counts = counts
    }

    /// The count of one cell; 0 where the matrix is ragged.
    func count(row: Int, column: Int) -> Int {
        guard counts.indices.contains(row), counts[row].indices.contains(column) else { return 0 }
        return counts[row][column]
    }
}

/// A curve over thresholds.
package struct Curve: Sendable, Hashable {
    /// What its axes are.
    package enum Kind: String, Sendable, Hashable {
        /// True positive rate over false positive rate.
        case roc
        /// Precision over recall.
        case precisionRecall = "precision_recall"
    }

    /// One point, both coordinates 0 to 1.
    package struct Point: Sendable, Hashable {
        /// False positive rate, or recall.
        package var x: Double
        /// True positive rate, or precision.
        package var y: Double

        /// A point.
        package init(_ x: Double, _ y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// What its axes are.
    package var kind: Kind
    /// The points along the curve.
    package var points: [Point]
    /// The area under it, where known.
    package var area: Double?

    /// A curve.
    package init(_ kind: Kind, points: [Point], area: Double? = nil) {
        self.kind = kind
        self.points = points
        self.area = area
    }
}

/// Samples with about the same stated probability, and how many of them were right.
package struct ReliabilityBin: Sendable, Hashable {
    /// The mean stated probability.
    package var predicted: Double
    /// The observed share.
    package var observed: Double
    /// The interval of the observed share.
    package var interval: Interval?
    /// How many samples.
    package var n: Int

    /// A bin.
    package init(predicted: Double, observed: Double, interval: Interval? = nil, n: Int) {
        self.predicted = predicted
        self.observed = observed
        self.interval = interval
        self.n = n
    }
}
