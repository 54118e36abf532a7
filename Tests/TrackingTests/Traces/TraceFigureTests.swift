import Testing
import TouchstoneJSON

@testable import Tracking

/// Figures of many traces, on each database.
@Suite struct TraceFigureTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Traces that take 10, 20, 40 and 80 ms, a second apart, the last with an error and in another session.
    private func traces(_ kind: StoreKind) async throws -> (TrackingStore, ExperimentID) {
        let store = try await folder.open(kind)
        let experiment = try await store.createExperiment(named: "figures").id
        for (place, duration) in [10, 20, 40, 80].enumerated() {
            let usage = #"{"input_tokens": \#(place + 1), "output_tokens": 2, "total_tokens": \#(place + 3)}"#
            let trace = Trace(
                id: "tr-\(place)", experiment: experiment, requestTime: .fixed(Int64(place) * 1000), duration: Int64(duration),
                state: place == 3 ? .error : .ok,
                tags: [NamedText("mlflow.traceName", place < 2 ? "ask" : "tell"), NamedText("team", place == 0 ? "a" : "b")],
                metadata: [
                    NamedText("mlflow.trace.session", place == 3 ? "s2" : "s1"),
                    NamedText("mlflow.trace.tokenUsage", place == 2 ? "no JSON" : usage),
                ])
            _ = try await store.startTrace(trace)
        }
        return (store, experiment)
    }

    private func ask(
        _ view: TraceMetricView, _ metric: String, _ aggregates: [TraceAggregate], by dimensions: [String] = [],
        where filters: [String] = []
    ) -> TraceMetricQuestion {
        var question = TraceMetricQuestion(view, metric, aggregates)
        question.dimensions = dimensions
        question.filters = filters
        return question
    }

    @Test(arguments: StoreKind.all) func `traces are counted by name and state`(kind: StoreKind) async throws {
        let (store, experiment) = try await traces(kind)
        let count = [try TraceAggregate(.count)]
        let byState = try await store.answer(ask(.traces, "trace_count", count, by: ["trace_status"]), experiments: [experiment])
        #expect(byState.map { $0.dimensions.map(\.value) + $0.values.map { "\($0.value)" } } == [["ERROR", "1.0"], ["OK", "3.0"]])
        let both = ask(.traces, "trace_count", count, by: ["trace_name", "trace_status"], where: ["trace.tag.team = 'b'"])
        let found = try await store.answer(both, experiments: [experiment])
        #expect(found.map { $0.dimensions.map(\.value) } == [["ask", "OK"], ["tell", "ERROR"], ["tell", "OK"]])
        let sessions = try await store.answer(ask(.traces, "session_count", count), experiments: [experiment])
        #expect(sessions.first?.values.first?.value == 2)
        #expect(try await store.answer(ask(.traces, "trace_count", count), experiments: []).first?.values.first?.value == 0)
    }

    @Test(arguments: StoreKind.all) func `percentiles lie between the values`(kind: StoreKind) async throws {
        let (store, experiment) = try await traces(kind)
        let wanted = try [0, 25, 50, 90, 100].map { try TraceAggregate(.percentile, percentile: $0) }
        let all = try await store.answer(
            ask(.traces, "latency", wanted + [try TraceAggregate(.average), try TraceAggregate(.greatest)]), experiments: [experiment])
        #expect(all.first?.values.map(\.label) == ["P0.0", "P25.0", "P50.0", "P90.0", "P100.0", "AVG", "MAX"])
        let values = try #require(all.first?.values.map(\.value))
        for (value, expected) in zip(values, [10, 17.5, 30, 68, 80, 37.5, 80]) { #expect(abs(value - expected) < 1e-9) }
        let named = try await store.answer(ask(.traces, "latency", [wanted[2]], by: ["trace_name"]), experiments: [experiment])
        #expect(named.map { $0.values.first?.value } == [15, 60])
    }

    @Test(arguments: StoreKind.all) func `tokens are summed where they are told, times apart by interval`(kind: StoreKind) async throws {
        let (store, experiment) = try await traces(kind)
        let sum = [try TraceAggregate(.sum)]
        let tokens = try await store.answer(ask(.traces, "input_tokens", sum), experiments: [experiment])
        #expect(tokens.first?.values.first?.value == 7)
        var question = ask(.traces, "total_tokens", sum)
        question.interval = 2
        await #expect(throws: SearchError.self) { try await store.answer(question, experiments: [experiment]) }
        question.start = Timestamp.fixed().rawValue
        question.end = Timestamp.fixed(2999).rawValue
        let apart = try await store.answer(question, experiments: [experiment])
        #expect(apart.map(\.time) == [.fixed()] && apart.first?.values.first?.value == 7)
        question.end = Timestamp.fixed(3000).rawValue
        #expect(try await store.answer(question, experiments: [experiment]).map(\.time) == [.fixed(), .fixed(2000)])
        question.maxResults = 1
        #expect(try await store.answer(question, experiments: [experiment]).count == 1)
    }

    @Test(arguments: StoreKind.all) func `spans and assessments have figures of their own`(kind: StoreKind) async throws {
        let (store, experiment) = try await traces(kind)
        let attributes: JSONObject = [
            "mlflow.spanType": "LLM", "mlflow.llm.model": "m", "mlflow.llm.cost": ["input_cost": 0.25, "output_cost": 0.5],
        ]
        let spans = [
            TraceSpan(id: "01", name: "root", status: .ok, startTime: 1_700_000_000_000_000_000, endTime: 1_700_000_000_004_000_000),
            TraceSpan(
                id: "02", parentID: "01", name: "call", status: .ok, startTime: 1_700_000_000_000_000_000,
                endTime: 1_700_000_000_002_500_000, attributes: attributes),
        ]
        try await store.storeSpans([TraceSpans(traceID: "tr-0", spans: spans)], in: experiment)
        let latency = ask(.spans, "latency", [try TraceAggregate(.least)], by: ["span_name"])
        let times = try await store.answer(latency, experiments: [experiment])
        #expect(times.map { $0.values.first?.value } == [2, 4])
        let cost = ask(.spans, "total_cost", [try TraceAggregate(.sum)], by: ["span_model_name"], where: ["span.type = 'LLM'"])
        let costs = try await store.answer(cost, experiments: [experiment])
        #expect(costs.first?.dimensions == [NamedText("span_model_name", "m")] && costs.first?.values.first?.value == 0.75)
        for (place, value) in [AssessmentValue.bool(true), .number(0.5), .text("no")].enumerated() {
            let target = AssessmentTarget.trace(id: "tr-\(place)")
            _ = try await store.assess(Assessment(target, "good", value, source: AssessmentSource(.human, id: "me")))
        }
        let mean = ask(.assessments, "assessment_value", [try TraceAggregate(.average)], where: ["assessment.name = 'good'"])
        #expect(try await store.answer(mean, experiments: [experiment]).first?.values.first?.value == 0.5)
        let values = ask(.assessments, "assessment_count", [try TraceAggregate(.count)], by: ["assessment_value"])
        let shown = try await store.answer(values, experiments: [experiment]).compactMap { $0.dimensions.first?.value }
        #expect(shown.sorted() == ["\"no\"", "0.5", "true"])
    }

    @Test(arguments: StoreKind.all) func `filters overlap as their traces do`(kind: StoreKind) async throws {
        let (store, experiment) = try await traces(kind)
        func overlap(_ first: String, _ second: String, within base: String = "") async throws -> TraceOverlap {
            try await store.overlap(of: first, second, within: base, experiments: [experiment])
        }
        #expect(try await overlap("name = 'ask'", "status = 'OK'") == TraceOverlap(total: 4, first: 2, second: 3, both: 2))
        #expect(
            try await overlap("name = 'ask'", "status = 'OK'", within: "tags.team = 'b'")
                == TraceOverlap(total: 3, first: 1, second: 2, both: 1))
        await #expect(throws: SearchError.self) { try await overlap("nonsense.x = 'ask'", "status = 'OK'") }
    }

    @Test func `association is 1 for what always goes together, -1 for what never does, and nothing for what is not there`() throws {
        #expect(TraceOverlap(total: 10, first: 4, second: 4, both: 4).association == 1)
        #expect(TraceOverlap(total: 10, first: 10, second: 10, both: 10).association == 1)
        #expect(TraceOverlap(total: 10, first: 4, second: 6, both: 0).association == -1)
        #expect(TraceOverlap(total: 10, first: 0, second: 6, both: 0).association == nil)
        let some = TraceOverlap(total: 10, first: 6, second: 7, both: 6)
        #expect(abs(try #require(some.association) - 0.6982) < 1e-4)
        #expect(try #require(some.cautiousAssociation) < 0.6982)
        #expect(abs(try #require(TraceOverlap(total: 16, first: 8, second: 8, both: 4).association)) < 1e-12)
    }

    @Test(arguments: [
        ("trace_count", "SUM", "", "Found invalid aggregation_type(s): ['SUM']. Supported aggregation types: ['COUNT']"),
        ("trace_count", "COUNT", "x", "Found invalid dimension(s): ['x']. Supported dimensions: ['trace_name', 'trace_status']"),
        ("nothing", "COUNT", "", "metric_name must be one of ['trace_count', 'session_count', 'latency', 'input_tokens'"),
    ])
    func `what there is no figure of is refused`(metric: String, aggregate: String, dimension: String, message: String) async throws {
        let store = try await folder.open()
        let kind = try #require(TraceAggregate.Kind(rawValue: aggregate))
        let question = ask(.traces, metric, [try TraceAggregate(kind)], by: dimension.isEmpty ? [] : [dimension])
        let error = await #expect(throws: SearchError.self) { try await store.answer(question, experiments: []) }
        #expect(error?.message.hasPrefix(message) == true)
    }

    @Test(arguments: [
        ("trace.status = 'OK' AND trace.status = 'OK'", "Expected one filter clause"), ("status = 'OK'", "Columns should be specified as"),
        ("trace.status != 'OK'", "only '=' operator is supported"), ("trace.tag = 'x'", "requires a key"),
        ("trace.status.x = 'OK'", "does not require a key"), ("run.id = 'x'", "Invalid view type 'run'"),
        ("trace.name = 'x'", "Invalid entity 'name'"), ("span.name = 'x'", "only supported for SPANS view type, got TRACES"),
        ("trace.status = 1", "Expected a quoted string value for status value"),
    ])
    func `filters that say nothing about these figures are refused`(filter: String, message: String) async throws {
        let store = try await folder.open()
        let question = ask(.traces, "trace_count", [try TraceAggregate(.count)], where: [filter])
        let error = await #expect(throws: SearchError.self) { try await store.answer(question, experiments: []) }
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }
}
