import Synchronization
import TouchstoneJSON

/// Turns the bytes of a stream into an answer.
final class StreamReader: Sendable {
    private struct State: Sendable {
        var events = ServerSentEventParser()
        var lines = LineParser()
        var assembly: any StreamAssembly
        var firstContent: Double?
        var isDone = false
    }

    private let framing: StreamFraming
    private let endpoint: Endpoint
    private let state: Mutex<State>

    init(_ wire: any ChatWire, _ endpoint: Endpoint) {
        framing = wire.framing
        self.endpoint = endpoint
        state = Mutex(State(assembly: wire.assembly()))
    }

    /// When the first content came, in seconds of the monotonic clock.
    var firstContent: Double? { state.withLock(\.firstContent) }

    /// Whether the answer is complete, whatever may still come.
    var isAnswered: Bool { state.withLock(\.assembly.isComplete) }

    /// Takes bytes; true when the end was announced.
    func consume(_ bytes: UnsafeRawBufferPointer) throws -> Bool {
        try state.withLock { state in
            switch framing {
            case .serverSentEvents: for event in try state.events.consume(bytes) { try add(event.data, to: &state) }
            case .lines: for line in try state.lines.consume(bytes) { try add(line, to: &state) }
            }
            if state.firstContent == nil, state.assembly.hasContent { state.firstContent = monotonicSeconds() }
            return state.isDone
        }
    }

    /// The answer when the stream has ended.
    func finish() throws -> ModelResponse {
        try state.withLock { state in
            // An event that lacks only its blank line counts when it is whole.
            let rest = framing == .lines ? state.lines.finish() : try state.events.finish()?.data
            if let rest, (try? JSONValue(parsing: rest)) != nil { try add(rest, to: &state) }
            return try state.assembly.response()
        }
    }

    private func add(_ data: [UInt8], to state: inout State) throws {
        if data.elementsEqual("[DONE]".utf8) {
            state.isDone = true
            return
        }
        let json: JSONValue
        do { json = try JSONValue(parsing: data) } catch {
            throw ModelError(.badResponse, "\(endpoint.provider) at \(endpoint.origin) streamed something that is not JSON: \(error)")
        }
        if let failure = ReportedFailure.find(in: json) { throw endpoint.error(failure) }
        try state.assembly.add(json)
        if framing == .lines || json["type"] == "message_stop" { state.isDone = state.assembly.isComplete }
    }
}
