package import Statistics

/// One figure of a run with everything that is known about how sure it is.
package struct MetricReport: Sendable {
    /// Which way is better.
    package enum Direction: String, Sendable, Hashable {
        /// More is better.
        case higher
        /// Less is better.
        case lower
        /// Neither is: a figure to know, not to judge by.
        case neutral
    }

    /// The name for people, such as `ROUGE-1`.
    package var name: String
    /// The aggregate's key, such as `rouge1/v1/mean`.
    package var key: String
    /// Which way is better.
    package var direction: Direction
    /// The estimate with its interval.
    package var verdict: Verdict
    /// How many samples stand behind it, and how many do not.
    package var counts: ScoreCounts
    /// The ends of the scale, for pictures, such as 0 and 1; nil fits the picture to the values.
    package var scale: ClosedRange<Double>?
    /// The bounds that gates set on it.
    package var bounds: [Bound] = []
    /// The same figure within parts of the data.
    package var slices: [SliceReport] = []
    /// How the scores are distributed.
    package var histogram: [HistogramBin] = []
    /// Which categories were taken for which.
    package var confusion: ConfusionMatrix?
    /// Curves over thresholds.
    package var curves: [Curve] = []
    /// Stated against observed probabilities.
    package var reliability: [ReliabilityBin] = []

    /// A figure without details.
    package init(
        name: String, key: String, direction: Direction = .higher, verdict: Verdict, counts: ScoreCounts,
        scale: ClosedRange<Double>? = nil
    ) {
        self.name = name
        self.key = key
        self.direction = direction
        self.verdict = verdict
        self.counts = counts
        self.scale = scale
    }
}

/// A bound that a gate sets on a figure, to be drawn beside its interval.
package struct Bound: Sendable, Hashable {
    /// Where it lies, on the figure's scale.
    package var value: Double
    /// The gate as written.
    package var gate: String

    /// A bound.
    package init(_ value: Double, gate: String) {
        self.value = value
        self.gate = gate
    }
}

/// How many samples a figure rests on and how many it had to leave out.
package struct ScoreCounts: Sendable, Hashable {
    /// Samples with a value.
    package var scored: Int
    /// Samples without a value, for a reason given.
    package var unscored: Int
    /// Samples whose answer or scorer failed.
    package var errored: Int

    /// Counts.
    package init(scored: Int, unscored: Int = 0, errored: Int = 0) {
        self.scored = scored
        self.unscored = unscored
        self.errored = errored
    }
}

/// A part of the data: `language` = `de`.
package struct Slice: Sendable, Hashable {
    /// What it is cut by.
    package var name: String
    /// The value all its samples share.
    package var value: String

    /// A slice.
    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// The slice as people read it: `language=de`.
    package var label: String { name + "=" + value }
}

/// A figure, or a comparison, within one slice.
package struct SliceReport: Sendable {
    /// Which part of the data.
    package var slice: Slice
    /// The figure there.
    package var verdict: Verdict
    /// The bounds that gates set on it there.
    package var bounds: [Bound]

    /// A figure within a slice.
    package init(_ slice: Slice, _ verdict: Verdict, bounds: [Bound] = []) {
        self.slice = slice
        self.verdict = verdict
        self.bounds = bounds
    }
}
