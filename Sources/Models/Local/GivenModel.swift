import Scoring
import TouchstoneJSON

/// A model whose answers are in the data: the row's `outputs`, or another field. Latency and token counts of the row are kept.
public struct GivenModel: Model {
    /// The provider `given` with the name of the field (`given` for `outputs`); free, so its answers are not journalled.
    public let identity: ModelIdentity
    private let field: String

    /// Answers from the given field of each row.
    public init(field: String = "outputs") {
        self.field = field
        identity = ModelIdentity(provider: "given", name: field == SampleField.outputs.rawValue ? "given" : field, isFree: true)
    }

    /// The row's field as text, with the row's own latency (seconds), token counts and log-probabilities where it has them.
    ///
    /// A list under `answers` holds one answer for each epoch. Throws ``ModelError`` of kind `missingInput` when the field is missing
    /// or null.
    public func respond(to request: ModelRequest) throws(ModelError) -> ModelResponse {
        let sample = request.sample
        guard let value = sample.fields[field], !value.isNull else {
            throw ModelError(.missingInput, "the row gives no answer: its field \"\(field)\" is missing or null")
        }
        // A row may give several epochs' answers as a list under `answers`.
        let answer = field == SampleField.answers.rawValue ? value[request.epoch] ?? value : value
        var response = ModelResponse(answer.asText, latency: sample[.latency]?.doubleValue ?? 0)
        response.timeToFirstToken = sample[.timeToFirstToken]?.doubleValue
        response.logprobs = sample[.logprobs]?.arrayValue?.compactMap(\.doubleValue)
        if let input = sample[.inputTokens]?.intValue {
            response.usage = ModelUsage(inputTokens: input, outputTokens: sample[.outputTokens]?.intValue ?? 0)
        }
        return response
    }
}
