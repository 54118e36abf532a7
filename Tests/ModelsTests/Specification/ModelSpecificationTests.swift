import Models
import Testing
import TouchstoneJSON

@Suite struct ModelSpecificationTests {
    private func message(_ text: String) -> String {
        do {
            _ = try ModelSpecification(JSONValue(parsing: text)).makeModel(environment: [:])
            return "no error"
        } catch { return "\(error)" }
    }

    static let mistakes: [(String, String)] = [
        (#""opnai:gpt-4o""#, "did you mean \"openai\""),
        (#""gpt-4o""#, "there is no model provider"),
        (#""""#, "there is no model provider"),
        (#""openai""#, "needs the \"name\""),
        (#"{"provider": "openai", "name": "m", "base_ur": "x"}"#, "did you mean \"base_url\""),
        (#"{"provider": "openai", "name": "m", "api_key": "sk-verysecret"}"#, "api_key_env"),
        (#"{"provider": "echo", "parameters": {"temprature": 1}}"#, "did you mean \"temperature\""),
        (#"{"provider": "echo", "parameters": {"temperature": "hot"}}"#, "should be a number from 0 to 2"),
        (#"{"provider": "echo", "parameters": {"max_tokens": 0}}"#, "whole number from 1 up"),
        (#"{"provider": "echo", "retry": {"attempt": 3}}"#, "did you mean \"attempts\""),
        (#"{"provider": "echo", "concurrency": 0}"#, "whole number from 1 up"),
        (#"{"name": "m"}"#, "needs a \"provider\""),
        ("3", "should be a text or an object"),
    ]

    @Test(arguments: mistakes)
    func `mistakes get one sentence that helps`(text: String, sentence: String) {
        #expect(message(text).contains(sentence))
        #expect(!message(text).contains("verysecret"))
    }

    @Test func `short texts and objects say the same`() throws {
        let short = try ModelSpecification(text: "openai:org/gpt-4o:free@http://127.0.0.1:9000/v1")
        let long = try ModelSpecification([
            "provider": "openai", "name": "org/gpt-4o:free", "base_url": "http://127.0.0.1:9000/v1",
        ])
        #expect(short == long)
    }

    @Test func `parameters, retry and concurrency are read`() throws {
        let specification = try ModelSpecification([
            "provider": "echo", "concurrency": 12, "retry": ["attempts": 2, "budget": 5],
            "parameters": ["temperature": 0, "stop": "END", "top_k": 4, "extra": ["mirostat": 2]],
        ])
        #expect(specification.concurrency == 12)
        #expect(specification.retry.maximumAttempts == 2)
        #expect(specification.retry.budget == 5)
        #expect(specification.parameters.stop == ["END"])
        #expect(specification.parameters.json == ["temperature": 0.0, "stop": ["END"], "top_k": 4, "mirostat": 2])
    }
}
