import Testing
import TouchstoneJSON

@testable import Tracking

/// Traces in both kinds of store.
@Suite struct TraceStoreTests {
    private let id = "tr-0af7651916cd43dd8448eb211c80319c"

    private func span(
        _ number: Int, parent: Int? = nil, start: Int64 = 0, end: Int64? = 5, _ attributes: JSONObject = [:]
    ) -> TraceSpan {
        TraceSpan(
            id: "span\(number)", parentID: parent.map { "span\($0)" }, name: "step \(number)", status: .ok,
            startTime: Timestamp.fixed(start).rawValue * 1_000_000, endTime: end.map { Timestamp.fixed($0).rawValue * 1_000_000 },
            attributes: attributes)
    }

    private func usage(_ tokens: Int64) -> JSONObject {
        ["mlflow.chat.tokenUsage": ["input_tokens": .integer(tokens), "output_tokens": 0, "total_tokens": .integer(tokens)]]
    }

    private func total(_ trace: Trace?) -> Int? {
        trace?.metadata("mlflow.trace.tokenUsage").flatMap { try? JSONValue(parsing: $0) }?["total_tokens"]?.intValue
    }

    @Test(arguments: StoreKind.all) func `spans in several requests make one trace, tokens counted once`(_ kind: StoreKind) async throws {
        let folder = try TemporaryFolder()
        let store = try await folder.open(kind)
        try await store.storeSpans([TraceSpans(traceID: id, spans: [span(2, parent: 1, start: 1, end: 4, usage(10))])], in: .default)
        let begun = try await store.trace(id)
        #expect(begun?.state == .inProgress && total(begun) == 10)
        try await store.storeSpans([TraceSpans(traceID: id, spans: [span(3, parent: 1, start: 2, end: 9, usage(20))])], in: .default)
        #expect(try await total(store.trace(id)) == 30)
        try await store.storeSpans([TraceSpans(traceID: id, spans: [span(1, end: 10, usage(30))])], in: .default)
        try await store.storeSpans([TraceSpans(traceID: id, spans: [span(2, parent: 1, start: 1, end: 4, usage(10))])], in: .default)
        let full = try #require(try await store.fullTrace(id))
        #expect(full.trace.state == .ok && full.trace.duration == 10 && full.trace.requestTime == .fixed() && total(full.trace) == 30)
        #expect(full.spans.map(\.id) == ["span1", "span2", "span3"] && full.trace.tag("mlflow.traceName") == "step 1")
        try store.close()
    }

    @Test(arguments: StoreKind.all) func `a span that has ended is not reopened by one sent before it`(_ kind: StoreKind) async throws {
        let folder = try TemporaryFolder()
        let store = try await folder.open(kind)
        for end in [nil, 5, nil] as [Int64?] {
            try await store.storeSpans([TraceSpans(traceID: id, spans: [span(1, end: end)])], in: .default)
        }
        let full = try #require(try await store.fullTrace(id))
        #expect(full.spans.count == 1 && full.spans[0].endTime != nil && full.trace.state == .ok)
        try store.close()
    }

    @Test(arguments: StoreKind.all) func `figures that the client gives stand, others are counted`(_ kind: StoreKind) async throws {
        let folder = try TemporaryFolder()
        let store = try await folder.open(kind)
        try await store.storeSpans([TraceSpans(traceID: id, spans: [span(1, usage(10))])], in: .default)
        let given = NamedText("mlflow.trace.tokenUsage", #"{"total_tokens":99}"#)
        let trace = Trace(id: id, experiment: .default, requestTime: .fixed(100), duration: 7, state: .error, metadata: [given])
        #expect(try await total(store.startTrace(trace)) == 99)
        try await store.storeSpans([TraceSpans(traceID: id, spans: [span(2, parent: 1, end: 50, usage(10))])], in: .default)
        let stored = try #require(try await store.trace(id))
        #expect(total(stored) == 99 && stored.duration == 7 && stored.requestTime == .fixed(100) && stored.state == .error)
        let other = Trace(id: "tr-2", experiment: .default, requestTime: .fixed(), state: .ok)
        _ = try await store.startTrace(other)
        for number in 1...2 {
            try await store.storeSpans([TraceSpans(traceID: "tr-2", spans: [span(number, usage(10))])], in: .default)
        }
        #expect(try await total(store.trace("tr-2")) == 20)
        try store.close()
    }

    @Test(arguments: StoreKind.all) func `many at once for one trace lose nothing`(_ kind: StoreKind) async throws {
        let folder = try TemporaryFolder()
        let stores = [try await folder.open(kind), try await folder.open(kind)]
        let (id, usage) = (id, usage(1))
        let spans = (1...20).map { span($0, parent: 0, usage) } + [span(0, end: 10)]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (place, span) in spans.enumerated() {
                let store = stores[place % 2]
                group.addTask {
                    try await store.storeSpans([TraceSpans(traceID: id, spans: [span])], in: .default)
                    _ = try await store.assess(
                        Assessment(.trace(id: id), "score", .number(Double(place)), source: .init(.code, id: "x")))
                }
            }
            group.addTask {
                _ = try await stores[1].startTrace(
                    Trace(id: id, experiment: .default, requestTime: .fixed(), state: .ok, tags: [NamedText("a", "b")]))
            }
            try await group.waitForAll()
        }
        let full = try #require(try await stores[0].fullTrace(id))
        #expect(full.spans.count == 21 && total(full.trace) == 20 && full.trace.assessments.count == 21)
        #expect(full.trace.tag("a") == "b" && full.trace.tag("mlflow.trace.spansLocation") == "TRACKING_STORE")
        for store in stores { try store.close() }
    }

