/// What the model calls of a run came to.
package struct CallSummary: Sendable, Hashable {
    /// One percentile of the latency.
    package struct Percentile: Sendable, Hashable {
        /// Which percentile, 0 to 100.
        package var percent: Double
        /// Its value in seconds.
        package var seconds: Double

        /// A percentile.
        package init(_ percent: Double, seconds: Double) {
            self.percent = percent
            self.seconds = seconds
        }
    }

    /// Calls that went to a provider.
    package var made = 0
    /// Answers taken from the journal.
    package var cached = 0
    /// Calls that were tried again.
    package var retried = 0
    /// Calls that failed for good.
    package var failed = 0
    /// Tokens sent.
    package var inputTokens = 0
    /// Tokens received.
    package var outputTokens = 0
    /// The cost in US dollars; nil when a price is unknown.
    package var cost: Double?
    /// Percentiles of the latency of calls made.
    package var latency: [Percentile] = []

    /// A summary without calls.
    package init() {}
}

/// What the calls for one sample came to.
package struct CallFigures: Sendable, Hashable {
    /// Whether the answer came from the journal.
    package var cached: Bool
    /// How often the call was tried.
    package var attempts: Int
    /// Tokens sent, where known.
    package var inputTokens: Int?
    /// Tokens received, where known.
    package var outputTokens: Int?
    /// Seconds until the whole answer was there.
    package var seconds: Double?
    /// The cost in US dollars, where known.
    package var cost: Double?

    /// Figures of one call.
    package init(
        cached: Bool = false, attempts: Int = 1, inputTokens: Int? = nil, outputTokens: Int? = nil, seconds: Double? = nil,
        cost: Double? = nil
    ) {
        self.cached = cached
        self.attempts = attempts
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
        self.seconds = seconds
        self.cost = cost
    }
}
