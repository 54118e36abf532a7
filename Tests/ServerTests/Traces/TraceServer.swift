import Foundation
import GoldenSupport
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Testing
import TouchstoneJSON
import Tracking

@testable import Server

/// A server over an empty store, asked without sockets.
struct TraceServer: Sendable {
    let client: any TestClientProtocol
    let store: TrackingStore

    struct Answer: Sendable {
        let status: HTTPResponse.Status
        let headers: HTTPFields
        let bytes: [UInt8]

        var json: JSONValue { (try? JSONValue(parsing: bytes)) ?? .null }
        var code: String? { json["error_code"]?.stringValue }
        var message: String { json["message"]?.stringValue ?? "" }
    }

    static func run(_ settings: ServerSettings = ServerSettings(), _ body: @Sendable (TraceServer) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        let store = try await TrackingStore.open(at: .sqlite(path: folder.path + "/traces.db"))
        _ = try await store.createExperiment(named: "one")
        let server = TouchstoneServer(store: store, settings: settings, logger: Logger(label: "test"))
        try await server.application().test(.router) { try await body(TraceServer(client: $0, store: store)) }
        try store.close()
    }

    func call(_ method: HTTPRequest.Method, _ path: String, _ body: JSONValue? = nil, _ headers: HTTPFields = [:]) async throws -> Answer {
        var headers = headers
        if body != nil { headers[.contentType] = "application/json" }
        return try await send(method, path, body.map { $0.encoded() } ?? [], headers)
    }

    func send(_ method: HTTPRequest.Method, _ path: String, _ bytes: [UInt8], _ headers: HTTPFields) async throws -> Answer {
        try await client.execute(uri: path, method: method, headers: headers, body: ByteBuffer(bytes: bytes)) { response in
            Answer(status: response.status, headers: response.headers, bytes: Array(response.body.readableBytesView))
        }
    }

    /// Sends spans as OpenTelemetry's exporters do.
    func export(
        _ bytes: [UInt8], type: String = "application/x-protobuf", experiment: String? = "1", encoding: String? = nil, run: String? = nil
    ) async throws -> Answer {
        var headers: HTTPFields = [.contentType: type]
        headers[try #require(HTTPField.Name("x-mlflow-experiment-id"))] = experiment
        headers[try #require(HTTPField.Name("x-mlflow-run-id"))] = run
        headers[.contentEncoding] = encoding
        return try await send(.post, "/v1/traces", bytes, headers)
    }

    static func golden(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: GoldenFolder.root.appending(path: "tracing").appending(path: name)))
    }

    /// One request with spans in OpenTelemetry's JSON.
    static func spans(_ spans: JSONValue...) -> [UInt8] {
        let request: JSONValue = ["resourceSpans": [["scopeSpans": [["spans": .array(spans)]]]]]
        return request.encoded()
    }

    static let trace = "0af7651916cd43dd8448eb211c80319c"

    static func span(
        _ id: String, parent: String? = nil, name: String = "step", start: Int = 1, end: Int? = 2, trace: String = trace,
        status: Int = 1, _ attributes: [JSONValue] = []
    ) -> JSONValue {
        var object: JSONObject = [
            "traceId": .string(trace), "spanId": .string(id), "name": .string(name),
            "startTimeUnixNano": .string("\(1_700_000_000_000_000_000 + start * 1_000_000)"), "attributes": .array(attributes),
            "status": ["code": .integer(Int64(status))],
        ]
        object["parentSpanId"] = parent.map(JSONValue.string)
        object["endTimeUnixNano"] = end.map { .string("\(1_700_000_000_000_000_000 + $0 * 1_000_000)") }
        return .object(object)
    }

    static func attribute(_ key: String, _ text: String) -> JSONValue { ["key": .string(key), "value": ["stringValue": .string(text)]] }

    static func attribute(_ key: String, _ number: Int) -> JSONValue { ["key": .string(key), "value": ["intValue": .string("\(number)")]] }

    /// What a client says of a whole trace.
    static func info(_ id: String = "tr-" + trace, experiment: String = "1", _ more: JSONObject = [:]) -> JSONValue {
        var info: JSONObject = [
            "trace_id": .string(id),
            "trace_location": ["type": "MLFLOW_EXPERIMENT", "mlflow_experiment": ["experiment_id": .string(experiment)]],
            "request_time": "2026-11-21T02:57:43.396Z", "execution_duration": "0.004s", "state": "OK",
        ]
        for member in more { info[member.key] = member.value }
        return ["trace": ["trace_info": .object(info)]]
    }
}
