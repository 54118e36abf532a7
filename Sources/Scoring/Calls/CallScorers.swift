extension ScorerEntry {
    /// What a call cost, as it was recorded with the sample.
    static let calls: [ScorerEntry] = [
        recorded(
            "latency", .latency, "Seconds from the request to the end of the answer.",
            "Why it was slow: queueing, retries and length of the answer all count."),
        recorded(
            "time_to_first_token", .timeToFirstToken, "Seconds from the request to the first token of the answer.",
            "How fast the rest of the answer came; only streamed calls have it."),
        recorded(
            "input_tokens", .inputTokens, "Tokens the model read, as the provider counts them.", "Which of them were cached and cheaper."),
        recorded(
            "output_tokens", .outputTokens, "Tokens the model wrote, as the provider counts them.",
            "How many of them are hidden reasoning; whether a short answer is a good one."),
        recorded(
            "cost", .cost, "Price of the call in US dollars.", "Prices that changed after the call, discounts, and the cost of judges."),
        tokensPerSecond,
    ]

    private static let tokensPerSecond = ScorerEntry(
        ScorerDefinition(
            name: "tokens_per_second", topic: "calls", summary: "Tokens the model wrote per second of the whole call.", range: .nonNegative,
            requires: [.outputTokens, .latency], source: "recorded with the call",
            blindTo: "waiting for the first token, which counts as writing; short answers look slow")
    ) { (sample: Sample) throws -> Score in
        let (tokens, seconds) = (try sample.number(.outputTokens), try sample.number(.latency))
        guard seconds > 0, tokens >= 0 else { throw ScoringError.undefined(reason: "the call took no time") }
        return Score(tokens / seconds)
    }

    private static func recorded(_ name: String, _ field: SampleField, _ summary: String, _ blindTo: String) -> ScorerEntry {
        let definition = ScorerDefinition(
            name: name, topic: "calls", summary: summary, range: .nonNegative, direction: .lower, requires: [field],
            source: "recorded with the call", blindTo: blindTo)
        return ScorerEntry(definition) { (sample: Sample) throws -> Score in
            let value = try sample.number(field)
            guard value >= 0 else { throw ScoringError.failed(reason: "the field \"\(field.rawValue)\" is negative") }
            return Score(value)
        }
    }
}
