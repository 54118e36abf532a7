import Testing
import TouchstoneJSON

@testable import Tracking

/// Names that Swift takes for the same and databases do not.
@Suite struct ExactNameTests {
    private static let (composed, decomposed) = ("n\u{E9}", "ne\u{301}")
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let texts = [NamedText(decomposed, "2"), NamedText(composed, "1")]

    @Test(arguments: StoreKind.all) func `notes of both spellings are kept`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let run = try await store.newRun()
        let names = [Self.composed, Self.decomposed, "m\u{1112}\u{1161}\u{11AB}", "m\u{D55C}"]
        let metrics = names.enumerated().map { Metric($0.element, Double($0.offset), step: 1, time: .fixed()) }
        try await store.record(RunNotes(metrics: metrics, params: Self.texts, tags: Self.texts), in: run)
        try await store.setTags(["\u{212B}": "a", "\u{C5}": "b"], of: run)
        let found = try #require(try await store.foundRun(run))
        #expect(Set(found.metrics.map { ExactText($0.name) }) == Set(names.map { ExactText($0) }))
        #expect(found.metrics.allSatisfy { metric in names[Int(metric.value)].isExactly(metric.name) })
        #expect(Set(found.params) == Set(Self.texts))
        #expect(Set(found.tags).isSuperset(of: Self.texts + [NamedText("\u{212B}", "a"), NamedText("\u{C5}", "b")]))
        #expect(try await store.details(of: run).run.id == run)
        #expect(try await store.history(of: Self.decomposed, in: run).map(\.value) == [1])
        #expect(try await store.removeTag(Self.composed, from: run))
        #expect(try await store.foundRun(run)?.tags.contains(Self.texts[0]) == true)
    }

    @Test(arguments: StoreKind.all) func `another spelling of a param's value is another value`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let run = try await store.create(Run(name: "r"), params: ["k": "\u{E9}"]).id
        await #expect(throws: TrackingError.self) { try await store.addParams(["k": "e\u{301}"], to: run) }
        try await store.addParams(["k": "\u{E9}"], to: run)
        let model = try await store.createLoggedModel(named: "m", in: .default, params: [NamedText("k", "\u{E9}")]).model.id
        await #expect(throws: TrackingError.self) { try await store.addParams([NamedText("k", "e\u{301}")], toLoggedModel: model) }
    }

    @Test(arguments: StoreKind.all) func `tags of experiments and datasets have their own spelling`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let tags: ByName = [Self.composed: "1", Self.decomposed: "2"]
        let experiment = try await store.createExperiment(named: "e", tags: tags)
        #expect(try await store.tags(ofExperiment: experiment.id) == tags)
        let run = try await store.create(Run(name: "r", experiment: experiment.id), tags: tags).id
        try await store.attach(DatasetRecord(name: "d", digest: "1", source: "f"), tags: tags, to: run)
        #expect(try await store.lineage(of: run).datasets.map(\.tags) == [tags])
    }

    @Test(arguments: StoreKind.all) func `registered models of both spellings keep what is theirs`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        for text in Self.texts {
            _ = try await store.createRegisteredModel(named: text.name, tags: [NamedText("of", text.value)])
        }
        let found = try await store.searchRegisteredModels().items
        #expect(found.count == 2)
        for model in found {
            let value = try #require(Self.texts.first { $0.name.isExactly(model.name) }).value
            #expect(model.tags == [NamedText("of", value)])
        }
        await #expect(throws: RegistryError.self) {
            try await store.renameRegisteredModel(from: Self.composed, to: Self.decomposed)
        }
        let readable: Set = [ExactText(Self.composed)]
        #expect(try await store.searchRegisteredModels(among: readable).items.map { ExactText($0.name) } == Array(readable))
    }

    @Test(arguments: StoreKind.all) func `runs are ordered by both spellings`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let run = try await store.create(Run(name: "r"), tags: [Self.composed: "1", Self.decomposed: "2"]).id
        let order = Self.texts.map { "tags.`\($0.name)`" }
        #expect(try await store.searchRuns(experiments: [.default], orderBy: order).items.map(\.run.id) == [run])
        await #expect(throws: SearchError.self) {
            try await store.searchRuns(experiments: [.default], orderBy: [order[0], order[0]])
        }
        let filter = "tags.`\(Self.decomposed)` = '2' AND tags.`\(Self.composed)` = '1'"
        #expect(try await store.searchRuns(experiments: [.default], filter: filter).items.count == 1)
    }
}
