import Testing
import TouchstoneJSON

@testable import Tracking

@Suite struct RegistryTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: StoreKind.all) func `numbers of versions are never used again`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        _ = try await store.createRegisteredModel(named: "m")
        for number: Int64 in 1...3 {
            #expect(try await store.createModelVersion(.init(of: "m", source: "s3://b/x")).version == number)
        }
        try await store.setModelAlias("champion", of: "m", to: 3)
        try await store.deleteModelVersion(of: "m", 3)
        #expect(try await store.registeredModel(named: "m").aliases.isEmpty)
        await #expect(throws: RegistryError.versionNotFound(name: "m", version: 3)) { try await store.modelVersion(of: "m", 3) }
        #expect(try await store.createModelVersion(.init(of: "m", source: "s3://b/x")).version == 4)
    }

    @Test(arguments: StoreKind.all) func `versions made at once by two processes have numbers of their own`(kind: StoreKind) async throws {
        let stores = [try await folder.open(kind), try await folder.open(kind)]
        _ = try await stores[0].createRegisteredModel(named: "m")
        let numbers = try await withThrowingTaskGroup(of: Int64.self) { group in
            for index in 0..<40 {
                group.addTask { try await stores[index % 2].createModelVersion(.init(of: "m", source: "s3://b/\(index)")).version }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(numbers.sorted() == Array(1...40))
    }

    @Test(arguments: StoreKind.all) func `a new name goes to versions, tags and aliases`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        _ = try await store.createRegisteredModel(named: "old", tags: [NamedText("k", "1"), NamedText("k", "2")])
        _ = try await store.createRegisteredModel(named: "taken", tags: [NamedText(PromptTags.isPrompt, "true")])
        _ = try await store.createModelVersion(.init(of: "old", source: "s3://b/x", tags: [NamedText("t", "v")]))
        try await store.setModelAlias("a", of: "old", to: 1)
        await #expect(throws: RegistryError.nameTaken("taken", newIsPrompt: false, oldIsPrompt: true)) {
            try await store.renameRegisteredModel(from: "old", to: "taken")
        }
        let renamed = try await store.renameRegisteredModel(from: "old", to: "new")
        #expect(renamed.tags == [NamedText("k", "2")])
        #expect(renamed.aliases == [.init(name: "a", version: 1)])
        #expect(renamed.latestVersions.map(\.tags) == [[NamedText("t", "v")]])
        #expect(try await store.modelVersion(of: "new", alias: "a").name == "new")
        await #expect(throws: RegistryError.modelNotFound("old")) { try await store.registeredModel(named: "old") }
    }

    @Test(arguments: StoreKind.all) func `a stage can send those before to the archive`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        _ = try await store.createRegisteredModel(named: "m")
        for _ in 1...3 { _ = try await store.createModelVersion(.init(of: "m", source: "s3://b/x")) }
        _ = try await store.moveModelVersion(of: "m", 1, to: .production)
        _ = try await store.moveModelVersion(of: "m", 2, to: .production, archivesOthers: true)
        #expect(
            try await store.latestVersions(of: "m").map { "\($0.stage.rawValue) \($0.version)" }.sorted() == [
                "Archived 1", "None 3", "Production 2",
            ])
        #expect(try await store.latestVersions(of: "m", stages: [.production]).map(\.version) == [2])
        await #expect(throws: RegistryError.self) { try await store.moveModelVersion(of: "m", 3, to: .archived, archivesOthers: true) }
    }

    @Test(arguments: StoreKind.all) func `sources must belong to the run that is named`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        _ = try await store.createRegisteredModel(named: "m")
        let run = try await store.create(Run(name: "r"))
        let other = try await store.newRun()
        func version(_ source: String, run: RunID? = nil) async throws -> ModelVersion {
            try await store.createModelVersion(.init(of: "m", source: source, runID: run?.rawValue))
        }
        #expect(try await version("runs:/\(run.id)/model", run: run.id).runID == run.id.rawValue)
        #expect(try await version(run.artifactURI + "/model", run: run.id).version == 2)
        for (source, id) in [
            ("runs:/\(run.id)/model", nil), ("runs:/\(run.id)/model", other), (run.artifactURI + "/model", nil),
            (run.artifactURI + "/model", other), (run.artifactURI + "x/model", run.id), ("/etc/passwd", run.id), ("/etc/passwd", nil),
            ("file:///etc", run.id), ("models:/m-0", nil), ("models:/m/1", other), ("mlflow-artifacts:/", run.id),
        ] {
            await #expect(throws: RegistryError.self, "\(source)") { try await version(source, run: id) }
        }
        #expect(try await version("models:/m/1").runID == run.id.rawValue)
        #expect(try await version("models:/m/latest").source == "models:/m/3")
        await #expect(throws: RegistryError.versionNotFound(name: "m", version: 99)) { try await version("models:/m/99") }
    }

    @Test func `a local source lies in its run's own folder, links followed`() async throws {
        let store = try await folder.open()
        let experiment = try await store.createExperiment(named: "local", artifactLocation: "file://\(folder.path)/runs")
        let run = try await store.create(Run(name: "r", experiment: experiment.id))
        _ = try await store.createRegisteredModel(named: "m")
        let root = "\(folder.path)/runs/\(run.id)/artifacts"
        try await makeFolder(root + "/model")
        try await makeLink(root + "/way-out", to: "/")
        func version(_ source: String) async throws -> String {
            try await store.createModelVersion(.init(of: "m", source: source, runID: run.id.rawValue)).source
        }
        for good in [root + "/model", "file://\(root)/model", root, root + "/not-yet/there"] { #expect(try await version(good) == good) }
        for bad in [root + "/way-out/etc", root + "/../x", root + "2", "\(folder.path)/runs", root + "/%2e%2e/x"] {
            await #expect(throws: RegistryError.self, "\(bad)") { try await version(bad) }
        }
    }
}
