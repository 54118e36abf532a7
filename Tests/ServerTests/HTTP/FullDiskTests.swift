import HTTPTypes
import HummingbirdCore
import HummingbirdTesting
import Logging
import NIOCore
import PostgreSQLServer
import Testing
import TouchstoneJSON
import Tracking

@testable import Server

/// A database whose disk is full: PostgreSQL says so with its code 53100, which a trigger says in its place.
@Suite(.enabled(if: PostgreSQLInstallation.found != nil, "PostgreSQL is not installed"))
struct FullDiskTests {
    private static let filling = """
        CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$
        """

    private func post(_ client: any TestClientProtocol, _ path: String, _ message: JSONValue) async throws -> TestResponse {
        try await client.execute(
            uri: "/api/2.0/mlflow/" + path, method: .post, headers: [.contentType: "application/json"],
            body: ByteBuffer(bytes: message.encoded()))
    }

    private func metrics(_ run: String, _ step: Int) -> JSONValue {
        [
            "run_id": .string(run),
            "metrics": [["key": "m", "value": 1, "timestamp": 1, "step": JSONValue(step)]],
            "tags": [["key": .string("t\(step)"), "value": "v"]],
        ]
    }

    @Test func `writes are refused to be tried again, leave nothing, and go on when there is room, without a restart`() async throws {
        let database = try PostgreSQLServer.shared().makeDatabase()
        let store = try await TrackingStore.open(at: StoreLocation(parsing: PostgreSQLServer.shared().url(of: database)))
        let server = TouchstoneServer(
            store: store, settings: ServerSettings(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await server.application().test(.router) { client in
            let created = try await post(client, "runs/create", ["experiment_id": "0"])
            let run = try #require(try created.json["run"]?["info"]?["run_id"]?.stringValue)
            try PostgreSQLServer.shared().execute(Self.filling, in: database)
            // Tags are written last, so that the metrics of the same request must be undone.
            try PostgreSQLServer.shared().execute(
                "CREATE TRIGGER full_disk BEFORE INSERT ON run_tag FOR EACH ROW EXECUTE FUNCTION no_room()", in: database)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for step in 0..<20 {
                    group.addTask {
                        let refused = try await post(client, "runs/log-batch", metrics(run, step))
                        #expect(refused.status == .serviceUnavailable)
                        #expect(refused.headers[.retryAfter] != nil)
                        #expect(try refused.errorCode == "TEMPORARILY_UNAVAILABLE")
                        #expect(try refused.json["message"]?.stringValue?.contains("disk is full") == true)
                    }
                }
                try await group.waitForAll()
            }
            let reading = try await client.execute(uri: "/api/2.0/mlflow/runs/get?run_id=\(run)", method: .get)
            #expect(reading.status == .ok)
            #expect(try reading.json["run"]?["data"]?["metrics"] == nil)
            try PostgreSQLServer.shared().execute("DROP TRIGGER full_disk ON run_tag", in: database)
            for step in 0..<20 { #expect(try await post(client, "runs/log-batch", metrics(run, step)).status == .ok) }
            #expect(try await store.history(of: "m", in: RunID(rawValue: run)).count == 20)
            #expect(try await store.check().isEmpty)
        }
        try store.close()
        try PostgreSQLServer.shared().drop(database)
    }
}
