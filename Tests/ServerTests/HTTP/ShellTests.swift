import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing
import TouchstoneJSON
import Tracking

@testable import Server

@Suite struct ShellTests {
    @Test func `every answer says its request's name, the caller's if it is harmless`() async throws {
        try await AccessFixture.run { server in
            let given = try await server.send(.get, "/health", nil, as: nil, [.xRequestID: "abc-1.2:3"])
            #expect(given.headers[.xRequestID] == "abc-1.2:3")
            let hostile = try await server.send(.get, "/health", nil, as: nil, [.xRequestID: "a b\"c"])
            #expect(hostile.headers[.xRequestID]?.count == 16)
            let missing = try await server.send(.get, "/none", nil, as: nil, [:])
            #expect(missing.headers[.xRequestID]?.count == 16)
            #expect(missing.headers[.xContentTypeOptions] == "nosniff")
            #expect(missing.headers[.xFrameOptions] == "SAMEORIGIN")
        }
    }

    @Test func `a line is logged about each request, without its query`() async throws {
        try await AccessFixture.run { server in
            let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
            _ = try await server.send(
                .get, "/api/2.0/mlflow/artifacts/list?run_id=secret", nil, as: nil,
                [.xRequestID: "r1", .traceParent: "00-\(trace)-00f067aa0ba902b7-01"])
            let line = try #require(server.log.all.last)
            #expect(line["method"] == "GET")
            #expect(line["path"] == "/api/2.0/mlflow/artifacts/list")
            #expect(line["endpoint"] == "listArtifacts")
            #expect(line["status"] == 404)
            #expect(line["request_id"] == "r1")
            #expect(line["trace_id"] == .string(trace))
            #expect(line["ms"] != nil)
            #expect(!line.text().contains("secret"))
        }
    }

    @Test(arguments: [
        "", "00-abc-def-01", "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    ])
    func `a malformed traceparent is no trace`(_ header: String) {
        #expect(RequestIdentity([.traceParent: header]).traceID == nil)
    }

    @Test func `what is measured can be read by Prometheus`() async throws {
        try await AccessFixture.run { server in
            for _ in 0..<3 { _ = try await server.send(.get, "/health") }
            _ = try await server.send(.get, "/none")
            let text = String(buffer: try await server.send(.get, "/metrics").body)
            #expect(text.contains("touchstone_http_request_duration_seconds_count{endpoint=\"health\",status=\"200\"} 3\n"))
            #expect(text.contains("touchstone_http_request_duration_seconds_bucket{endpoint=\"health\",status=\"200\",le=\"+Inf\"} 3\n"))
            #expect(text.contains("{endpoint=\"none\",status=\"404\"} 1\n"))
            #expect(text.contains("touchstone_store_waiting_writes 0\n"))
            #expect(text.contains("process_cpu_seconds_total"))
        }
    }

    @Test func `labels cannot break out of their line`() {
        #expect(MetricLabels("a.b-c", [("x y", "q\"\\\n")]).sample() == "a_b_c{x_y=\"q\\\"\\\\\\n\"}")
        #expect(MetricLabels("a", []).sample("_sum") == "a_sum")
    }

    @Test func `a prefix is taken off, and not needed`() async throws {
        var settings = ServerSettings()
        settings.staticPrefix = "mlflow/"
        try await AccessFixture.run(settings) { (server) async throws in
            #expect(try await server.send(.get, "/mlflow/health").status == .ok)
            #expect(try await server.send(.get, "/health").status == .ok)
            #expect(try await server.send(.get, "/mlflow/api/3.0/mlflow/server-info").status == .ok)
            #expect(try await server.send(.get, "/mlflowx/health").status == .notFound)
        }
    }

    @Test func `moments as people and machines read them`() {
        #expect(LogTime.text(Timestamp(rawValue: 0)) == "1970-01-01T00:00:00.000Z")
        #expect(LogTime.text(Timestamp(rawValue: 1_709_210_096_789)) == "2024-02-29T12:34:56.789Z")
        #expect(LogTime.text(Timestamp(rawValue: -1)) == "1969-12-31T23:59:59.999Z")
        #expect(LogTime.text(Timestamp(rawValue: 4_102_444_800_000)) == "2100-01-01T00:00:00.000Z")
    }
}
