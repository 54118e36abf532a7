import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Reporting
import Testing
import TouchstoneJSON
import Tracking

@testable import Server

/// Pages over a store with an experiment, two runs and a few samples.
@Suite struct PageTests {
    private let run = RunID.random()
    private let other = RunID.random()

    private func withPages(
        runs more: Int = 0, settings: ServerSettings = ServerSettings(), reports: ReportSource = .none,
        _ body: @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        let store = try await TrackingStore.open(at: .sqlite(path: folder.path + "/pages.db"))
        let experiment = try await store.createExperiment(named: "<b>Support</b> & co")
        for (id, name, value) in [(run, "first", 0.5), (other, "second", 0.75)] {
            _ = try await store.create(
                Run(id: id, name: name, experiment: experiment.id), params: ["model": name], tags: ["x": "<script>alert(1)</script>"])
            try await store.log((0..<5).map { Metric("loss", value / Double($0 + 1), step: Int64($0)) }, to: id)
        }
        for _ in 0..<more { _ = try await store.create(Run(name: "more", experiment: experiment.id)) }
        let samples = (0..<60).map { index in
            SampleRecord(SamplePosition(index: index), sampleID: "q\(index)", inputs: .string("question \(index)"), outputs: "answer")
        }
        try await store.record(
            samples,
            samples.map {
                Assessment(.sample(run, $0.position), "exact", .bool(false), source: .init(.code, id: "exact"), rationale: "why")
            },
            in: run)
        let server = TouchstoneServer(store: store, settings: settings, reports: reports, logger: Logger(label: "test"))
        try await server.application().test(.router) { try await body($0) }
        try store.close()
    }

    private func text(
        _ client: any TestClientProtocol, _ path: String, _ status: HTTPResponse.Status = .ok
    ) async throws -> String {
        try await client.execute(uri: path, method: .get) { response in
            #expect(response.status == status, "\(path)")
            return String(buffer: response.body)
        }
    }

    @Test func `what users wrote is text on every page`() async throws {
        try await withPages { client in
            for path in ["/", "/runs", "/experiments/1", "/runs/\(run)", "/compare?run=\(run)&run=\(other)"] {
                let page = try await text(client, path)
                #expect(!page.contains("<script") && !page.contains("<b>Support"))
                #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n"))
            }
        }
    }

