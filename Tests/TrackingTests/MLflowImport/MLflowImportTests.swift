import Foundation
import Testing
import TouchstoneJSON

@testable import Tracking

@Suite struct MLflowImportTests {
    private let folder: TemporaryFolder
    private let first = RunID(rawValue: String(repeating: "0", count: 31) + "1")
    private let second = RunID(rawValue: String(repeating: "0", count: 31) + "2")

    init() throws { folder = try TemporaryFolder() }

    private func write(_ path: String, _ text: String) throws {
        let file = folder.file(path)
        try FileManager.default.createDirectory(
            atPath: URL(filePath: file).deletingLastPathComponent().path, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: file))
    }

    private func placed(_ text: String) -> String { text.replacingOccurrences(of: "ROOT", with: folder.path) }

    /// The folder's artifacts and the database or folder that MLflow made.
    private func makeDatabase(without tables: Set<String> = []) async throws -> String {
        try write("artifacts/first/\(first)/artifacts/folder/out.txt", "hello")
        let driver = try SQLiteDriver(path: folder.file("mlflow.db"))
        try await driver.write { [self] connection in
            for statement in MLflowFixture.statements where !tables.contains(String(statement.split(separator: " ")[2])) {
                try connection.execute(placed(statement))
            }
        }
        try driver.close()
        return folder.file("mlflow.db")
    }

    private func makeFolder() throws -> String {
        try write("artifacts/first/\(first)/artifacts/folder/out.txt", "hello")
        for (path, text) in MLflowFixture.files { try write(path, placed(text)) }
        return folder.file("mlruns")
    }

    private func expectRuns(in store: TrackingStore) async throws {
        let details = try await store.details(of: first)
        #expect(details.run.name == "run one")
        #expect(details.run.user == "ada")
        #expect(details.run.status == .finished)
        #expect([details.run.startTime.rawValue, details.run.endTime?.rawValue] == [1_700_000_000_000, 1_700_000_009_000])
        #expect(details.params == ["lr": "0.1", "text": "a: b # c"])
        #expect(details.tags["note"] == "line\nbreak")
        #expect(details.metrics["loss"]?.value == 0.2)
        #expect(details.metrics["eval/loss"]?.value.isNaN == true)
        #expect(try await store.history(of: "loss", in: first).map(\.value) == [1, 0.5, 1.0 / 3, 0.25, 0.2])
        #expect(try await store.artifactBytes("folder/out.txt", of: first) == Array("hello".utf8))
        let lineage = try await store.lineage(of: first)
        #expect(lineage.datasets.map(\.dataset.digest) == ["d1g3st"])
        #expect(lineage.datasets.map(\.tags) == [["mlflow.data.context": "train"]])
        #expect(try await store.details(of: second).run.stage == .deleted)
        #expect(try await store.experiment(named: "first") != nil)
        #expect(try await store.experiment(named: "second: a # name") != nil)
        #expect(try await store.experiment(named: "removed")?.stage == .deleted)
    }

    private func expectModels(in store: TrackingStore) async throws {
        let model = try await store.registeredModel(named: "model")
        #expect(model.description == "a model")
        #expect(model.tags == [NamedText("k", "v")])
        #expect(model.aliases == [.init(name: "champion", version: 2)])
        let version = try await store.modelVersion(of: "model", 1)
        #expect(version.stage == .production)
        #expect(version.runID == first.rawValue)
        #expect(version.tags == [NamedText("t", "1")])
        let run = try await store.details(of: first).run
        #expect(try await store.modelVersion(of: "model", 2).storageLocation == run.artifactURI + "/folder")
        await #expect(throws: RegistryError.self) { try await store.modelVersion(of: "model", 3) }
        #expect(try await store.createModelVersion(.init(of: "model", source: "s3://b/x")).version == 4)
    }

    @Test(arguments: StoreKind.all) func `a database is taken over, and a second time changes nothing`(kind: StoreKind) async throws {
        let source = try await makeDatabase()
        let store = try await folder.open(kind, "store.db")
        let summary = try await store.importMLflow(from: "sqlite:///" + source)
        #expect(summary.experiments == .init(new: 3, known: 1))
        #expect(summary.runs == .init(new: 2, known: 0))
        // One of them is a logged model's too.
        #expect(summary.metrics == 9)
        #expect(summary.artifacts == .init(new: 1, known: 0))
        #expect(summary.loggedModels.new == 1)
        #expect(summary.registeredModels.new == 2)
        #expect(summary.modelVersions.new == 5)
        try await expectRuns(in: store)
        let prompt = try await store.prompt(named: "ask", .alias("live"))
        #expect(prompt?.template == "Answer {{q}}")
        #expect(prompt?.message == "first")
        #expect(try await store.prompt(named: "ask")?.kind == .chat)
        let again = try await store.importMLflow(from: source)
        #expect(again.changedNothing)
        #expect(again.runs == .init(new: 0, known: 2))
        #expect(again.artifacts == .init(new: 0, known: 1))
        #expect(again.traces == .init(new: 0, known: 2) && again.evaluationDatasets == .init(new: 0, known: 1))
        #expect(again.spans + again.assessments + again.evaluationRecords + again.metrics == 0)
        #expect(try await store.check().isEmpty)
        try await expectModels(in: store)
        // The numbers of later experiments go on.
        let ids = [try await store.createExperiment(named: "x").id, try await store.createExperiment(named: "y").id]
        #expect(Set(ids.map(\.rawValue)).isDisjoint(with: [0, 1, 2, 3]))
    }

    @Test(arguments: StoreKind.all) func `an mlruns folder is taken over, and a second time changes nothing`(kind: StoreKind) async throws {
        let source = try makeFolder()
        let store = try await folder.open(kind, "store.db")
        let summary = try await store.importMLflow(from: source + "/")
        #expect(summary.experiments == .init(new: 3, known: 1))
        #expect(summary.runs == .init(new: 2, known: 0))
        #expect(summary.metrics == 7)
        #expect(summary.remarks.count { $0.contains("has the number") } == 3)
        try await expectRuns(in: store)
        #expect(try await store.importMLflow(from: source).changedNothing)
        #expect(try await store.check().isEmpty)
        try await expectModels(in: store)
    }

    @Test func `an interrupted import goes on, and experiments of one name become one`() async throws {
        let source = try await makeDatabase()
        let store = try await folder.open()
        let ours = try await store.createExperiment(named: "first", tags: ["team": "b"])
        let key = try await store.write { connection in
            try MLflowDatabase(path: source, artifacts: nil).run(first.rawValue)?.add(to: ours.id, connection) { _ in }.isNew
        }
        #expect(key == true)
        let summary = try await store.importMLflow(from: source)
        #expect(summary.runs == .init(new: 1, known: 1))
        #expect(summary.artifacts.new == 1)
        #expect(try await store.details(of: first).run.experiment == ours.id)
        #expect(try await store.tags(ofExperiment: ours.id) == ["team": "b"])
    }

    @Test func `a database of an older MLflow lacks tables, and that is said`() async throws {
        let source = try await makeDatabase(without: [
            "registered_models", "registered_model_tags", "model_versions", "model_version_tags", "registered_model_aliases", "datasets",
            "inputs", "input_tags", "logged_models", "logged_model_tags", "logged_model_params", "latest_metrics", "experiment_tags",
        ])
        let summary = try await (try await folder.open()).importMLflow(from: source)
        #expect(summary.runs.new == 2)
        #expect(summary.remarks.contains { $0.contains("older MLflow") && $0.contains("model_versions") })
    }

    @Test func `what is no source is refused in a sentence, and left as it is`() async throws {
        let store = try await folder.open()
        try write("text", "no database at all")
        try write("empty/file", "")
        _ = try await folder.open(.sqlite, "other.db")
        for (source, word) in [
            ("nowhere", "nothing at"), ("text", "no SQLite database"), ("empty", "meta.yaml"), ("other.db", "Touchstone store"),
        ] {
            let error = await #expect(throws: MLflowImportError.self) { try await store.importMLflow(from: folder.file(source)) }
            #expect(error?.description.contains(word) == true)
        }
        for source in ["postgresql://h/d", "", "s3://b/x"] {
            await #expect(throws: MLflowImportError.self) { try await store.importMLflow(from: source) }
        }
    }

    @Test func `values of a meta file are read in each of their spellings`() {
        let meta = MLflowMetaFile(
            """
            name: 'it''s: a # name'
            other: "a\\n\\"b\\" \\u00e9"
            long: one two
              three
            none: null
            empty: ''
            number: 12
            tags:
              inner: 1
            aliases: {}
            """)
        #expect(meta.text("name") == "it's: a # name")
        #expect(meta.text("other") == "a\n\"b\" é")
        #expect(meta.text("long") == "one two three")
        #expect(meta.text("none") == nil)
        #expect(meta.text("empty") == nil)
        #expect(meta.integer("number") == 12)
        #expect(meta.text("inner") == nil)
    }

    private let trace = "tr-" + String(repeating: "0", count: 31) + "4"

    @Test(arguments: StoreKind.all) func `traces come with spans, links and what was said about them`(kind: StoreKind) async throws {
        let source = try await makeDatabase()
        let store = try await folder.open(kind, "store.db")
        let summary = try await store.importMLflow(from: source)
        #expect(summary.traces == .init(new: 2, known: 0) && summary.spans == 3 && summary.assessments == 4)
        #expect(summary.remarks.allSatisfy { !$0.contains("not imported") }, "\(summary.remarks)")
        let full = try #require(try await store.fullTrace(trace))
        let owner = try #require(try await store.experiment(named: "first"))
        #expect(full.trace.experiment == owner.id && full.trace.state == .ok && full.trace.duration == 85)
        #expect(full.trace.requestPreview == #"{"q": "what", "n": 1.5}"# && full.trace.tag("t") == "v")
        #expect(full.trace.tag("mlflow.artifactLocation") == "\(owner.artifactLocation)/traces/\(trace)/artifacts")
        #expect(full.trace.metadata("mlflow.trace.tokenUsage")?.contains("7") == true)
        let failing = try #require(try await store.trace("tr-c49d97f1be21979831de4dadb1f5e5c9"))
        #expect(failing.metadata("mlflow.trace.session") == "chat-1" && failing.tag("mlflow.traceName") == "failing")
        #expect(full.spans.map(\.name) == ["root", "inner"] && full.spans[1].parentID == full.spans[0].id)
        #expect(full.spans.map(\.kind) == ["CHAIN", "LLM"] && full.spans[0].startTime % 1_000_000 != 0)
        #expect(full.spans[0].attributes["mlflow.spanInputs"] == ["q": "what", "n": 1.5])
        #expect(full.spans[0].attributes["mlflow.spanOutputs"] == "an answer")
        #expect(full.spans[1].events.map(\.name) == ["tick"] && full.spans[1].events[0].attributes == ["a": 1])
        let judged = Dictionary(grouping: full.trace.assessments, by: \.name)
        #expect(judged["good"]?.map(\.isValid) == [false, true] && judged["good"]?[1].value == .bool(false))
        #expect(judged["good"]?[1].supersedes == judged["good"]?[0].id && judged["good"]?[0].source.id == "ada")
        #expect(judged["failed"]?[0].failure?["error_message"] == "bad")
        #expect(judged["facts"]?[0].role == .expectation && judged["facts"]?[0].value == .json(["a": [1, 2]]))
        let found = try await store.searchTraces(experiments: [owner.id], filter: "run_id = '\(first)' AND prompt = 'ask/1'")
        #expect(found.items.map(\.id) == [trace])
        #expect(try await store.searchTraces(experiments: [owner.id], filter: "status = 'ERROR'").items.count == 1)
        try await store.setStage(.deleted, of: first)
        #expect(try await store.trace(trace)?.assessments.count == 3)
    }

    @Test(arguments: StoreKind.all) func `evaluation datasets come with records, logged models with metrics`(kind: StoreKind) async throws {
        let source = try await makeDatabase()
        let store = try await folder.open(kind, "store.db")
        let summary = try await store.importMLflow(from: source)
        #expect(summary.evaluationDatasets == .init(new: 1, known: 0) && summary.evaluationRecords == 2)
        let owner = try #require(try await store.experiment(named: "first"))
        let dataset = try #require(try await store.searchEvaluationDatasets(experiments: [owner.id]).items.first)
        #expect(dataset.name == "cases" && dataset.tags.contains(NamedText("k", "v")))
        #expect(dataset.profile == #"{"num_records": 2}"#)
        let records = try await store.records(ofEvaluationDataset: dataset.id).items
        #expect(Set(records.compactMap { $0.inputs["q"]?.stringValue }) == ["a", "b"])
        #expect(records.first { $0.inputs["q"] == "b" }?.outputs == "plain")
        #expect(records.first { $0.inputs["q"] == "a" }?.expectations == ["e": 1])
        // The same inputs are the same record.
        let again = try await store.upsert([NewEvaluationRecord(inputs: ["q": "a"])], intoEvaluationDataset: dataset.id)
        #expect(again.inserted == 0 && again.updated == 1)
        let run = try #require(try await store.foundRun(first))
        let model = try #require(run.inputModels.first)
        #expect(run.outputModels == [ModelOutput(id: model, step: 3)])
        let details = try #require(try await store.loggedModel(model))
        #expect(details.metrics.map(\.name) == ["fit"] && details.metrics.first?.value == 0.5)
        #expect(details.metrics.first?.run == first && details.metrics.first?.datasetDigest == "g")
    }

    @Test func `assessments are added after those that they take the place of, whatever is missing or runs in a circle`() {
        func assessment(_ id: String, _ superseded: String?) -> Assessment {
            Assessment(.trace(id: "tr-1"), "a", .bool(true), source: .init(.human, id: ""), id: id, supersedes: superseded)
        }
        let mixed = [
            assessment("c", "b"), assessment("b", "a"), assessment("x", "y"), assessment("y", "x"), assessment("lost", "gone"),
            assessment("a", nil),
        ]
        let ordered = MLflowTrace.inOrder(mixed)
        #expect(ordered.map(\.id) == ["lost", "a", "b", "c", "x", "y"])
        #expect(ordered.map(\.supersedes) == [nil, nil, "a", "b", nil, nil])
    }
}
