import Testing
import TouchstoneJSON

@testable import Tracking

@Suite struct LoggedModelTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: StoreKind.all) func `a logged model from its making to its deletion`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let run = try await store.newRun()
        let made = try await store.createLoggedModel(
            named: "mod", in: .default, type: "ty", sourceRun: run.rawValue, params: [NamedText("a", "1")], tags: [NamedText("t", "1")],
            at: .fixed())
        let id = made.model.id
        #expect(made.model.status == .pending)
        #expect(made.model.artifactURI == "mlflow-artifacts:/0/models/\(id)/artifacts")
        #expect(try await store.setStatus(.ready, ofLoggedModel: id, at: .fixed(1)).model.status == .ready)
        try await store.setTags([NamedText("t", "2"), NamedText("u", "3")], ofLoggedModel: id)
        #expect(try await store.removeTag("u", fromLoggedModel: id))
        #expect(try await !store.removeTag("u", fromLoggedModel: id))
        try await store.addParams([NamedText("a", "1"), NamedText("b", "2")], toLoggedModel: id)
        await #expect(throws: TrackingError.changed(kind: "param", name: "b", from: "2", to: "3")) {
            try await store.addParams([NamedText("b", "3")], toLoggedModel: id)
        }
        let values = [
            Metric("acc", 0.5, step: 2, time: .fixed(2), modelID: id), Metric("acc", .nan, step: 1, time: .fixed(1), modelID: id),
        ]
        for _ in 0..<2 { try await store.record(RunNotes(metrics: values), in: run) }
        let found = try #require(try await store.loggedModel(id))
        #expect(found.tags == [NamedText("t", "2")])
        #expect(found.params == [NamedText("a", "1"), NamedText("b", "2")])
        #expect(found.metrics.map(\.step) == [1, 2])
        #expect(found.metrics[0].value.isNaN)
        #expect(found.metrics[1].run == run)
        #expect(found.metrics[1].datasetName == nil)
        try await store.deleteLoggedModel(id, at: .fixed(3))
        #expect(try await store.loggedModel(id) == nil)
        #expect(try await store.loggedModel(id, orDeleted: true) != nil)
        await #expect(throws: TrackingError.notFound(kind: "logged model", name: id)) {
            try await store.setTags([NamedText("t", "4")], ofLoggedModel: id)
        }
    }

    @Test(arguments: StoreKind.all) func `pages of a search say whether there is more`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        for place in 0..<5 {
            _ = try await store.createLoggedModel(named: "model \(place)", in: .default, at: .fixed(Int64(place)))
        }
        let first = try await store.searchLoggedModels(in: [.default], limit: 3)
        #expect(first.models.map(\.model.name) == ["model 4", "model 3", "model 2"])
        #expect(first.hasMore)
        let second = try await store.searchLoggedModels(in: [.default], filter: "name LIKE 'model%'", limit: 3, offset: 3)
        #expect(second.models.map(\.model.name) == ["model 1", "model 0"])
        #expect(!second.hasMore)
        #expect(try await store.searchLoggedModels(in: [ExperimentID(rawValue: 9)], limit: 3).models.isEmpty)
    }

    @Test(arguments: StoreKind.all) func `registered versions are listed once in a tag`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let id = try await store.createLoggedModel(named: "mod", in: .default).model.id
        for version in [1, 1, 2] { try await store.noteVersion(version, ofRegisteredModel: "reg", onLoggedModel: id) }
        let tag = try await store.loggedModel(id)?.tags.first
        #expect(tag == NamedText("mlflow.modelVersions", #"[{"name": "reg", "version": 1}, {"name": "reg", "version": 2}]"#))
    }
}
