package import Statistics
package import TouchstoneJSON

/// A candidate run against a baseline run, pair by pair.
package struct ComparisonReport: Sendable {
    /// The run that is judged.
    package var candidate: RunReference
    /// The run it is held against.
    package var baseline: RunReference
    /// The differences, in the order of the specification.
    package var metrics: [ComparedMetric] = []
    /// Samples whose judgement changed; the caller bounds how many.
    package var flips: [Flip] = []
    /// How many more flipped than are listed.
    package var flipsOmitted = 0
    /// The candidate's gates against the baseline.
    package var gates: [GateReport] = []
    /// What a reader should know before believing the differences.
    package var warnings: [String] = []

    /// A comparison without figures yet.
    package init(candidate: RunReference, baseline: RunReference) {
        self.candidate = candidate
        self.baseline = baseline
    }
}

/// One figure of two runs.
package struct ComparedMetric: Sendable {
    /// The name for people.
    package var name: String
    /// The aggregate's key.
    package var key: String
    /// Which way is better.
    package var direction: MetricReport.Direction
    /// Whether the score is pass or fail, so that pairs were fixed or broken.
    package var isPassFail: Bool
    /// The difference with interval, p-value and outcome.
    package var verdict: Verdict
    /// Differences up to this size count as equivalent.
    package var margin: Double?
    /// Pairs in which one side has no value.
    package var unpaired: Int
    /// The same comparison within parts of the data.
    package var slices: [SliceReport] = []

    /// A compared figure.
    package init(
        name: String, key: String, direction: MetricReport.Direction = .higher, isPassFail: Bool = false, verdict: Verdict,
        margin: Double? = nil, unpaired: Int = 0
    ) {
        self.name = name
        self.key = key
        self.direction = direction
        self.isPassFail = isPassFail
        self.verdict = verdict
        self.margin = margin
        self.unpaired = unpaired
    }
}

/// A sample whose judgement differs between baseline and candidate.
package struct Flip: Sendable {
    /// The row's id.
    package var sample: String
    /// Which repetition, from 1.
    package var epoch: Int
    /// The score that changed.
    package var metric: String
    /// Its value in the baseline.
    package var before: JSONValue
    /// Its value in the candidate.
    package var after: JSONValue
    /// Whether the change is for the better.
    package var isFix: Bool
    /// The slices the sample belongs to.
    package var slices: [Slice] = []
    /// What was asked.
    package var input: JSONValue
    /// What was expected.
    package var expected: JSONValue?
    /// The baseline's answer.
    package var baselineAnswer: JSONValue?
    /// The candidate's answer.
    package var candidateAnswer: JSONValue?

    /// A flip without answers.
    package init(
        sample: String, epoch: Int = 1, metric: String, before: JSONValue, after: JSONValue, isFix: Bool, input: JSONValue
    ) {
        self.sample = sample
        self.epoch = epoch
        self.metric = metric
        self.before = before
        self.after = after
        self.isFix = isFix
        self.input = input
    }
}
