import Models
import Prompts
import Scoring
import TouchstoneJSON

/// A sample with its answer and its scores.
struct EvaluatedSample: Sendable {
    /// The sample as it came from the data.
    let fed: FedSample
    /// Which repetition, from 0.
    let epoch: Int
    /// The sample with the answer and the figures of its call.
    var sample: Sample
    /// Why there is no answer.
    var failure: (any Error)?
    /// Whether the answer came from the journal.
    var wasCached = false
    /// How often the model was tried.
    var attempts = 0
    /// What the scorers said; empty without an answer.
    var scores: [ScoreOutcome] = []

    /// Why there is no answer, in words.
    var error: String? { failure.map { "\($0)" } }
}

/// A sample that is about to be evaluated.
struct PreparedSample: Sendable {
    let fed: FedSample
    let epoch: Int
    /// What the model will be asked, or why nothing can be; nil when that is found out later.
    var question: Result<ModelQuestion, any Error>?
}

/// Asks the model about one sample and scores its answer.
struct SampleEvaluator: Sendable {
    let prompt: Prompt?
    /// The caller of the model; nil when the answers are in the data or a retriever finds them.
    let caller: ModelCaller?
    /// The retriever that takes the model's place.
    var retriever: Retriever?
    let parameters: ModelParameters
    /// Whether the journal is asked for many calls at once.
    var looksAhead = false
    let scorers: [ActiveScorer]

    /// Readies samples that will be evaluated in a moment: where calls wait for the journal together, it is asked for all of them at once.
    func prepare(_ samples: [(fed: FedSample, epoch: Int)]) async throws -> [PreparedSample] {
        guard let caller, looksAhead else { return samples.map { PreparedSample(fed: $0.fed, epoch: $0.epoch) } }
        let prepared = samples.map { sample in
            PreparedSample(
                fed: sample.fed, epoch: sample.epoch,
                question: Result { caller.question(try request(sample.fed.sample, epoch: sample.epoch)) })
        }
        try await caller.expect(prepared.compactMap { try? $0.question?.get() })
        return prepared
    }

    /// The evaluated sample. Throws only when going on with other samples makes no sense: cancellation, a refused key, a spent budget,
    /// or a journal that cannot be written.
    nonisolated(nonsending) func evaluate(_ prepared: PreparedSample) async throws -> EvaluatedSample {
        var result = EvaluatedSample(fed: prepared.fed, epoch: prepared.epoch, sample: prepared.fed.sample)
        do {
            try await answer(&result, prepared.question)
        } catch let error as ModelError where !error.isFatal {
            result.failure = error
            result.attempts = error.attempts
        } catch let error as PromptError {
            result.failure = error
        } catch let error as ScoringError {
            result.failure = error
        }
        guard result.failure == nil else { return result }
        for scorer in scorers { result.scores += try await scorer.outcomes(of: result.sample) }
        return result
    }

    nonisolated(nonsending) private func answer(_ result: inout EvaluatedSample, _ prepared: Result<ModelQuestion, any Error>?) async throws
    {
        if let retriever { return try retriever.answer(&result) }
        guard let caller else { return }
        let question = try prepared?.get() ?? caller.question(try request(result.sample, epoch: result.epoch))
        // Rows that are asked through a template of other columns have no inputs of their own: what was asked is kept in their place.
        if result.sample[.inputs] == nil { result.sample[.inputs] = .array(question.request.messages.map(\.json)) }
        let call = try await caller.call(question)
        let response = call.response
        result.wasCached = call.wasCached
        result.attempts = call.attempts
        result.sample[.outputs] = .string(response.text)
        result.sample[.latency] = .number(response.latency)
        result.sample[.timeToFirstToken] = response.timeToFirstToken.map(JSONValue.number)
        result.sample[.inputTokens] = response.usage.map { JSONValue($0.inputTokens) }
        result.sample[.outputTokens] = response.usage.map { JSONValue($0.outputTokens) }
        result.sample[.cost] = call.price.map(JSONValue.number)
        result.sample[.logprobs] = response.logprobs.map { .array($0.map(JSONValue.number)) }
        if let toolCalls = response.toolCalls { result.sample.fields["tool_calls"] = toolCalls }
    }

    private func request(_ sample: Sample, epoch: Int) throws -> ModelRequest {
        var request = ModelRequest(messages: try messages(sample), parameters: parameters, epoch: epoch)
        request.sample = sample
        return request
    }

    func messages(_ sample: Sample) throws -> [ChatMessage] {
        guard let prompt else {
            guard let inputs = sample[.inputs] else { throw ScoringError.missing(.inputs) }
            return try PromptMessage.conversation(from: inputs).map(ChatMessage.init)
        }
        var variables = sample.fields
        for member in sample[.inputs]?.objectValue ?? [:] where variables[member.key] == nil { variables[member.key] = member.value }
        return try prompt.render(variables).map(ChatMessage.init)
    }
}

extension ChatMessage {
    fileprivate init(_ message: PromptMessage) throws {
        try self.init(json: ["role": .string(message.role), "content": message.content])
    }
}
