import HTTPTypes
import Hummingbird
import NIOCore
import TouchstoneJSON

/// Reads the message of a request, wherever MLflow's interface lets its fields stand: path, query, or JSON body.
enum RequestReading {
    private static let parser = JSONParser(options: .init(allowsNonFinite: true, maximumDepth: 100))

    /// The fields of a request to an endpoint; those of the path win over those of the same name elsewhere.
    static func fields(
        of request: Request, _ parameters: [(name: String, value: String)], for endpoint: Endpoint, maximumBytes: Int
    ) async throws -> Fields {
        let readsBody = endpoint.body == .message && request.method != .get && request.method != .head
        let body = readsBody ? try await bodyObject(request, maximumBytes: maximumBytes) : nil
        var object = body ?? query(request.uri.query ?? "")
        for (name, value) in parameters { object[name] = .string(value) }
        return Fields(object, isQuery: body == nil)
    }

    /// The fields of the JSON object in a request's body, without those of its path; none when the body is empty.
    static func message(of request: Request, maximumBytes: Int) async throws -> Fields {
        Fields(try await bodyObject(request, maximumBytes: maximumBytes) ?? [:])
    }

    /// The fields of a query: texts, or lists of texts for names that occur more than once.
    static func query(_ text: String) -> JSONObject {
        var names: [String] = []
        var values: [String: [JSONValue]] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = PercentEncoding.decoded(parts[0], plusIsSpace: true)
            let value = JSONValue.string(parts.count > 1 ? PercentEncoding.decoded(parts[1], plusIsSpace: true) : "")
            if values[name] == nil { names.append(name) }
            values[name, default: []].append(value)
        }
        var object = JSONObject()
        for name in names { object[name] = values[name].map { $0.count == 1 ? $0[0] : .array($0) } }
        return object
    }

    /// The JSON object in the body; nil when the body is empty, so that the fields are in the query.
    private static func bodyObject(_ request: Request, maximumBytes: Int) async throws -> JSONObject? {
        let bytes = try await bytes(of: request, maximum: maximumBytes)
        guard bytes.readableBytes > 0 else { return nil }
        try checkContentType(request.headers[.contentType])
        return try object(in: bytes)
    }

    /// The whole body, at most so many bytes of it.
    static func bytes(of request: Request, maximum: Int) async throws -> ByteBuffer {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > maximum { throw tooLarge(maximum) }
        do {
            return try await request.body.collect(upTo: maximum)
        } catch is NIOTooManyBytesError {
            throw tooLarge(maximum)
        }
    }

    private static func tooLarge(_ maximum: Int) -> MLflowError {
        MLflowError(.requestTooLarge, "The request's body is larger than the \(maximum) bytes that are taken; send it in parts.")
    }

    private static func checkContentType(_ type: String?) throws(MLflowError) {
        if type == "application/json" { return }
        let essence = (type ?? "").prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
        guard essence == "application/json" else {
            throw .invalid("Bad Request. Content-Type must be one of ['application/json'].")
        }
    }

    /// The object in a JSON text, also when the text is a JSON string that holds the JSON text, as older clients send it.
    private static func object(in bytes: ByteBuffer) throws(MLflowError) -> JSONObject {
        let value: JSONValue
        do {
            let outer = try bytes.withUnsafeReadableBytes { try parser.parse($0.bindMemory(to: UInt8.self)) }
            if case .string(let text) = outer { value = try parser.parse(text) } else { value = outer }
        } catch {
            throw MLflowError(.badRequest, "The request's body is not JSON: \(error).")
        }
        guard case .object(let object) = value else {
            throw MLflowError(.badRequest, "The request's body must be a JSON object, not \(value.kindDescription).")
        }
        return object
    }
}