    @Test(arguments: StoreKind.all) func `all traces of a request are stored or none`(_ kind: StoreKind) async throws {
        let folder = try TemporaryFolder()
        let store = try await folder.open(kind)
        let other = try await store.createExperiment(named: "other")
        try await store.storeSpans([TraceSpans(traceID: "tr-9", spans: [span(1)])], in: other.id)
        let batches = ["tr-1", "tr-9"].map { TraceSpans(traceID: $0, spans: [span(2)]) }
        await #expect(throws: TraceError.self) { try await store.storeSpans(batches, in: .default) }
        #expect(try await store.trace("tr-1") == nil)
        await #expect(throws: TraceError.self) { try await store.storeSpans(batches, in: ExperimentID(rawValue: 77)) }
        try store.close()
    }

    @Test(arguments: StoreKind.all) func `what is deleted leaves nothing behind`(_ kind: StoreKind) async throws {
        let folder = try TemporaryFolder()
        let store = try await folder.open(kind)
        try await store.storeSpans(["tr-1", "tr-2"].map { TraceSpans(traceID: $0, spans: [span(1)]) }, in: .default, run: "r")
        _ = try await store.assess(Assessment(.trace(id: "tr-1"), "a", .bool(true), source: .init(.human, id: "me")))
        try await store.link(prompts: [("p", "1")], toTrace: "tr-1")
        #expect(try await store.deleteTraces(.until(.fixed(1000), limit: nil), in: .default) == 2)
        for table in ["trace", "span", "trace_tag", "trace_metadata", "trace_run", "trace_prompt", "assessment", "target"] {
            #expect(try await store.read { try $0.first("SELECT count(*) FROM \(table)") { try $0.int() } } == 0, "\(table)")
        }
        try store.close()
    }

    @Test(arguments: StoreKind.all) func `records of a dataset and versions of a scorer that come at once are all kept`(_ kind: StoreKind)
        async throws
    {
        let folder = try TemporaryFolder()
        let stores = [try await folder.open(kind), try await folder.open(kind)]
        let dataset = try await stores[0].createEvaluationDataset(named: "d")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                let store = stores[number % 2]
                group.addTask {
                    let records = [NewEvaluationRecord(inputs: ["q": .integer(Int64(number / 2))], tags: ["t\(number)": "x"])]
                    _ = try await store.upsert(records, intoEvaluationDataset: dataset.id)
                    _ = try await store.registerScorer(named: "s", "{}", in: .default)
                }
            }
            try await group.waitForAll()
        }
        let page = try await stores[1].records(ofEvaluationDataset: dataset.id)
        #expect(page.items.count == 10 && page.items.allSatisfy { $0.tags?.count == 2 })
        #expect(try await stores[0].evaluationDataset(dataset.id).profile == #"{"num_records":10}"#)
        #expect(try await stores[1].versions(ofScorer: "s", in: .default).map(\.version) == Array(1...20))
        for store in stores { try store.close() }
    }

    @Test(arguments: StoreKind.all) func `traces may be erased while their spans still come`(_ kind: StoreKind) async throws {
        let folder = try TemporaryFolder()
        let stores = [try await folder.open(kind), try await folder.open(kind)]
        let (id, spans) = (id, (0..<40).map { span($0, parent: $0 == 0 ? nil : 0) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (place, span) in spans.enumerated() {
                group.addTask {
                    try await stores[place % 2].storeSpans([TraceSpans(traceID: id, spans: [span])], in: .default)
                }
                group.addTask { _ = try await stores[(place + 1) % 2].deleteTraces(.ids([id]), in: .default) }
            }
            try await group.waitForAll()
        }
        #expect(try await stores[0].check().isEmpty)
        for store in stores { try store.close() }
    }
}
