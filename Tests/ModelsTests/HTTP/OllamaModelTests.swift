import FaultServer
import Models
import Testing
import TouchstoneJSON

@Suite struct OllamaModelTests {
    private func model(_ server: FaultServer, stream: Bool = false) throws -> any Model {
        try ModelSpecification(["provider": "ollama", "name": "llama", "base_url": .string(server.base), "stream": .bool(stream)])
            .makeModel(environment: [:])
    }

    @Test func `a chat request and its answer on the wire`() async throws {
        let answer = """
            {"model":"llama","message":{"role":"assistant","content":"4","tool_calls":[{"function":{"name":"f","arguments":{"x":1}}}]},
            "done":true,"done_reason":"stop","prompt_eval_count":7,"eval_count":2}
            """
        try await FaultServer.run(.answer(200, answer)) { server in
            var request = ModelRequest(messages: [
                ChatMessage(.developer, "be brief"),
                ChatMessage(
                    .user,
                    content: [["type": "text", "text": "2+2"], ["type": "image_url", "image_url": ["url": "data:image/png;base64,QUJD"]]]),
            ])
            request.parameters = try ModelParameters(json: [
                "temperature": 0, "max_tokens": 5, "stop": ["x"], "seed": 3, "top_k": 2, "options": ["num_ctx": 100],
                "response_format": ["type": "json_schema", "json_schema": ["schema": ["type": "object"]]], "keep_alive": "5m",
            ])
            let response = try await model(server).respond(to: request)
            #expect(response.text == "4")
            #expect(response.finishReason == .toolCalls)
            #expect(response.usage == ModelUsage(inputTokens: 7, outputTokens: 2))
            #expect(response.toolCalls?[0]?["function"]?["arguments"] == "{\"x\":1}")
            let sent = try #require(server.requests.first)
            #expect(sent.path == "/api/chat")
            #expect(
                try JSONValue(parsing: sent.body) == [
                    "model": "llama", "stream": false, "format": ["type": "object"], "keep_alive": "5m",
                    "messages": [["role": "system", "content": "be brief"], ["role": "user", "content": "2+2", "images": ["QUJD"]]],
                    "options": ["num_ctx": 100, "temperature": 0.0, "num_predict": 5, "seed": 3, "stop": ["x"], "top_k": 2],
                ])
        }
    }

    @Test func `a stream of lines is put together, and one that is cut off is no answer`() async throws {
        let lines = [
            #"{"model":"llama","message":{"content":"Hel"},"done":false}"#, #"{"message":{"content":"lo"},"done":false}"#,
            #"{"message":{"content":""},"done":true,"done_reason":"length","prompt_eval_count":1,"eval_count":2}"#,
        ].map { $0 + "\n" }
        try await FaultServer.run(.stream(lines), .stream(Array(lines.dropLast()))) { server in
            let model = try model(server, stream: true)
            let response = try await model.respond(to: question("q"))
            #expect(response.text == "Hello")
            #expect(response.finishReason == .length)
            await #expect { _ = try await model.respond(to: question("q")) } throws: { ($0 as? ModelError)?.kind == .badResponse }
        }
    }

    @Test func `an error is a plain text`() async throws {
        try await FaultServer.run(.answer(404, #"{"error":"model 'llama' not found"}"#)) { server in
            let model = try model(server)
            await #expect { _ = try await model.respond(to: question("q")) } throws: { error in
                (error as? ModelError)?.kind == .notFound && "\(error)".contains("model 'llama' not found")
            }
        }
    }
}
