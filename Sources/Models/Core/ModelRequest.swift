public import Scoring
public import TouchstoneJSON

/// One question to a model.
public struct ModelRequest: Sendable {
    /// The conversation so far, the question last.
    public var messages: [ChatMessage]
    /// How to answer.
    public var parameters: ModelParameters
    /// Which repetition of the same question this is, from 0: different epochs are different calls.
    public var epoch: Int
    /// The row that is asked about, for models that read it: `given`, `extractive`, `exec` and `http`.
    public var sample: Sample
    /// Seconds that are left for the answer; nil leaves it to the model's own timeouts. Takes no part in the content key.
    public var timeAllowed: Double?

    /// A question.
    public init(
        messages: [ChatMessage], parameters: ModelParameters = ModelParameters(), epoch: Int = 0, sample: Sample = Sample(JSONObject())
    ) {
        self.messages = messages
        self.parameters = parameters
        self.epoch = epoch
        self.sample = sample
        timeAllowed = nil
    }

    /// The text of the last message of the user; of the last message when there is none; empty without messages.
    public var question: String {
        (messages.last { $0.role == .user } ?? messages.last)?.text ?? ""
    }

    /// The whole conversation as one text, for models that complete a text: the only message as it is, several under their roles.
    var prompt: String {
        if messages.count == 1 { return messages[0].text }
        return messages.map { "\($0.role.rawValue): \($0.text)" }.joined(separator: "\n") + "\nassistant:"
    }
}
