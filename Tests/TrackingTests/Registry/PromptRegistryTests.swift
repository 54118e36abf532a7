import Testing
import TouchstoneJSON

@testable import Tracking

@Suite struct PromptRegistryTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func tags(_ text: String, _ kind: PromptKind) -> [NamedText] {
        [NamedText(PromptTags.isPrompt, "true"), NamedText(PromptTags.text, text), NamedText(PromptTags.type, kind.rawValue)]
    }

    @Test(arguments: StoreKind.all) func `a prompt that an evaluation recorded is one for clients`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        _ = try await store.register(promptNamed: "p", template: "Hi {{q}}", tags: [NamedText("lang", "en")], message: "first")
        let model = try await store.registeredModel(named: "p")
        #expect(model.isPrompt)
        #expect(model.tags == [NamedText(PromptTags.isPrompt, "true")])
        let version = try await store.modelVersion(of: "p", 1)
        #expect(Set(version.tags) == Set(tags("Hi {{q}}", .text) + [NamedText("lang", "en")]))
        #expect(version.description == "first")
        #expect(try await store.searchRegisteredModels().items.isEmpty)
        let filter = "tags.`mlflow.prompt.is_prompt` = 'true'"
        #expect(try await store.searchRegisteredModels(filter: filter).items.map(\.name) == ["p"])
        #expect(try await store.searchModelVersions(filter: filter).items.map(\.version) == [1])
    }

    @Test(arguments: StoreKind.all) func `a prompt that a client registered is one for evaluations`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let messages = #"[{"role": "system", "content": "be {{tone}}"}, {"role": "user", "content": "{{q}}"}]"#
        _ = try await store.createRegisteredModel(named: "p", tags: [NamedText(PromptTags.isPrompt, "true")])
        _ = try await store.createModelVersion(.init(of: "p", source: "dummy-source", tags: tags("one", .text)))
        _ = try await store.createModelVersion(.init(of: "p", source: "dummy-source", tags: tags(messages, .chat)))
        try await store.setModelAlias("live", of: "p", to: 1)
        #expect(try await store.prompt(named: "p", .alias("live"))?.template == "one")
        let chat = try await store.prompt(named: "p")
        #expect(chat?.kind == .chat)
        // The same messages in another spelling are the same version.
        let again = #"[{"content":"be {{tone}}","role":"system"},{"content":"{{q}}","role":"user"}]"#
        #expect(try await store.register(promptNamed: "p", template: again, kind: .chat) == chat)
        #expect(try await store.register(promptNamed: "p", template: again, kind: .text).version == 3)
        #expect(try await store.register(promptNamed: "p", template: again, kind: .chat, tags: [NamedText("a", "b")]).version == 4)
        #expect(try await store.check().isEmpty)
    }

    @Test(arguments: StoreKind.all) func `models and prompts share their names`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        _ = try await store.createRegisteredModel(named: "m")
        await #expect(throws: RegistryError.nameTaken("m", newIsPrompt: true, oldIsPrompt: false)) {
            try await store.register(promptNamed: "m", template: "t")
        }
        _ = try await store.register(promptNamed: "p", template: "t")
        await #expect(throws: RegistryError.nameTaken("p", newIsPrompt: false, oldIsPrompt: true)) {
            try await store.createRegisteredModel(named: "p")
        }
        await #expect(throws: RegistryError.self) { try await store.createModelVersion(.init(of: "m", source: "models:/p/1")) }
        for source in ["/etc/passwd", "s3://b/x", "file:///etc", "models:/m/1"] {
            await #expect(throws: RegistryError.self) {
                try await store.createModelVersion(.init(of: "p", source: source, tags: tags("t", .text)))
            }
        }
    }

    @Test(arguments: StoreKind.all) func `a template that a tag changes is found by its new text`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        _ = try await store.register(promptNamed: "p", template: "one")
        try await store.setTag(NamedText(PromptTags.text, "two"), ofVersion: 1, of: "p")
        #expect(try await store.prompt(named: "p")?.template == "two")
        #expect(try await store.register(promptNamed: "p", template: "two").version == 1)
        #expect(try await store.check().isEmpty)
    }

    @Test(arguments: StoreKind.all) func `a deleted prompt leaves no version behind`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        _ = try await store.register(promptNamed: "p", template: "one")
        try await store.deleteRegisteredModel(named: "p")
        #expect(try await store.prompt(named: "p") == nil)
        #expect(try await store.register(promptNamed: "p", template: "one").version == 1)
    }
}
