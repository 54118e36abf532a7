import Testing

@testable import Tracking

/// Links of traces to runs.
@Suite struct TraceLinkTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func linked(_ store: TrackingStore) async throws -> [String] {
        try await store.searchTraces(experiments: [.default], filter: "run_id = 'r1'").items.map(\.id).sorted()
    }

    @Test(arguments: StoreKind.all) func `a link may come before its trace, and goes with it`(_ kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        for _ in 1...2 { try await store.link(traces: ["tr-2", "tr-1"], toRun: "r1") }
        #expect(try await linked(store) == [])
        _ = try await store.startTrace(Trace(id: "tr-1", experiment: .default, requestTime: .fixed()))
        let span = TraceSpan(id: "01", name: "root", startTime: 1)
        try await store.storeSpans([TraceSpans(traceID: "tr-2", spans: [span])], in: .default)
        #expect(try await linked(store) == ["tr-1", "tr-2"])
        #expect(try await store.deleteTraces(.ids(["tr-1"]), in: .default) == 1)
        #expect(try await store.read { try $0.first("SELECT count(*) FROM trace_run") { try $0.int() } } == 1)
        try store.close()
    }

    @Test(arguments: StoreKind.all) func `a store from before keeps its links`(_ kind: StoreKind) async throws {
        let location = try folder.location(kind)
        let old = try await TrackingStore.open(at: location, migrations: Array(Migration.all.prefix(4)), now: .fixed())
        _ = try await old.startTrace(Trace(id: "tr-1", experiment: .default, requestTime: .fixed()))
        try await old.write { connection in
            _ = try connection.execute("INSERT INTO trace_run (trace_key, run_id) SELECT key, 'r1' FROM trace")
        }
        try old.close()
        let store = try await folder.open(kind)
        #expect(try await linked(store) == ["tr-1"])
        try store.close()
    }
}
