import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import TouchstoneJSON
import Tracking

@testable import Server

/// A server over a store of its own that is asked through its responder.
struct TrackingTrial: Sendable {
    struct Answer: Sendable {
        let status: Int
        let body: JSONValue

        var code: String? { body["error_code"]?.stringValue }
        var message: String { body["message"]?.stringValue ?? "" }
        subscript(name: String) -> JSONValue? { body[name] }
    }

    let store: TrackingStore
    private let client: any TestClientProtocol

    static func run(
        settings: ServerSettings = ServerSettings(), _ body: @escaping @Sendable (TrackingTrial) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        let store = try await TrackingStore.open(at: .sqlite(path: folder.path + "/store.db"))
        let server = TouchstoneServer(
            store: store, settings: settings, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await server.application().test(.router) { client in try await body(TrackingTrial(store: store, client: client)) }
        try store.close()
    }

    func send(_ method: HTTPRequest.Method, _ path: String, _ body: JSONValue? = nil, prefix: String = "/api/2.0/mlflow/") async throws
        -> Answer
    {
        let response = try await client.execute(
            uri: prefix + path, method: method, headers: body == nil ? [:] : [.contentType: "application/json"],
            body: body.map { ByteBuffer(bytes: $0.encoded()) })
        return Answer(status: response.status.code, body: try JSONParser().parse(Array(response.body.readableBytesView)))
    }

    func post(_ path: String, _ body: JSONValue) async throws -> Answer { try await send(.post, path, body) }
    func get(_ path: String) async throws -> Answer { try await send(.get, path) }

    /// A new experiment's number.
    func experiment(_ name: String) async throws -> String {
        try await post("experiments/create", ["name": .string(name)])["experiment_id"]?.stringValue ?? ""
    }

    /// A new run's identifier.
    func run(in experiment: String = "0") async throws -> String {
        let answer = try await post("runs/create", ["experiment_id": .string(experiment), "start_time": 5])
        return answer["run"]?["info"]?["run_id"]?.stringValue ?? ""
    }

    /// The data of a run.
    func data(of run: String) async throws -> JSONValue? { try await get("runs/get?run_id=\(run)")["run"]?["data"] }
}
