import Models
import Scoring
import Testing
import TouchstoneJSON

@Suite struct ContentKeyTests {
    private let identity = ModelIdentity(provider: "openai", name: "m", settings: ["base_url": "http://a/v1"])

    private func key(_ identity: ModelIdentity? = nil, _ change: (inout ModelRequest) -> Void = { _ in }) -> ContentKey {
        var request = question("hello")
        change(&request)
        return ContentKey(identity ?? self.identity, request)
    }

    @Test func `equal calls have equal keys of 64 digits`() {
        #expect(key() == key())
        #expect(key().hex.utf8.count == 64)
    }

    @Test func `whatever changes the answer changes the key`() {
        var other = identity
        other.settings["base_url"] = "http://b/v1"
        let keys = [
            key(), key(other), key(ModelIdentity(provider: "ollama", name: "m")), key { $0.epoch = 1 },
            key { $0.parameters.temperature = 0 }, key { $0.parameters.seed = 0 }, key { $0.parameters.extra["top_k"] = 3 },
            key { $0.messages.append(ChatMessage(.assistant, "")) }, key { $0.messages[0].role = .system },
        ]
        #expect(Set(keys).count == keys.count)
    }

    @Test func `the row counts only as far as the model reads it, the time allowed never`() {
        #expect(key() == key { $0.sample = Sample(["context": "x"]) })
        #expect(key() == key { $0.timeAllowed = 3 })
        var reader = identity
        reader.reads = .fields(["context"])
        #expect(key(reader) != key(reader) { $0.sample = Sample(["context": "x"]) })
        #expect(key(reader) == key(reader) { $0.sample = Sample(["other": "x"]) })
    }

    @Test func `the order of members does not matter`() {
        let one = key { $0.parameters.responseFormat = ["a": 1, "b": 2] }
        let other = key { $0.parameters.responseFormat = ["b": 2, "a": 1] }
        #expect(one == other)
    }
}
