package import TouchstoneJSON

/// What one model call took; fields are nil where they were not measured.
package struct CallFigures: Sendable, Hashable {
    /// Milliseconds from the request to the whole answer.
    package var latency: Double?
    /// Milliseconds from the request to the first token of the answer.
    package var firstTokenLatency: Double?
    package var inputTokens: Int?
    package var outputTokens: Int?
    /// US dollars.
    package var cost: Double?
    /// Whether the answer came from the journal and was not paid again.
    package var isCached: Bool
    /// How often the model was tried until it answered or was given up; 0 when the answer came from the data or the journal.
    package var attempts: Int

    package init(
        latency: Double? = nil, firstTokenLatency: Double? = nil, inputTokens: Int? = nil, outputTokens: Int? = nil,
        cost: Double? = nil, isCached: Bool = false, attempts: Int = 0
    ) {
        self.latency = latency
        self.firstTokenLatency = firstTokenLatency
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
        self.cost = cost
        self.isCached = isCached
        self.attempts = attempts
    }
}

/// The place of a sample in its run: which row, which repetition. Ordered by row, then by repetition.
package struct SamplePosition: Sendable, Hashable, Comparable {
    /// The row of the dataset, from 0.
    package var index: Int
    /// The repetition of the row, from 0.
    package var epoch: Int

    package init(index: Int, epoch: Int = 0) {
        self.index = index
        self.epoch = epoch
    }

    package static func < (left: SamplePosition, right: SamplePosition) -> Bool {
        (left.index, left.epoch) < (right.index, right.epoch)
    }
}

/// One row of a run at one epoch, with what came of it.
package struct SampleRecord: Sendable, Hashable {
    package var position: SamplePosition
    /// The row's own `id`.
    package var sampleID: String?
    /// The unit of analysis that the row belongs to.
    package var cluster: String?
    /// What slices are cut by: the row's `metadata`.
    package var metadata: JSONObject?
    package var inputs: JSONValue?
    package var outputs: JSONValue?
    package var expected: JSONValue?
    /// Why there is no answer; nil when there is one.
    package var error: String?
    package var call: CallFigures

    package init(
        _ position: SamplePosition, sampleID: String? = nil, cluster: String? = nil, metadata: JSONObject? = nil,
        inputs: JSONValue? = nil, outputs: JSONValue? = nil, expected: JSONValue? = nil, error: String? = nil,
        call: CallFigures = CallFigures()
    ) {
        self.position = position
        self.sampleID = sampleID
        self.cluster = cluster
        self.metadata = metadata
        self.inputs = inputs
        self.outputs = outputs
        self.expected = expected
        self.error = error
        self.call = call
    }
}
