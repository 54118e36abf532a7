import Scoring
import TouchstoneJSON

/// A keyword baseline: the sentences of the row's context that match the question best by BM25, in the order of the context.
///
/// It understands nothing. What a hosted model adds beyond it is what the model is worth. Without any matching word the answer is the
/// first sentence.
public struct ExtractiveModel: Model {
    /// `bm25` from the provider `extractive`, with the number of sentences among its settings; free, so its answers are not journalled.
    public let identity: ModelIdentity
    private let sentences: Int

    /// Picks the given number of sentences, at least one.
    public init(sentences: Int = 1) {
        self.sentences = max(1, sentences)
        identity = ModelIdentity(
            provider: "extractive", name: "bm25", settings: ["sentences": JSONValue(self.sentences)],
            reads: .fields([SampleField.context.rawValue, SampleField.inputs.rawValue]), isFree: true)
    }

    /// The best sentences of the row's `context` in the order in which they stand there, separated by spaces.
    ///
    /// The context is a text, a list of texts, or a list of objects with a `text`. Throws ``ModelError`` of kind `missingInput` when the
    /// row has none, or one without any text.
    public func respond(to request: ModelRequest) throws(ModelError) -> ModelResponse {
        guard let context = request.sample[.context] else {
            throw ModelError(.missingInput, "the extractive model needs the row's \"context\", which is missing or null")
        }
        let passages = (context.arrayValue ?? [context]).map { $0["text"]?.stringValue ?? $0.asText }
        let candidates = passages.flatMap(SentenceSplitter.sentences)
        guard !candidates.isEmpty else { throw ModelError(.missingInput, "the row's \"context\" holds no text") }
        let hits = BM25Index(documents: candidates).search(question(request), sentences)
        let picked = hits.isEmpty ? [0] : hits.map(\.document).sorted()
        return ModelResponse(picked.map { candidates[$0] }.joined(separator: " "))
    }

    /// The row's own question rather than the prompt made of it, which may hold the context itself.
    private func question(_ request: ModelRequest) -> String {
        guard let inputs = request.sample[.inputs] else { return request.question }
        if let members = inputs.objectValue, members["messages"] == nil {
            return members.map { $0.value.asText }.joined(separator: " ")
        }
        return (try? ChatMessage.conversation(inputs))?.last { $0.role == .user }?.text ?? request.question
    }
}
