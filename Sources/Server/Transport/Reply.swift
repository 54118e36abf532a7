import HTTPTypes
import Hummingbird
import NIOCore
import TouchstoneJSON

/// What an endpoint answers.
enum Reply: Sendable {
    /// `{}`.
    case empty
    /// A JSON object; leave absent fields out of it.
    case json(JSONObject)
    /// The bytes of a JSON object that was written already.
    case jsonBytes([UInt8])
    /// Anything else: files, pages, streams.
    case response(Response)
}

extension Reply {
    /// The answer as it goes out.
    var httpResponse: Response {
        switch self {
        case .empty: Self.json(Array("{}".utf8), .ok)
        case .json(let object): Self.json(JSONValue.object(object).encoded(), .ok)
        case .jsonBytes(let bytes): Self.json(bytes, .ok)
        case .response(let response): response
        }
    }

    /// An answer that refuses.
    static func refusal(_ error: MLflowError) -> Response {
        var response = json(error.body, error.code.status)
        if error.code == .temporarilyUnavailable { response.headers[.retryAfter] = retrySeconds }
        return response
    }

    /// How many seconds a client is asked to wait for what is out of order: its handful of tries then outlasts a database's restart.
    private static let retrySeconds = "5"

    static func json(_ bytes: [UInt8], _ status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// A short plain text.
    static func text(_ text: String, _ status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
