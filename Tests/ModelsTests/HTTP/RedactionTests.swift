import Testing

@testable import Models

@Suite struct RedactionTests {
    @Test func `secrets and what looks like one disappear`() {
        let redaction = Redaction([Secret("topsecret")])
        #expect(redaction.apply("key topsecret, topsecrettopsecret") == "key ***, ******")
        #expect(redaction.apply("Incorrect key sk-ab12****cd34.") == "Incorrect key sk-***")
        #expect(redaction.apply("Authorization: Bearer abc.def-ghi rest") == "Authorization: Bearer *** rest")
        #expect(redaction.apply("task-specific, a sk- b") == "task-specific, a sk- b")
        #expect(redaction.apply("a\nb\u{7F}c") == "a b c")
        #expect(redaction.apply(String(repeating: "x", count: 1000)).utf8.count < 310)
    }

    @Test func `a secret shows itself nowhere`() {
        let secret = Secret("topsecret")
        var dumped = ""
        dump(secret, to: &dumped)
        #expect(!"\(secret) \(String(reflecting: secret)) \(dumped)".contains("topsecret"))
    }
}
