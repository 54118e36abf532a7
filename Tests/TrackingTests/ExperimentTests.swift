import Testing
import TouchstoneJSON

@testable import Tracking

@Suite struct ExperimentTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: StoreKind.all) func `artifacts lie below the root, the location or the server`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let locations: [(String?, String?, String)] = [
            (nil, nil, "mlflow-artifacts:/1/@/artifacts"), (nil, "s3://b/root/", "s3://b/root/2/@/artifacts"),
            ("/data/x//", nil, "/data/x/@/artifacts"), ("s3://b/a?v=1", "file:///unused", "s3://b/a/@/artifacts?v=1"),
        ]
        for (place, (location, root, expected)) in locations.enumerated() {
            let experiment = try await store.createExperiment(named: "e\(place)", artifactLocation: location, artifactRoot: root)
            let run = try await store.create(Run(name: "r", experiment: experiment.id))
            #expect(run.artifactURI == expected.split(separator: "@").joined(separator: run.id.rawValue))
        }
    }

    @Test(arguments: StoreKind.all) func `the first experiment moves below a root while it has no runs`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        try await store.placeDefaultExperiment(below: "file:///root")
        #expect(try await store.experiment(.default)?.artifactLocation == "file:///root/0")
        try await store.placeDefaultExperiment(below: "file:///other")
        #expect(try await store.experiment(.default)?.artifactLocation == "file:///root/0")
    }

    @Test(arguments: StoreKind.all) func `what is deleted is not changed, and a stage is left once`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let id = try await store.createExperiment(named: "one", tags: ["a": "b"]).id
        try await store.setStage(.deleted, ofExperiment: id)
        await #expect(throws: TrackingError.notFound(kind: "experiment", name: "1")) {
            try await store.setStage(.deleted, ofExperiment: id)
        }
        let deleted = TrackingError.deleted(kind: "experiment", name: "1")
        await #expect(throws: deleted) { try await store.renameExperiment(id, to: "two") }
        await #expect(throws: deleted) { try await store.setTag("a", to: "c", ofExperiment: id) }
        await #expect(throws: deleted) { try await store.removeTag("a", fromExperiment: id) }
        await #expect(throws: deleted) { try await store.create(Run(name: "r", experiment: id)) }
        await #expect(throws: deleted) { try await store.createLoggedModel(named: "m", in: id) }
        try await store.setStage(.active, ofExperiment: id)
        #expect(try await store.removeTag("a", fromExperiment: id))
        #expect(try await store.experimentDetails(named: "one")?.tags.isEmpty == true)
        await #expect(throws: TrackingError.alreadyExists(kind: "experiment", name: "one")) {
            try await store.createExperiment(named: "one")
        }
    }
}
