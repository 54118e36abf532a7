/// One run as every format shows it: where it came from, what it cost, its figures with their intervals, and its gates.
///
/// Samples are not part of it; they are handed one at a time to a ``ReportDocument``, so that memory does not grow with the dataset.
package struct RunReport: Sendable {
    /// How far the run came.
    package enum Status: String, Sendable, Hashable {
        /// It is going on, or its process ended without saying so.
        case running
        /// It came to its end.
        case finished
        /// It ended with an error.
        case failed
        /// It was stopped.
        case killed
    }

    /// Which run.
    package var run: RunReference
    /// How far it came.
    package var status: Status
    /// When it started, in milliseconds since 1970 (UTC).
    package var startedAt: Int64?
    /// When it ended, in milliseconds since 1970 (UTC).
    package var endedAt: Int64?
    /// The version of Touchstone that ran it.
    package var touchstoneVersion: String?
    /// Settings and parameters, in the order of the specification.
    package var settings: [Setting] = []
    /// Dataset, prompt and model.
    package var lineage = Lineage()
    /// What the model calls came to; nil when the answers were given.
    package var calls: CallSummary?
    /// How many samples fared how; nil while unknown.
    package var samples: SampleCounts?
    /// The names of the scores that samples carry, in the order of the specification; columns of the CSV.
    package var scoreNames: [String] = []
    /// The figures, in the order of the specification.
    package var metrics: [MetricReport] = []
    /// The gates, in the order of the specification.
    package var gates: [GateReport] = []
    /// What a reader should know before believing the figures.
    package var warnings: [String] = []

    /// A report without figures yet.
    package init(run: RunReference, status: Status, startedAt: Int64? = nil, endedAt: Int64? = nil) {
        self.run = run
        self.status = status
        self.startedAt = startedAt
        self.endedAt = endedAt
    }
}

/// A named value of the run's specification, such as `temperature` = `0`.
package struct Setting: Sendable, Hashable {
    /// The name.
    package var name: String
    /// The value as text.
    package var value: String

    /// A setting.
    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// How many samples (rows times epochs) fared how. One sample can be failed and errored at once, so the counts may overlap.
package struct SampleCounts: Sendable, Hashable {
    /// All samples.
    package var total = 0
    /// Samples with a score that did not pass.
    package var failed = 0
    /// Samples without an answer, or with a scorer that failed.
    package var errored = 0
    /// Samples with a score that has no value.
    package var unscored = 0

    /// Counts, zero unless given.
    package init(total: Int = 0, failed: Int = 0, errored: Int = 0, unscored: Int = 0) {
        self.total = total
        self.failed = failed
        self.errored = errored
        self.unscored = unscored
    }

    /// Counts one more sample.
    package mutating func count(_ state: SampleState) {
        total += 1
        if state.contains(.failed) { failed += 1 }
        if state.contains(.errored) { errored += 1 }
        if state.contains(.unscored) { unscored += 1 }
    }
}
