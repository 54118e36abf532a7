import FaultServer
import Models
import Testing
import TouchstoneJSON

@Suite struct AnthropicModelTests {
    private func model(_ server: FaultServer, stream: Bool = false) throws -> any Model {
        try ModelSpecification(["provider": "anthropic", "name": "claude", "base_url": .string(server.base), "stream": .bool(stream)])
            .makeModel(environment: ["ANTHROPIC_API_KEY": "ak-1234"])
    }

    private static let answer = """
        {"id":"1","model":"claude-x","content":[{"type":"thinking","thinking":"hm"},{"type":"text","text":"4"},
        {"type":"tool_use","id":"t","name":"f","input":{"x":1}}],"stop_reason":"tool_use",
        "usage":{"input_tokens":5,"cache_read_input_tokens":2,"cache_creation_input_tokens":1,"output_tokens":3}}
        """

    private static let conversation: [ChatMessage] = [
        ChatMessage(.system, "one"), ChatMessage(.developer, "two"), ChatMessage(.user, "a"), ChatMessage(.user, "b"),
        ChatMessage(
            .assistant, content: nil, extra: ["tool_calls": [["id": "t1", "function": ["name": "f", "arguments": "{\"x\": 1}"]]]]),
        ChatMessage(.tool, content: "1", extra: ["tool_call_id": "t1"]), ChatMessage(.tool, content: "2", extra: ["tool_call_id": "t2"]),
        ChatMessage(
            .user,
            content: [
                ["type": "image_url", "image_url": ["url": "data:image/png;base64,QUJD"]],
                ["type": "image_url", "image_url": ["url": "http://x/y"]],
            ]),
    ]

    @Test func `a conversation and its answer on the wire`() async throws {
        try await FaultServer.run(.answer(200, Self.answer)) { server in
            var request = ModelRequest(messages: Self.conversation)
            request.parameters = try ModelParameters(json: [
                "temperature": 1.5, "stop": ["END", " \n"], "seed": 1, "logprobs": true, "tool_choice": "required",
                "parallel_tool_calls": false, "user": "u", "top_k": 4,
                "tools": [["type": "function", "function": ["name": "f", "description": "d", "parameters": ["type": "object"]]]],
                "response_format": [
                    "type": "json_schema", "json_schema": ["schema": ["type": "object", "properties": ["a": ["type": "object"]]]],
                ],
            ])
            let response = try await model(server).respond(to: request)
            #expect(response.text == "4")
            #expect(response.finishReason == .toolCalls)
            #expect(response.usage == ModelUsage(inputTokens: 8, outputTokens: 3, cachedTokens: 2))
            #expect(response.toolCalls == [["id": "t", "type": "function", "function": ["name": "f", "arguments": "{\"x\":1}"]]])
            let sent = try #require(server.requests.first)
            #expect(sent.path == "/v1/messages")
            #expect(sent.header("x-api-key") == "ak-1234")
            #expect(sent.header("anthropic-version") == "2023-06-01")
            let expected: JSONValue = [
                "model": "claude", "max_tokens": 4096, "system": "one\n\ntwo", "temperature": 1.0, "stop_sequences": ["END"],
                "messages": [
                    ["role": "user", "content": [["type": "text", "text": "a"], ["type": "text", "text": "b"]]],
                    ["role": "assistant", "content": [["type": "tool_use", "id": "t1", "name": "f", "input": ["x": 1]]]],
                    [
                        "role": "user",
                        "content": [
                            ["type": "tool_result", "tool_use_id": "t1", "content": "1"],
                            ["type": "tool_result", "tool_use_id": "t2", "content": "2"],
                            ["type": "image", "source": ["type": "base64", "media_type": "image/png", "data": "QUJD"]],
                            ["type": "image", "source": ["type": "url", "url": "http://x/y"]],
                        ],
                    ],
                ],
                "tools": [["name": "f", "description": "d", "input_schema": ["type": "object"]]],
                "tool_choice": ["type": "any", "disable_parallel_tool_use": true], "metadata": ["user_id": "u"], "top_k": 4,
                "output_config": [
                    "format": [
                        "type": "json_schema",
                        "schema": [
                            "type": "object", "additionalProperties": false,
                            "properties": ["a": ["type": "object", "additionalProperties": false]],
                        ],
                    ]
                ],
            ]
            #expect(try JSONValue(parsing: sent.body) == expected)
        }
    }

    private static let events = [
        #"event: message_start\#ndata: {"type":"message_start","message":{"model":"claude-x","usage":{"input_tokens":5,"output_tokens":1}}}"#,
        #"event: ping\#ndata: {"type":"ping"}"#,
        #"event: content_block_start\#ndata: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#,
        #"event: content_block_delta\#ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hel"}}"#,
        #"event: content_block_delta\#ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"lo"}}"#,
        #"event: content_block_start\#ndata: {"type":"content_block_start","index":3,"content_block":{"type":"tool_use","id":"t","name":"f","input":{}}}"#,
        #"event: content_block_delta\#ndata: {"type":"content_block_delta","index":3,"delta":{"type":"input_json_delta","partial_json":"{\"x\":"}}"#,
        #"event: content_block_delta\#ndata: {"type":"content_block_delta","index":3,"delta":{"type":"input_json_delta","partial_json":"1}"}}"#,
        #"event: message_delta\#ndata: {"type":"message_delta","delta":{"stop_reason":"max_tokens"},"usage":{"output_tokens":9}}"#,
        #"event: message_stop\#ndata: {"type":"message_stop"}"#,
    ].map { $0 + "\n\n" }

    @Test func `a stream is put together`() async throws {
        try await FaultServer.run(.stream(Self.events)) { server in
            let response = try await model(server, stream: true).respond(to: question("q"))
            #expect(response.text == "Hello")
            #expect(response.finishReason == .length)
            #expect(response.usage == ModelUsage(inputTokens: 5, outputTokens: 9))
            #expect(response.toolCalls?[0]?["function"] == ["name": "f", "arguments": "{\"x\":1}"])
            #expect(response.model == "claude-x")
            #expect(response.timeToFirstToken != nil)
        }
    }

    @Test func `an overloaded provider may be asked again, also from within a stream`() async throws {
        let error = #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#
        for reply in [FaultServer.Reply.answer(529, error), .stream([Self.events[0], "event: error\ndata: \(error)\n\n"])] {
            try await FaultServer.run(reply) { server in
                let model = try model(server, stream: true)
                await #expect { _ = try await model.respond(to: question("q")) } throws: { ($0 as? ModelError)?.kind == .server }
            }
        }
    }

    @Test func `a refused key names its variable`() async throws {
        try await FaultServer.run(.answer(401, #"{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}"#))
        { server in
            let model = try model(server)
            await #expect { _ = try await model.respond(to: question("q")) } throws: { error in
                (error as? ModelError)?.isFatal == true && "\(error)".contains("ANTHROPIC_API_KEY") && !"\(error)".contains("ak-1234")
            }
        }
    }
}
