public import TouchstoneJSON

/// What calls to a model came to.
public struct CallCounters: Sendable, Hashable {
    /// Calls that went to the model, each once however many attempts it took.
    public var made = 0
    /// Calls that were answered by the journal, or shared the answer of an equal call in flight.
    public var cached = 0
    /// Attempts beyond the first.
    public var retried = 0
    /// Calls without an answer, those refused without an attempt included.
    public var failed = 0
    /// Tokens read by the model in calls made.
    public var inputTokens = 0
    /// Tokens written by the model in calls made.
    public var outputTokens = 0
    /// US dollars for calls made, as far as prices are known.
    public var cost = 0.0
    /// US dollars that cached calls would have cost.
    public var savedCost = 0.0
    /// Answers without a price or without token counts: their cost is unknown and not in `cost`.
    public var unpriced = 0

    /// Nothing yet.
    public init() {}

    /// The sum of two.
    public static func += (left: inout CallCounters, right: CallCounters) {
        left.made += right.made
        left.cached += right.cached
        left.retried += right.retried
        left.failed += right.failed
        left.inputTokens += right.inputTokens
        left.outputTokens += right.outputTokens
        left.cost += right.cost
        left.savedCost += right.savedCost
        left.unpriced += right.unpriced
    }

    /// The counts under the names that reports and `--json` use.
    public var json: JSONObject {
        [
            "made": JSONValue(made), "cached": JSONValue(cached), "retried": JSONValue(retried), "failed": JSONValue(failed),
            "input_tokens": JSONValue(inputTokens), "output_tokens": JSONValue(outputTokens), "cost": JSONValue(cost),
            "saved_cost": JSONValue(savedCost), "unpriced": JSONValue(unpriced),
        ]
    }
}
