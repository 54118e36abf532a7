public import TouchstoneJSON

/// Several ``AnswerFilter`` one after the other: lm-evaluation-harness' `filter` list.
public struct AnswerPipeline: Sendable {
    /// The steps in order.
    public let filters: [AnswerFilter]

    /// A pipeline.
    public init(_ filters: [AnswerFilter]) { self.filters = filters }

    /// Reads a list of steps as lm-evaluation-harness writes it: `[{"function": "regex", "regex_pattern": "…"}, {"function": "take_first"}]`.
    /// A step without parameters may be its name alone. Throws ``ScorerArgumentError`` for unknown functions and parameters.
    public init(json: JSONValue) throws(ScorerArgumentError) {
        var filters: [AnswerFilter] = []
        for step in json.arrayValue ?? [json] { filters.append(try AnswerFilter(json: step)) }
        self.init(filters)
    }

    /// The answer that is compared: the first that is left of a row's answers (its `answers`, else its `outputs`), whose choices are under
    /// `choices`. Throws ``ScoringError`` when nothing is left.
    public func answer(of sample: Sample) throws(ScoringError) -> String {
        var answers = try sample.texts(sample[.answers] == nil ? .outputs : .answers)
        let choices = (sample.fields["choices"]?.arrayValue ?? sample.fields["choices"]?["text"]?.arrayValue ?? []).map(\.asText)
        for filter in filters { answers = try filter.apply(to: answers, choices: choices) }
        guard let first = answers.first else { throw .failed(reason: "the filters leave no answer") }
        return first
    }
}
