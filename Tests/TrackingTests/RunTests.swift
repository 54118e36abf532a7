import Testing
import TouchstoneJSON

@testable import Tracking

@Suite struct RunTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: StoreKind.all) func `a run reads back with its settings, tags, status and the URI of its artifacts`(kind: StoreKind)
        async throws
    {
        let store = try await folder.open(kind)
        let experiment = try await store.experimentOrNew(named: "summaries", at: .fixed())
        let run = Run(name: "first", experiment: experiment.id, user: "ada", startTime: .fixed(5))
        let created = try await store.create(run, params: ["model": "m"], tags: ["team": "x"])
        #expect(created.artifactURI == "mlflow-artifacts:/1/\(run.id)/artifacts")
        try await store.finish(run.id, .finished, at: .fixed(9))
        let details = try await store.details(of: run.id)
        #expect(details.run.status == .finished)
        #expect(details.run.endTime == .fixed(9))
        #expect(details.run.experiment == experiment.id)
        #expect(details.params == ["model": "m"])
        #expect(details.tags == ["team": "x", "mlflow.runName": "first"])
    }

    @Test func `identifiers are 32 hexadecimal digits of a random UUID`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<100 {
            let id = RunID.random(using: &generator).rawValue
            #expect(id.utf8.count == 32)
            #expect(id.allSatisfy { $0.isHexDigit && !$0.isUppercase })
            #expect(Array(id)[12] == "4")
            #expect("89ab".contains(Array(id)[16]))
        }
    }

    @Test(arguments: StoreKind.all) func `a setting may be given again but not changed`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let run = try await store.newRun()
        try await store.addParams(["a": "1"], to: run)
        try await store.addParams(["a": "1", "b": ""], to: run)
        await #expect(throws: TrackingError.paramsChanged([ParamChange(name: "a", from: "1", to: "2")])) {
            try await store.addParams(["c": "3", "a": "2"], to: run)
        }
        let all = [ParamChange(name: "a", from: "1", to: "2"), ParamChange(name: "b", from: "", to: "3")]
        await #expect(throws: TrackingError.paramsChanged(all)) { try await store.addParams(["b": "3", "c": "3", "a": "2"], to: run) }
        #expect(try await store.details(of: run).params == ["a": "1", "b": ""])
    }

    @Test(arguments: StoreKind.all) func `an empty tag mlflow.runName changes nothing, tags beside it are set`(kind: StoreKind) async throws
    {
        let store = try await folder.open(kind)
        let run = try await store.newRun("old")
        try await store.setTags(["mlflow.runName": "", "a": "1"], of: run)
        try await store.record(RunNotes(tags: [NamedText("mlflow.runName", "")]), in: run)
        let details = try await store.details(of: run)
        #expect(details.run.name == "old")
        #expect(details.tags == ["mlflow.runName": "old", "a": "1"])
    }

    @Test(arguments: StoreKind.all) func `the tag mlflow.runName renames a run and renaming sets the tag`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let run = try await store.newRun("old")
        try await store.setTags(["mlflow.runName": "new"], of: run)
        #expect(try await store.details(of: run).run.name == "new")
        try await store.rename(run, to: "newer")
        #expect(try await store.details(of: run).tags["mlflow.runName"] == "newer")
        #expect(try await store.removeTag("mlflow.runName", from: run))
        #expect(try await !store.removeTag("mlflow.runName", from: run))
    }

    @Test(arguments: StoreKind.all) func `a run is found by identifier, beginning, name and latest`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let ids = ["aa" + String(repeating: "0", count: 30), "ab" + String(repeating: "0", count: 30)].map(RunID.init(rawValue:))
        _ = try await store.create(Run(id: ids[0], name: "one", startTime: .fixed(2)))
        _ = try await store.create(Run(id: ids[1], name: "two", startTime: .fixed(1)))
        #expect(try await store.findRun("latest").id == ids[0])
        #expect(try await store.findRun(ids[1].rawValue).id == ids[1])
        #expect(try await store.findRun("ab").id == ids[1])
        #expect(try await store.findRun("two").id == ids[1])
        await #expect(throws: TrackingError.ambiguousRun(text: "a", candidates: ["\(ids[0]) (one)", "\(ids[1]) (two)"])) {
            try await store.findRun("a")
        }
        for missing in ["", "ac", "three", "A", "%", "a'--"] {
            await #expect(throws: TrackingError.notFound(kind: "run", name: missing)) { try await store.findRun(missing) }
        }
    }

    @Test(arguments: StoreKind.all) func `a deleted run is out of sight but not lost`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let run = try await store.newRun("gone")
        try await store.setStage(.deleted, of: run, at: .fixed(3))
        #expect(try await store.runs().isEmpty)
        #expect(try await store.runs(stage: .deleted).map(\.id) == [run])
        await #expect(throws: TrackingError.self) { try await store.findRun("gone") }
        #expect(try await store.findRun(run.rawValue).stage == .deleted)
        try await store.setStage(.active, of: run)
        #expect(try await store.findRun("latest").id == run)
    }

    @Test(arguments: StoreKind.all) func `two runs of one identifier and experiments of one name are refused`(kind: StoreKind) async throws
    {
        let store = try await folder.open(kind)
        let run = try await store.newRun()
        await #expect(throws: TrackingError.alreadyExists(kind: "run", name: run.rawValue)) {
            try await store.create(Run(id: run, name: "again"))
        }
        _ = try await store.createExperiment(named: "x")
        await #expect(throws: TrackingError.alreadyExists(kind: "experiment", name: "x")) { try await store.createExperiment(named: "x") }
        await #expect(throws: TrackingError.alreadyExists(kind: "experiment", name: "Default")) {
            try await store.createExperiment(named: "Default")
        }
        await #expect(throws: TrackingError.notFound(kind: "experiment", name: "77")) {
            try await store.create(Run(name: "r", experiment: ExperimentID(rawValue: 77)))
        }
    }

    @Test(arguments: StoreKind.all) func `deleting an experiment takes its runs along and restoring brings them back`(kind: StoreKind)
        async throws
    {
        let store = try await folder.open(kind)
        let experiment = try await store.createExperiment(named: "x", tags: ["k": "v"], at: .fixed())
        _ = try await store.create(Run(name: "r", experiment: experiment.id))
        try await store.setStage(.deleted, ofExperiment: experiment.id)
        #expect(try await store.runs().isEmpty)
        await #expect(throws: TrackingError.self) { try await store.experimentOrNew(named: "x") }
        await #expect(throws: TrackingError.self) { try await store.create(Run(name: "s", experiment: experiment.id)) }
        try await store.setStage(.active, ofExperiment: experiment.id)
        #expect(try await store.runs(in: experiment.id).map(\.name) == ["r"])
        #expect(try await store.tags(ofExperiment: experiment.id) == ["k": "v"])
        #expect(try await store.experiments().map(\.name).sorted() == ["Default", "x"])
    }

    @Test(arguments: StoreKind.all) func `metrics keep their history, count repeats once and show the latest by step`(kind: StoreKind)
        async throws
    {
        let store = try await folder.open(kind)
        let run = try await store.newRun()
        let values = [
            Metric("loss", 3, step: 1, time: .fixed(1)), Metric("loss", 2, step: 2, time: .fixed(2)),
            Metric("loss", 9, step: 1, time: .fixed(3)),
            Metric("odd", .nan, time: .fixed()), Metric("far", -.infinity, time: .fixed()),
        ]
        try await store.log(values, to: run)
        try await store.log(values, to: run)
        #expect(try await store.history(of: "loss", in: run).map(\.value) == [3, 2, 9])
        let latest = try await store.details(of: run).metrics
        #expect(latest["loss"]?.value == 2)
        #expect(latest["odd"]?.value.isNaN == true)
        #expect(latest["far"]?.value == -.infinity)
        #expect(try await store.history(of: "odd", in: run).count == 1)
    }

    @Test(arguments: StoreKind.all) func `of more metrics than are written at once the latest counts, whichever part it is in`(
        kind: StoreKind
    )
        async throws
    {
        let store = try await folder.open(kind)
        let run = try await store.newRun()
        var values = (0..<2_500).map { Metric("m\($0)", Double($0), step: 1, time: .fixed()) }
        // Latest in the first part, though it comes again in the others; latest in the last; twice within the second; not a number last.
        for (place, step) in [(10, 9), (1_100, 3), (2_400, 5)] {
            values[place] = Metric("early", Double(step), step: Int64(step), time: .fixed())
        }
        for (place, step) in [(20, 1), (1_110, 2), (2_410, 3)] {
            values[place] = Metric("late", Double(step), step: Int64(step), time: .fixed())
        }
        for (place, step) in [(1_200, 8), (1_300, 7)] { values[place] = Metric("twice", Double(step), step: Int64(step), time: .fixed()) }
        values[30] = Metric("odd", -1, step: 1, time: .fixed())
        values[2_420] = Metric("odd", .nan, step: 1, time: .fixed())
        try await store.log(values, to: run)
        let latest = try await store.details(of: run).metrics
        #expect(latest["early"]?.value == 9)
        #expect(latest["late"]?.value == 3)
        #expect(latest["twice"]?.value == 8)
        #expect(latest["odd"]?.value.isNaN == true)
        #expect(latest["m2499"]?.value == 2_499)
        #expect(latest.count == 2_500 - 10 + 4)
        #expect(try await store.history(of: "early", in: run).count == 3)
        #expect(try await store.history(of: "odd", in: run).count == 2)
    }
}
