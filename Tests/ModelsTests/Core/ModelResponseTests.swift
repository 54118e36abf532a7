import Models
import Testing
import TouchstoneJSON

@Suite struct ModelResponseTests {
    @Test func `an answer survives the journal`() throws {
        var response = ModelResponse("né 👍🏽\u{0}", finishReason: .length, latency: 0.25)
        response.usage = ModelUsage(inputTokens: 3, outputTokens: 4, cachedTokens: 1)
        response.logprobs = [-0.5, 0, -12.25]
        response.toolCalls = [["id": "1"]]
        response.timeToFirstToken = 0.125
        response.model = "m-2"
        response.fingerprint = "fp"
        let text = JSONValue.object(response.json).text()
        let read = try ModelResponse(json: try #require(JSONValue(parsing: text).objectValue))
        #expect(read == response)
    }

    @Test func `a bare answer survives too, and a foreign record is refused`() throws {
        let bare = ModelResponse("")
        #expect(try ModelResponse(json: bare.json) == bare)
        #expect(throws: ModelError.self) { try ModelResponse(json: ["answer": "x"]) }
    }

    @Test func `inputs of any kind become a conversation`() throws {
        let chat: JSONValue = [["role": "system", "content": "s"], ["role": "user", "content": [["type": "text", "text": "q"]]]]
        #expect(try ChatMessage.conversation(chat).map(\.text) == ["s", "q"])
        #expect(try ChatMessage.conversation(["messages": chat]).count == 2)
        #expect(try ChatMessage.conversation("hi") == [ChatMessage(.user, "hi")])
        #expect(try ChatMessage.conversation(["a": 1]).first?.text == #"{"a":1}"#)
        #expect(throws: ModelError.self) { try ChatMessage.conversation([["role": "robot", "content": "s"]]) }
    }
}
