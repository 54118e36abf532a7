import Scoring
import TouchstoneJSON

/// A model that is a command: each request is a JSON line on its standard input, each answer a JSON line on its standard output.
///
/// Request: `{"id", "messages", "input", "parameters", "epoch", "sample"}`. Answer: `{"id", "output"}` with the text, where `text` is the
/// same as `output`; optionally `usage` (`prompt_tokens`, `completion_tokens`), `logprobs`, `finish_reason`; or `{"id", "error"}`.
struct CommandModel: Model {
    let identity: ModelIdentity
    let process: LineProcess
    let timeouts: ModelTimeouts

    func respond(to request: ModelRequest) async throws -> ModelResponse {
        let line: JSONObject = [
            "messages": .array(request.messages.map(\.json)), "input": .string(request.question),
            "parameters": .object(request.parameters.json), "epoch": JSONValue(request.epoch), "sample": .object(request.sample.fields),
        ]
        let start = monotonicSeconds()
        let answer = try await process.exchange(line, timeout: min(timeouts.total, request.timeAllowed ?? .infinity))
        var response = try read(answer)
        response.latency = monotonicSeconds() - start
        return response
    }

    private func read(_ answer: JSONObject) throws(ModelError) -> ModelResponse {
        if let error = answer["error"], !error.isNull {
            let said = Redaction().apply(error.stringValue ?? error["message"]?.stringValue ?? error.text())
            throw ModelError(.invalidRequest, "the command \"\(process.command.title)\" answered with an error: \(said)")
        }
        guard let output = answer["output"] ?? answer["text"], !output.isNull else {
            throw .badAnswer("of the command \"\(process.command.title)\" has no \"output\"")
        }
        var response = ModelResponse(output.asText, finishReason: OpenAIFields.finishReason(answer["finish_reason"]) ?? .stop)
        response.usage = OpenAIFields.usage(answer["usage"]) ?? AnthropicWire.usage(answer["usage"])
        response.logprobs = answer["logprobs"]?.arrayValue?.compactMap(\.doubleValue)
        response.toolCalls = OpenAIFields.toolCalls(answer["tool_calls"])
        response.model = answer["model"]?.stringValue
        return response
    }
}
