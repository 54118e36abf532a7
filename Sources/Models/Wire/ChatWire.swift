import TouchstoneJSON

/// How one kind of interface writes requests and answers; knows no sockets, keys or clocks.
protocol ChatWire: Sendable {
    /// Path after the base URL.
    var path: String { get }
    /// How a streamed answer is cut into events.
    var framing: StreamFraming { get }

    /// The body of a request.
    func body(_ request: ModelRequest, stream: Bool) throws(ModelError) -> JSONObject

    /// The answer in a complete body.
    func response(_ json: JSONValue) throws(ModelError) -> ModelResponse

    /// An empty answer that streamed events will be added to.
    func assembly() -> any StreamAssembly
}

/// How a streamed answer is cut into events.
enum StreamFraming: Sendable {
    /// Server-sent events, each with a JSON text as its data.
    case serverSentEvents
    /// One JSON text per line.
    case lines
}

/// An answer that grows event by event.
protocol StreamAssembly: Sendable {
    /// Whether the answer is complete.
    var isComplete: Bool { get }
    /// Whether text, a tool call or reasoning has come.
    var hasContent: Bool { get }

    /// Adds one event.
    mutating func add(_ event: JSONValue) throws(ModelError)

    /// The answer when the stream has ended. Throws ``ModelError`` of kind `badResponse` when it was cut off.
    func response() throws(ModelError) -> ModelResponse
}

/// An error the provider reports within an answer or a stream that began well.
struct ReportedFailure {
    /// The failure in a piece of an answer; nil when it holds none.
    static func find(in json: JSONValue) -> HTTPFailure? {
        guard let error = json["error"], !error.isNull else { return nil }
        return HTTPFailure(within: json)
    }
}

extension ModelError {
    static func badAnswer(_ what: String) -> ModelError { ModelError(.badResponse, "the answer \(what)") }
    static let cutOff = ModelError(.badResponse, "the stream ended before the answer did")
}
