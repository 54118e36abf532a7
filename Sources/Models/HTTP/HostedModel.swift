import AsyncHTTPClient
import NIOCore
import TouchstoneJSON

/// A model behind HTTP that speaks one of the chat interfaces.
struct HostedModel: Model {
    let identity: ModelIdentity
    let wire: any ChatWire
    let exchange: HTTPExchange
    /// Every request but for its body.
    let request: HTTPClient.Request
    let streams: Bool

    var executor: (any TaskExecutor)? { HTTPConnections.shared.executor }

    nonisolated(nonsending) func respond(to request: ModelRequest) async throws -> ModelResponse {
        var call = self.request
        call.body = .byteBuffer(ByteBuffer(bytes: JSONValue.object(try wire.body(request, stream: streams)).encoded()))
        let start = monotonicSeconds()
        var response = streams ? try await streamed(call, request, start) : try await whole(call, request)
        response.latency = monotonicSeconds() - start
        return response
    }

    nonisolated(nonsending) private func whole(_ call: HTTPClient.Request, _ request: ModelRequest) async throws -> ModelResponse {
        let body = try await exchange.collect(call, allowed: request.timeAllowed)
        let json: JSONValue
        do { json = try JSONValue(parsing: body) } catch {
            throw ModelError(.badResponse, "\(exchange.endpoint.provider) at \(exchange.endpoint.origin) sent no JSON: \(error)")
        }
        if let failure = ReportedFailure.find(in: json) { throw exchange.endpoint.error(failure) }
        return try wire.response(json)
    }

    private func streamed(_ call: HTTPClient.Request, _ request: ModelRequest, _ start: Double) async throws -> ModelResponse {
        let reader = StreamReader(wire, exchange.endpoint)
        do {
            try await exchange.perform(call, allowed: request.timeAllowed) { try reader.consume($0) }
        } catch let error as ModelError where reader.isAnswered && (error.kind == .connection || error.kind == .timeout) {
            // The answer is whole and paid for; only the end of the stream got lost.
        }
        var response = try reader.finish()
        response.timeToFirstToken = reader.firstContent.map { $0 - start }
        return response
    }
}
