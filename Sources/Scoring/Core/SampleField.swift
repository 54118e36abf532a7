/// The fields a sample may carry; the column names of a data row unless the specification maps others to them.
public enum SampleField: String, Sendable, Hashable, CaseIterable {
    /// The row's own name, a text or a number.
    case id
    /// What is asked: a text, chat messages, or an object of template variables.
    case inputs
    /// The answer: given in the data or made by a model.
    case outputs
    /// What the answer should be: a text, a list of acceptable texts, a number, a label, or an object.
    case expected
    /// What the answer may rely on: a text or a list of texts.
    case context
    /// Identifiers of retrieved documents, best first: a list of ids, a list of `{"id", "score"}`, or an object of id to score.
    case retrieved
    /// Identifiers of relevant documents: a list of ids, or an object of id to grade.
    case relevant
    /// The unit of analysis: rows that share it are not independent.
    case cluster
    /// Anything else worth slicing by: an object.
    case metadata
    /// Judgements of people: an object of label name to value.
    case labels
    /// Seconds from request to the end of the answer.
    case latency
    /// Seconds from request to the first token of the answer.
    case timeToFirstToken = "time_to_first_token"
    /// Tokens the model read, as the provider counts them.
    case inputTokens = "input_tokens"
    /// Tokens the model wrote, as the provider counts them.
    case outputTokens = "output_tokens"
    /// Price of the call in US dollars.
    case cost
    /// Natural logarithms of the probabilities of the answer's tokens: a list of numbers.
    case logprobs
    /// The answers of the same row over several epochs: a list of texts.
    case answers
}
