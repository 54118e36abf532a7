import Testing
import TouchstoneJSON

@testable import Tracking

@Suite struct RunNotesTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: StoreKind.all) func `notes are kept whole or not at all`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let run = try await store.newRun()
        let first = RunNotes(
            metrics: [Metric("a", 1, step: 1, time: .fixed()), Metric("a", .nan, step: 1, time: .fixed()), Metric("b", .infinity)],
            params: [NamedText("p", "1")], tags: [NamedText("t", "1"), NamedText("t", "2"), NamedText("mlflow.runName", "new name")])
        try await store.record(first, in: run)
        let details = try await store.details(of: run)
        #expect(details.metrics["a"]?.value == 1)
        #expect(details.metrics["b"]?.value == .infinity)
        #expect(details.params == ["p": "1"])
        #expect(details.tags == ["t": "2", "mlflow.runName": "new name"])
        #expect(details.run.name == "new name")
        let second = RunNotes(metrics: [Metric("c", 1)], params: [NamedText("q", "1"), NamedText("p", "2")], tags: [NamedText("u", "1")])
        await #expect(throws: TrackingError.paramsChanged([ParamChange(name: "p", from: "1", to: "2")])) {
            try await store.record(second, in: run)
        }
        let lost = RunNotes(metrics: [Metric("c", 1, modelID: "m-none")], tags: [NamedText("u", "1")])
        await #expect(throws: TrackingError.notFound(kind: "logged model", name: "m-none")) { try await store.record(lost, in: run) }
        #expect(try await store.details(of: run) == details)
        try await store.setStage(.deleted, of: run)
        await #expect(throws: TrackingError.deleted(kind: "run", name: run.rawValue)) { try await store.record(first, in: run) }
    }

    @Test(arguments: StoreKind.all) func `histories are in order, and thinned out evenly`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let runs = [try await store.newRun(), try await store.newRun()].sorted { $0.rawValue < $1.rawValue }
        for run in runs {
            let metrics = (0..<26).map { Metric("m", Double($0), step: Int64($0), time: .fixed(-Int64($0))) }
            try await store.record(RunNotes(metrics: metrics), in: run)
        }
        let points = try await store.points(of: "m", in: runs[0], limit: 3, offset: 1)
        #expect(points.map(\.step) == [24, 23, 22])
        let histories = try await store.histories(of: "m", in: runs.reversed(), limit: 30)
        #expect(histories.map(\.run) == runs)
        #expect(histories.map(\.points.count) == [26, 4])
        let samples = try await store.samples(of: "m", in: [runs[1]], steps: .min ... .max, limit: 6)
        #expect(samples.first?.points.map(\.step) == [0, 5, 10, 14, 18, 25])
        let some = try await store.samples(of: "m", in: [runs[1]], steps: 3...5, limit: 6)
        #expect(some.first?.points.map(\.step) == [3, 4, 5])
        #expect(try await store.points(of: "m", in: RunID(rawValue: "none"), limit: 3).isEmpty)
    }

    @Test(arguments: StoreKind.all) func `an outline spans the whole history and keeps its spikes`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let run = try await store.newRun()
        let values = (0..<3000).map { Metric("m", $0 == 777 ? 500 : 5, step: Int64($0), time: .fixed()) }
        try await store.log(values + [Metric("m", .nan, step: 1500), Metric("m", .infinity, step: 3000)], to: run)
        let outline = try await store.outline(of: "m", in: run, limit: 100)
        #expect(outline.count == 3002 && outline.gaps == 2)
        #expect(outline.first?.step == 0 && outline.last?.step == 3000 && outline.last?.value == .infinity)
        #expect((50...200).contains(outline.points.count))
        #expect(outline.points.filter { $0.value == 500 }.map(\.step) == [777])
        #expect(outline.points.filter { !$0.value.isFinite }.map(\.step) == [1500, 3000])
        #expect(try await store.outline(of: "none", in: run, limit: 100).points.isEmpty)
    }

    @Test(arguments: StoreKind.all) func `a metric has a history when it has more than one value`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let runs = [try await store.newRun(), try await store.newRun()]
        let metrics = [
            Metric("steps", 1, step: 0), Metric("steps", 1, step: 1), Metric("once", 1, step: 7), Metric("times", 1, time: .fixed(1)),
            Metric("times", 1, time: .fixed(2)), Metric("below", 1, step: -2), Metric("below", 1, step: -1), Metric("odd", .nan),
            Metric("endless", .infinity),
        ]
        try await store.log(metrics, to: runs[0])
        try await store.log([Metric("once", 2, step: 8)], to: runs[1])
        #expect(try await store.namesOfHistories(in: runs[0]) == ["below", "steps", "times"])
        #expect(try await store.namesOfHistories(in: runs[1]) == [])
        #expect(try await store.namesOfHistories(in: RunID(rawValue: "none")) == [])
    }

    @Test(arguments: StoreKind.all) func `inputs and outputs are kept once`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let run = try await store.newRun()
        let dataset = FoundDataset(
            name: "d", digest: "x", sourceType: "local", source: "/a", schema: "no json", tags: [NamedText("mlflow.data.context", "train")])
        for _ in 0..<2 { try await store.addInputs(datasets: [dataset], models: ["m-1"], to: run) }
        try await store.addOutputs([ModelOutput(id: "m-2", step: 1), ModelOutput(id: "m-3", step: 2)], to: run)
        let found = try #require(try await store.foundRun(run))
        #expect(found.datasets == [dataset])
        #expect(found.inputModels == ["m-1"])
        #expect(found.outputModels == [ModelOutput(id: "m-2", step: 1), ModelOutput(id: "m-3", step: 2)])
        #expect(try await store.lineage(of: run).datasets.first?.dataset.schema == "no json")
        let summary = DatasetSummary(experiment: .default, name: "d", digest: "x", context: "train")
        #expect(try await store.datasetSummaries(in: [.default]) == [summary])
        #expect(try await store.foundRun(RunID(rawValue: "none")) == nil)
    }

    @Test(arguments: StoreKind.all) func `older clients' models are appended to a tag`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let run = try await store.newRun()
        for name in ["a", "b"] { try await store.appendModel(["artifact_path": .string(name)], toHistoryOf: run) }
        let tag = try await store.details(of: run).tags["mlflow.log-model.history"]
        #expect(tag == "[{\"artifact_path\":\"a\"},{\"artifact_path\":\"b\"}]")
    }
}
