import HTTPTypes
import HummingbirdTesting
import Testing
import TouchstoneJSON
import Tracking

@testable import Server

/// Values at the ends of their types, and more of them than anybody needs: they must neither stop the server nor hold it up.
@Suite struct HostileValueTests {
    private let extremes: [Int64] = [.min, .min + 1, -1, 0, .max - 1, .max]

    @Test func `times at the ends of all time are kept, read and shown`() async throws {
        try await AccessFixture.run { server in
            for start in extremes {
                for end in extremes {
                    let created = try await server.send(
                        .post, "/api/2.0/mlflow/runs/create", ["experiment_id": "0", "start_time": .integer(start)])
                    let run = try #require(try created.json["run"]?["info"]?["run_id"]?.stringValue)
                    let ended: JSONValue = ["run_id": .string(run), "status": "FINISHED", "end_time": .integer(end)]
                    #expect(try await server.send(.post, "/api/2.0/mlflow/runs/update", ended).status == .ok)
                    #expect(try await server.send(.get, "/runs/\(run)").status == .ok)
                }
            }
            #expect(try await server.send(.get, "/experiments/0").status == .ok)
        }
    }

    @Test func `traces at the ends of all time can be read`() async throws {
        try await AccessFixture.run { server in
            for start in extremes {
                for end in extremes {
                    let begun = try await server.send(
                        .post, "/api/2.0/mlflow/traces", ["experiment_id": "0", "timestamp_ms": .integer(start)])
                    let id = try #require(try begun.json["trace_info"]?["request_id"]?.stringValue)
                    let ended: JSONValue = ["timestamp_ms": .integer(end), "status": "OK"]
                    #expect(try await server.send(.patch, "/api/2.0/mlflow/traces/\(id)", ended).status == .ok)
                    #expect(try await server.send(.get, "/api/3.0/mlflow/traces/\(id)").status == .ok)
                }
            }
            let everywhere: JSONValue = ["locations": [["type": "MLFLOW_EXPERIMENT", "mlflow_experiment": ["experiment_id": "0"]]]]
            #expect(try await server.send(.post, "/api/3.0/mlflow/traces/search", everywhere).status == .ok)
        }
    }

    @Test func `moments at the ends of all time are dates`() {
        #expect(Moment.text(Timestamp(rawValue: .min)) == "-292275055-05-16T16:47:04.192Z")
        #expect(Moment.text(Timestamp(rawValue: .max)) == "292278994-08-17T07:12:55.807Z")
    }

    @Test func `a field that is given ten thousands of times is a list, in their order`() {
        let query = RequestReading.query((0..<30_000).map { "a=\($0)&b=x" }.joined(separator: "&") + "&c=1")
        #expect(query["a"]?.arrayValue?.count == 30_000 && query["a"]?.arrayValue?.last == "29999")
        #expect(query.keys == ["a", "b", "c"] && query["c"] == "1")
    }

    @Test func `failures to sign in are counted for names of any length, of which little is kept`() {
        var failures = FailedSignIns()
        let (long, other) = (String(repeating: "a", count: 50_000), "b")
        for _ in 0..<FailedSignIns.maximumByName { failures.record(address: "1.2.3.4", name: long, at: .now) }
        #expect(failures.isBlocked(address: "1.2.3.4", name: long, at: .now))
        #expect(!failures.isBlocked(address: "1.2.3.4", name: other, at: .now))
        #expect(!failures.isBlocked(address: "1.2.3.5", name: long, at: .now))
        #expect("\(failures)".utf8.count < 10_000)
    }
}