    @Test func `lists filter and order in the search language, and say what is wrong with a filter`() async throws {
        try await withPages { client in
            let found = try JSONValue(parsing: try await text(client, "/runs.json?filter=metrics.loss+%3E+0.12"))
            #expect(found["runs"]?.arrayValue?.compactMap { $0["name"]?.stringValue } == ["second"])
            let ordered = try await text(client, "/experiments/1.csv?order=metrics.loss+ASC")
            #expect(ordered.split(separator: "\r\n").map { $0.prefix { $0 != "," } } == ["name", "first", "second"])
            let wrong = try await text(client, "/runs?filter=metrics.loss+OR", .badRequest)
            #expect(wrong.contains("role=\"alert\"") && wrong.contains("value=\"metrics.loss OR\""))
            try await client.execute(uri: "/runs.json?filter=metrics.loss+OR", method: .get) { #expect($0.status == .badRequest) }
        }
    }

    @Test(arguments: ["", "order=metrics.loss+DESC", "order=attributes.run_name+ASC"])
    func `the next page begins behind the last run, whatever was logged since`(order: String) async throws {
        try await withPages(runs: 130) { client in
            let first = try JSONValue(parsing: try await text(client, "/experiments/1.json?\(order)"))
            #expect(first["next"]?.stringValue?.contains("after=") == true)
            let second = try JSONValue(
                parsing: try await text(client, "/experiments/1.json" + (try #require(first["next"]?.stringValue))))
            let names = [first, second].map { page in page["runs"]?.arrayValue?.compactMap { $0["run_id"]?.stringValue } ?? [] }
            #expect(names[0].count == 100 && names[1].count == 32 && Set(names[0] + names[1]).count == 132)
            try await client.execute(uri: "/runs.json?after=nothing", method: .get) { #expect($0.status == .badRequest) }
        }
    }

    @Test(arguments: ["", "order=name+ASC"]) func `the next page of experiments begins behind the last one`(order: String) async throws {
        let folder = try TemporaryFolder()
        let store = try await TrackingStore.open(at: .sqlite(path: folder.path + "/pages.db"))
        for number in 0..<130 { _ = try await store.createExperiment(named: "e\(number)") }
        let server = TouchstoneServer(store: store, settings: ServerSettings(), logger: Logger(label: "test"))
        try await server.application().test(.router) { client in
            let first = try JSONValue(parsing: try await text(client, "/experiments.json?\(order)"))
            let next = try #require(first["next"]?.stringValue)
            #expect(next.contains("after=") && !next.contains("token="))
            _ = try await store.createExperiment(named: "e00")
            let second = try JSONValue(parsing: try await text(client, "/experiments.json" + next))
            let names = [first, second].map { page in page["experiments"]?.arrayValue?.compactMap { $0["name"]?.stringValue } ?? [] }
            #expect(names.map(\.count) == [100, 31] && Set(names[0] + names[1]).count == 131)
            #expect(second["next"] == .null)
            try await client.execute(uri: "/experiments.json?after=x", method: .get) { #expect($0.status == .badRequest) }
        }
        try store.close()
    }

    @Test func `samples come in pages by key, each with its own page`() async throws {
        try await withPages { client in
            let first = try JSONValue(parsing: try await text(client, "/runs/\(run).json"))
            #expect(first["samples"]?.arrayValue?.count == 50 && first["next_sample"]?.stringValue == "49.0")
            let second = try JSONValue(parsing: try await text(client, "/runs/\(run).json?after=49.0"))
            #expect(second["samples"]?.arrayValue?.first?["sample"]?.stringValue == "q50")
            #expect(second["samples"]?.arrayValue?.count == 10 && second["next_sample"] == .null)
            let sample = try await text(client, "/runs/\(run)/samples/7")
            #expect(sample.contains("question 7") && sample.contains("✗ fail") && sample.contains("why"))
            try await client.execute(uri: "/runs/\(run)/samples/70", method: .get) { #expect($0.status == .notFound) }
            try await client.execute(uri: "/runs/\(run)?after=x", method: .get) { #expect($0.status == .badRequest) }
        }
    }

    @Test func `histories are drawn and runs compared`() async throws {
        try await withPages { client in
            #expect(try await text(client, "/runs/\(run)").contains("<polyline"))
            let page = try await text(client, "/compare?run=\(run)&run=\(other)")
            #expect(page.contains("class=\"line1\"") && page.contains("Params, those that differ first"))
            let table = try JSONValue(parsing: try await text(client, "/compare.json?run=\(run)&run=\(other)"))
            #expect(table["metrics"]?[0]?[other.rawValue]?.doubleValue == 0.15)
            try await client.execute(uri: "/compare?run=\(run)", method: .get) { #expect($0.status == .badRequest) }
        }
    }

    @Test func `a page that cannot be shown says why, to people as a page`() async throws {
        try await withPages { client in
            for (path, status) in [
                ("/runs/nothing", HTTPResponse.Status.notFound), ("/experiments/99", .notFound), ("/compare?run=\(run)", .badRequest),
                ("/compare?run=\(run)&run=\(run)", .badRequest), ("/runs/\(run)/samples/70", .notFound),
                ("/runs/\(run)?after=x", .badRequest),
            ] {
                let page = try await text(client, path, status)
                #expect(page.contains("role=\"alert\"") && page.contains("href=\"/\""), "\(path)")
            }
            let json = try JSONValue(parsing: try await text(client, "/runs/nothing.json", .notFound))
            #expect(json["error_code"]?.stringValue == "RESOURCE_DOES_NOT_EXIST")
        }
    }

    @Test func `links keep the path that a proxy serves the pages under`() async throws {
        var settings = ServerSettings()
        settings.staticPrefix = "ml/"
        try await withPages(runs: 130, settings: settings) { client in
            for path in [
                "/ml/", "/ml/runs", "/ml/experiments/1?order=metrics.loss+DESC", "/ml/runs/\(run)", "/ml/compare?run=\(run)&run=\(other)",
            ] {
                let page = try await text(client, path)
                let links = page.split(separator: "href=\"").dropFirst() + page.split(separator: "action=\"").dropFirst()
                let targets = links.map { String($0.prefix { $0 != "\"" }) }
                #expect(targets.contains { $0.hasPrefix("/ml/") })
                #expect(targets.allSatisfy { $0.hasPrefix("/ml/") || $0.hasPrefix("?") || $0.hasPrefix("#") }, "\(targets)")
            }
            for path in ["/ml", "/ml/"] {
                #expect(try await text(client, path).contains("href=\"/ml/experiments.json\""), "\(path)")
            }
        }
    }

    @Test func `the metric that orders a list is one of its columns, on every page`() async throws {
        try await withPages(runs: 130) { client in
            let page = try await text(client, "/experiments/1?order=metrics.%60rare%60+DESC&after=\(other)")
            #expect(page.contains(">rare ↓</a>"))
            #expect(page.contains("← First page"))
        }
    }

    @Test func `a run whose gate failed is not shown as good`() async throws {
        let run = run
        let reports = ReportSource(
            report: { id in
                var report = RunReport(run: RunReference(id: id.rawValue, name: "first"), status: .finished)
                report.gates = [GateReport(text: "exact >= 0.9", outcome: id == run ? .failed : .passed, sentence: "It is 0.1.")]
                return report
            }, comparisons: { _, _ in [] })
        try await withPages(reports: reports) { client in
            let end = #"{"run_id": "\#(run)", "status": "FINISHED"}"#
            try await client.execute(
                uri: "/api/2.0/mlflow/runs/update", method: .post, headers: [.contentType: "application/json"],
                body: ByteBuffer(string: end)
            ) { response in
                #expect(response.status == .ok)
            }
            let page = try await text(client, "/runs/\(run)")
            #expect(page.contains("banner tone-bad") && page.contains("✗ Failed") && page.contains("exact &gt;= 0.9"))
            let json = try JSONValue(parsing: try await text(client, "/runs/\(run).json"))
            #expect(json["verdict"] == "Failed" && json["gates"]?[0]?["outcome"] == "failed")
        }
    }

    @Test func `histories are drawn whole, in the colours of their runs, and those left out are counted`() async throws {
        let folder = try TemporaryFolder()
        let store = try await TrackingStore.open(at: .sqlite(path: folder.path + "/pages.db"))
        let runs = [Run(name: "first", experiment: .default), Run(name: "second", experiment: .default)]
        let bare = Run(name: "bare", experiment: .default)
        for run in runs + [bare] { _ = try await store.create(run) }
        try await store.log((0..<15_000).map { Metric("a", $0 == 99 ? 7e-5 : 1e-5, step: Int64($0)) }, to: runs[0].id)
        for run in runs {
            try await store.log((0..<3).map { Metric("b", 1, time: Timestamp(rawValue: $0 * 1000)) }, to: run.id)
            for name in 0..<30 { try await store.log((0..<2).map { Metric("c\(name)", 1, step: $0) }, to: run.id) }
            try await store.log([Metric("once", 1, step: 5)], to: run.id)
        }
        let server = TouchstoneServer(store: store, settings: ServerSettings(), logger: Logger(label: "test"))
        try await server.application().test(.router) { client in
            let page = try await text(client, "/runs/\(runs[0].id)")
            #expect(page.contains("15000 values, the last 1") && page.contains("e-5 at step 14999") && page.contains(">8e-5<"))
            #expect(page.contains("b over time") && page.contains(">after 2.0 s<"))
            #expect(page.split(separator: "<figcaption").count == 25 && page.contains("8 more metrics have a history;"))
            let comparison = try await text(client, "/compare?run=\(bare.id)&run=\(runs[1].id)")
            #expect(comparison.contains("<g class=\"line1\"") && !comparison.contains("<g class=\"line0\""))
            #expect(comparison.contains("7 more metrics have a history;"))
        }
        try store.close()
    }
}
