import Testing
import TouchstoneJSON

@testable import Tracking

@Suite struct LineageTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: StoreKind.all) func `the lineage of a run has its data, prompts, models, parent and artifacts`(kind: StoreKind)
        async throws
    {
        let store = try await folder.open(kind)
        let parent = try await store.newRun("parent")
        let run = try await store.newRun()
        try await store.setTags(["mlflow.parentRunId": parent.rawValue], of: run)
        let dataset = DatasetRecord(name: "qa", digest: "d1", source: "qa.jsonl", schema: ["q": "string"], profile: ["rows": 3])
        let prompt = try await store.register(promptNamed: "ask", template: "Answer: {{q}}", message: "first", at: .fixed())
        let model = ModelRecord(provider: "openai", name: "gpt", settings: ["temperature": 0, "seed": 1])
        for _ in 0..<2 {
            try await store.attach(dataset, tags: ["mlflow.data.context": "eval"], to: run)
            try await store.attach(prompt, to: run)
            try await store.attach(model, to: run)
            try await store.attach(model, role: "judge", to: run)
        }
        let artifact = try await store.storeArtifact(Array("hello".utf8), as: "out/table.json", in: run, at: .fixed())
        let lineage = try await store.lineage(of: run)
        #expect(lineage.datasets == [DatasetInput(dataset: dataset, tags: ["mlflow.data.context": "eval"])])
        #expect(lineage.prompts == [PromptUse(prompt: prompt, role: "answer")])
        #expect(lineage.models == [ModelUse(model: model, role: "answer"), ModelUse(model: model, role: "judge")])
        #expect(lineage.parent == parent)
        #expect(lineage.artifacts == [artifact])
        #expect(artifact.digest == "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")
        #expect(try await store.runs(fromDataset: "d1").map(\.id) == [run])
    }

    @Test(arguments: StoreKind.all) func `a template that is known keeps its version and a new one is the next`(kind: StoreKind)
        async throws
    {
        let store = try await folder.open(kind)
        let first = try await store.register(promptNamed: "p", template: "one", at: .fixed())
        let second = try await store.register(promptNamed: "p", template: "two", at: .fixed(1))
        #expect(try await store.register(promptNamed: "p", template: "one", at: .fixed(2)) == first)
        #expect([first.version, second.version] == [1, 2])
        try await store.setAlias("production", ofPrompt: "p", to: 2)
        try await store.setAlias("production", ofPrompt: "p", to: 1)
        #expect(try await store.prompt(named: "p", .alias("production"))?.template == "one")
        #expect(try await store.prompt(named: "p")?.version == 2)
        #expect(try await store.prompt(named: "p", .version(3)) == nil)
        #expect(try await store.versions(ofPrompt: "p").map(\.aliases) == [[], ["production"]])
        _ = try await store.register(promptNamed: "a", template: "x")
        #expect(try await store.prompts().map { "\($0.name)/\($0.version)" } == ["a/1", "p/2"])
        await #expect(throws: TrackingError.notFound(kind: "prompt version", name: "p/9")) {
            try await store.setAlias("x", ofPrompt: "p", to: 9)
        }
    }

    @Test func `equal settings in any order are one model`() {
        let one = ModelRecord(provider: "p", name: "m", settings: ["a": 1, "b": [2]])
        let same = ModelRecord(provider: "p", name: "m", settings: ["b": [2], "a": 1])
        let other = ModelRecord(provider: "p", name: "m", settings: ["a": 1, "b": [3]])
        #expect(one.digest == same.digest)
        #expect(one.digest != other.digest)
    }
}

@Suite struct ArtifactTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: StoreKind.all) func `an artifact is there whole, replaced whole, or not at all`(kind: StoreKind) async throws {
        struct Interrupted: Error {}
        let store = try await folder.open(kind)
        let run = try await store.newRun()
        let big = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        try await store.storeArtifact(as: "big.bin", in: run) { writer in
            for start in stride(from: 0, to: big.count, by: 999) { try writer.write(Array(big[start..<min(start + 999, big.count)])) }
        }
        #expect(try await store.artifactBytes("big.bin", of: run) == big)
        await #expect(throws: Interrupted.self) {
            try await store.storeArtifact(as: "big.bin", in: run) { writer in
                try writer.write([1, 2, 3])
                throw Interrupted()
            }
        }
        #expect(try await store.artifactBytes("big.bin", of: run) == big)
        try await store.storeArtifact([], as: "big.bin", in: run)
        #expect(try await store.artifactBytes("big.bin", of: run).isEmpty)
        #expect(try await store.artifacts(of: run).map(\.byteCount) == [0])
        #expect(try await store.check().isEmpty)
        await #expect(throws: TrackingError.notFound(kind: "artifact", name: "none")) { try await store.artifactBytes("none", of: run) }
    }

    @Test(arguments: [
        "", "/etc/passwd", "../x", "a/../../x", "a//b", "a/", "./a", "a/./b", "..", "%2e%2e/x", "%252e%252e%252fx", "a\\b", "C:/x",
        "file:x", "a#b", "a\u{0}b", "a\nb", "%2Fetc", "a/%2e%2e/b",
    ])
    func `paths that lead elsewhere are refused`(path: String) async throws {
        let store = try await folder.open()
        let run = try await store.newRun()
        await #expect(throws: TrackingError.self) { try await store.storeArtifact([1], as: path, in: run) }
        await #expect(throws: TrackingError.self) { try await store.artifactBytes(path, of: run) }
        #expect(try await store.check().isEmpty)
    }

    @Test(arguments: ["a", "a/b/c.json", "ünï/日本.txt", "100%.txt", "a b", "...", "a..b"])
    func `ordinary paths are taken`(path: String) async throws {
        let store = try await folder.open()
        let run = try await store.newRun()
        try await store.storeArtifact(Array("x".utf8), as: path, in: run)
        #expect(try await store.artifactBytes(path, of: run) == Array("x".utf8))
        #expect(try await store.check().isEmpty)
    }
}
