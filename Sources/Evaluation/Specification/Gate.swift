/// Something that must hold of a run.
public enum Gate: Sendable, Hashable {
    /// A bound on a figure of the run.
    case threshold(Threshold)
    /// The run must not be worse than a baseline by more than a margin.
    case noRegression(NoRegression)

    /// A bound on a figure, such as `exact_match.mean >= 0.8` or `latency.p95[language] <= 2`.
    public struct Threshold: Sendable, Hashable {
        /// The gate as written.
        public var text: String
        /// The score's name; "error_rate" for the share of samples without an answer or with a failed scorer.
        public var metric: String
        /// What of the score.
        public var statistic: Statistic
        /// Whether the figure must be at least the bound.
        public var isMinimum: Bool
        /// The bound.
        public var bound: Double
        /// The slices for each of which it must hold; nil for all samples together.
        public var slice: Slice?
    }

    /// The samples a gate is about.
    public struct Slice: Sendable, Hashable {
        /// The column.
        public var column: String
        /// One value; nil for each of the column's values.
        public var value: String?
    }

    /// What of a score a gate bounds.
    public enum Statistic: Sendable, Hashable {
        /// The mean; the share of passes for pass-or-fail scores.
        case mean
        /// A percentile from 0 to 100.
        case percentile(Double)
        /// The smallest value.
        case minimum
        /// The largest value.
        case maximum
        /// The sum.
        case total
    }

    /// No metric may be worse than the baseline's by more than the margin.
    public struct NoRegression: Sendable, Hashable {
        /// The baseline run: an id, a prefix of one, a name, or `latest`.
        public var baseline: String
        /// How much worse is still tolerated, on the metric's scale.
        public var margin: Double
        /// Which metrics; all judged ones when empty.
        public var metrics: [String]
    }
}

extension Gate {
    /// The gate as a person would write it.
    public var text: String {
        switch self {
        case .threshold(let threshold): threshold.text
        case .noRegression(let rule):
            "no regression against \(rule.baseline) beyond \(rule.margin)"
                + (rule.metrics.isEmpty ? "" : " in \(rule.metrics.joined(separator: ", "))")
        }
    }
}
