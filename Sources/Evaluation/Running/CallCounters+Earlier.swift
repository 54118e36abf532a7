import Models
import TouchstoneJSON
import Tracking

extension CallCounters {
    /// Reads counters that a run keeps.
    init(json: JSONValue) {
        self.init()
        made = json["made"]?.intValue ?? 0
        cached = json["cached"]?.intValue ?? 0
        retried = json["retried"]?.intValue ?? 0
        failed = json["failed"]?.intValue ?? 0
        inputTokens = json["input_tokens"]?.intValue ?? 0
        outputTokens = json["output_tokens"]?.intValue ?? 0
        cost = json["cost"]?.doubleValue ?? 0
        savedCost = json["saved_cost"]?.doubleValue ?? 0
        unpriced = json["unpriced"]?.intValue ?? 0
    }

    /// What the samples of a run tell of its calls, when it was killed before it could keep its counters.
    init(_ facts: [SampleFacts]) {
        self.init()
        for fact in facts where fact.call.latency != nil || fact.hasError {
            if fact.call.isCached {
                cached += 1
                savedCost += fact.call.cost ?? 0
                continue
            }
            made += 1
            retried += max(0, fact.call.attempts - 1)
            if fact.hasError { failed += 1 }
            inputTokens += fact.call.inputTokens ?? 0
            outputTokens += fact.call.outputTokens ?? 0
            cost += fact.call.cost ?? 0
            if fact.call.cost == nil, !fact.hasError { unpriced += 1 }
        }
    }
}
