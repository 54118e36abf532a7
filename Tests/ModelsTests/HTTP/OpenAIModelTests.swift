import FaultServer
import Models
import Testing
import TouchstoneJSON

@Suite struct OpenAIModelTests {
    private static let key = "sk-test-0123456789"

    private func model(_ server: FaultServer, _ settings: JSONObject = [:]) throws -> any Model {
        var object: JSONObject = ["provider": "openai", "name": "m", "base_url": .string(server.base + "/v1")]
        for member in settings { object[member.key] = member.value }
        return try ModelSpecification(.object(object)).makeModel(environment: ["OPENAI_API_KEY": Self.key, "TENANT": "t-secret-1"])
    }

    private func failure(_ reply: FaultServer.Reply, _ settings: JSONObject = [:]) async throws -> ModelError {
        try await FaultServer.run(reply) { server in
            do {
                _ = try await model(server, settings).respond(to: question("q"))
                Issue.record("the call should have failed")
                return ModelError(.server, "none")
            } catch let error as ModelError {
                #expect(!"\(error) \(String(reflecting: error))".contains(Self.key))
                return error
            }
        }
    }

    private static let whole = """
        {"id":"1","model":"m-2024","system_fingerprint":"fp","choices":[{"index":0,"message":{"role":"assistant","content":"4"},
        "logprobs":{"content":[{"token":"4","logprob":-0.25}]},"finish_reason":"length"}],
        "usage":{"prompt_tokens":7,"completion_tokens":1,"prompt_tokens_details":{"cached_tokens":2}}}
        """

    @Test func `a chat request and its answer on the wire`() async throws {
        try await FaultServer.run(.answer(200, Self.whole)) { server in
            var request = question("2+2")
            request.parameters = try ModelParameters(json: [
                "temperature": 0, "max_tokens": 5, "stop": "\n", "seed": 3, "logprobs": true, "response_format": ["type": "json_object"],
                "tools": [["type": "function", "function": ["name": "f"]]], "tool_choice": "auto", "extra": ["guided_json": ["a": 1]],
            ])
            let response = try await model(server, ["headers": ["x-tenant": "${TENANT}"]]).respond(to: request)
            #expect(response.text == "4")
            #expect(response.finishReason == .length)
            #expect(response.usage == ModelUsage(inputTokens: 7, outputTokens: 1, cachedTokens: 2))
            #expect(response.logprobs == [-0.25])
            #expect(response.model == "m-2024")
            #expect(response.fingerprint == "fp")
            #expect(response.latency > 0)
            #expect(response.timeToFirstToken == nil)
            let sent = try #require(server.requests.first)
            #expect(sent.path == "/v1/chat/completions")
            #expect(sent.header("authorization") == "Bearer \(Self.key)")
            #expect(sent.header("x-tenant") == "t-secret-1")
            #expect(
                try JSONValue(parsing: sent.body) == [
                    "model": "m", "messages": [["role": "user", "content": "2+2"]], "temperature": 0.0, "max_tokens": 5, "stop": ["\n"],
                    "seed": 3, "logprobs": true, "response_format": ["type": "json_object"],
                    "tools": [["type": "function", "function": ["name": "f"]]], "tool_choice": "auto", "guided_json": ["a": 1],
                ])
        }
    }

    @Test func `legacy completions take and give plain text`() async throws {
        let answer = #"{"choices":[{"text":" four","logprobs":{"token_logprobs":[null,-1.5]},"finish_reason":"stop"}]}"#
        try await FaultServer.run(.answer(200, answer)) { server in
            var request = question("2+2=")
            request.parameters.logprobs = true
            let response = try await model(server, ["api": "completions"]).respond(to: request)
            #expect(response.text == " four")
            #expect(response.logprobs == [-1.5])
            let sent = try #require(server.requests.first)
            #expect(sent.path == "/v1/completions")
            #expect(try JSONValue(parsing: sent.body) == ["model": "m", "prompt": "2+2=", "logprobs": 1])
        }
    }

    private static func chunk(_ text: String) -> String { "data: {\"choices\":[{\"delta\":{\"content\":\"\(text)\"}}]}\n\n" }
    private static let opening = "data: {\"model\":\"m2\",\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\r\n\r\n"
    private static let ending = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":null}\n\n"
    private static let usage = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}\n\ndata: [DONE]\n\n"

    @Test func `a stream is put together, with the time to its first token`() async throws {
        let pieces = [
            ": hello\n\n", Self.opening, Self.chunk("Hel"), "data: {\"choices\":[{\"del", "ta\":{\"content\":\"lo\"}}]}\n\n", Self.ending,
            Self.usage,
        ]
        try await FaultServer.run(.stream(pieces, pauseMilliseconds: 15)) { server in
            let response = try await model(server, ["stream": true]).respond(to: question("q"))
            #expect(response.text == "Hello")
            #expect(response.usage == ModelUsage(inputTokens: 3, outputTokens: 2))
            let first = try #require(response.timeToFirstToken)
            #expect(first > 0.03)
            #expect(first < response.latency)
            let sent = try JSONValue(parsing: try #require(server.requests.first).body)
            #expect(sent["stream"] == true)
            #expect(sent["stream_options"] == ["include_usage": true])
        }
    }

    @Test func `tool calls in pieces become whole`() async throws {
        let pieces = [
            #"{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":""}}]}}]}"#,
            #"{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"x\":"}},{"index":1,"id":"b","function":{"name":"g"}}]}}]}"#,
            #"{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"1}"}}]},"finish_reason":"tool_calls"}]}"#,
        ].map { "data: \($0)\n\n" }
        try await FaultServer.run(.stream(pieces)) { server in
            let response = try await model(server, ["stream": true]).respond(to: question("q"))
            #expect(response.finishReason == .toolCalls)
            #expect(response.toolCalls?[0]?["function"] == ["name": "f", "arguments": "{\"x\":1}"])
            #expect(response.toolCalls?[1]?["function"] == ["name": "g", "arguments": "{}"])
        }
    }

    @Test func `a connection that breaks within a stream is no answer`() async throws {
        let error = try await failure(.drop(after: [Self.opening, Self.chunk("Hel")]), ["stream": true])
        #expect(error.kind == .connection)
        #expect(error.isRetryable)
    }

    @Test func `a stream that ends early is no answer`() async throws {
        #expect(try await failure(.stream([Self.opening, Self.chunk("Hel")]), ["stream": true]).kind == .badResponse)
    }

    @Test func `an answer that is whole counts even if the end of its stream gets lost`() async throws {
        try await FaultServer.run(.drop(after: [Self.chunk("Hi"), Self.ending])) { server in
            let response = try await model(server, ["stream": true]).respond(to: question("q"))
            #expect(response.text == "Hi")
        }
    }

    @Test func `an error within a stream is an error`() async throws {
        let error = try await failure(
            .stream([Self.chunk("Hel"), "data: {\"error\":{\"message\":\"boom\",\"type\":\"server_error\"}}\n\n"]), ["stream": true])
        #expect(error.kind == .server)
        #expect(error.message.contains("boom"))
    }

    static let statuses: [(Int, String, ModelError.Kind)] = [
        (401, #"{"error":{"message":"Incorrect API key provided: sk-test-0123456789"}}"#, .unauthorized),
        (403, #"{"error":{"message":"no access for sk-test-0123456789"}}"#, .unauthorized),
        (404, #"{"error":{"message":"The model m does not exist","code":"model_not_found"}}"#, .notFound),
        (400, #"{"error":{"message":"too long","code":"context_length_exceeded"}}"#, .contextLength),
        (400, #"{"error":{"message":"filtered","code":"content_filter"}}"#, .contentFilter),
        (400, #"{"object":"error","message":"bad","type":"BadRequestError","code":400}"#, .invalidRequest),
        (422, #"{"detail":[{"loc":["body"]}]}"#, .invalidRequest),
        (429, #"{"error":{"message":"You exceeded your current quota","code":"insufficient_quota"}}"#, .budget),
        (500, "<html>oops</html>", .server),
        (529, "", .server),
        (302, "", .invalidRequest),
        (200, #"{"id":"x","choices":["#, .badResponse),
        (200, #"{"choices":[]}"#, .badResponse),
        (200, "", .badResponse),
        (200, #"{"error":{"message":"upstream","code":502}}"#, .server),
    ]

    @Test(arguments: statuses)
    func `every failure is told apart, without the key`(status: Int, body: String, kind: ModelError.Kind) async throws {
        let error = try await failure(.answer(status, body))
        #expect(error.kind == kind)
        #expect(error.isFatal == (kind == .unauthorized || kind == .budget))
        if status == 401 { #expect(error.message.contains("set the environment variable OPENAI_API_KEY")) }
    }

    @Test func `the wait asked for is kept`() async throws {
        let limited = FaultServer.Reply.answer(429, #"{"error":{"message":"slow"}}"#, headers: [("retry-after", "7")])
        #expect(try await failure(limited).retryAfter == 7)
        let exact = FaultServer.Reply.answer(429, "", headers: [("retry-after-ms", "1500"), ("retry-after", "9")])
        #expect(try await failure(exact).retryAfter == 1.5)
    }

    @Test func `silence and slowness end after their timeouts`() async throws {
        #expect(try await failure(.hang(after: []), ["timeouts": ["idle": 0.2]]).kind == .timeout)
        #expect(try await failure(.hang(after: [Self.chunk("a")]), ["stream": true, "timeouts": ["idle": 0.2]]).kind == .timeout)
        let drip = FaultServer.Reply.stream(Array(repeating: Self.chunk("a"), count: 50), pauseMilliseconds: 50)
        let error = try await failure(drip, ["stream": true, "timeouts": ["total": 0.3]])
        #expect(error.kind == .timeout)
        #expect(error.message.contains("did not finish"))
    }

    @Test func `a server that hangs after the end of the answer does not hold it up`() async throws {
        try await FaultServer.run(.hang(after: [Self.chunk("a"), Self.ending, Self.usage])) { server in
            let response = try await model(server, ["stream": true]).respond(to: question("q"))
            #expect(response.text == "a")
        }
    }

    @Test func `nobody listening is a connection error that may go away`() async throws {
        let model = try ModelSpecification(text: "openai:m@http://127.0.0.1:1/v1").makeModel(environment: [:])
        await #expect { try await model.respond(to: question("q")) } throws: { error in
            (error as? ModelError)?.kind == .connection && "\(error)".hasSuffix("Connection refused")
        }
    }

    @Test func `a server that wants a key names the variable to set`() async throws {
        try await FaultServer.run(.answer(401, "")) { server in
            let model = try ModelSpecification(text: "openai:m@\(server.base)/v1").makeModel(environment: [:])
            await #expect { _ = try await model.respond(to: question("q")) } throws: { error in
                "\(error)".contains("wants a key (401); set the environment variable OPENAI_API_KEY")
            }
        }
    }

    @Test func `an answer beyond the limit is refused`() async throws {
        let error = try await failure(.answer(200, Self.whole), ["maximum_response_bytes": 100])
        #expect(error.kind == .badResponse)
        #expect(error.message.contains("more than 100 bytes"))
    }

    @Test func `cancelling a call ends it`() async throws {
        try await FaultServer.run(.hang(after: [])) { server in
            let model = try model(server)
            let task = Task { try await model.respond(to: question("q")) }
            while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        }
    }

    @Test func `a missing key is told before any call`() throws {
        let specification = try ModelSpecification(text: "openai:gpt-4o")
        #expect { try specification.makeModel(environment: [:]) } throws: { error in
            (error as? ModelError)?.isFatal == true && "\(error)".contains("OPENAI_API_KEY")
        }
    }

    @Test func `faults are ridden out, and each call is paid once`() async throws {
        let replies: [FaultServer.Reply] = [
            .answer(500, ""), .answer(429, "", headers: [("retry-after", "0")]), .drop(after: []), .answer(200, "{"),
            .answer(200, Self.whole),
        ]
        try await FaultServer.run(replies[0], replies[1], replies[2], replies[3], replies[4]) { server in
            let clock = JumpingClock()
            let journal = MemoryJournal()
            let caller = try ModelCaller(try model(server), journal: journal, timing: clock.timing())
            let call = try await caller.call(question("q"))
            #expect(call.response.text == "4")
            #expect(caller.counters.retried == 4)
            #expect(clock.waits.count == 4)
            #expect(try await caller.call(question("q")).wasCached)
            #expect(server.requests.count == 5)
            #expect(Set(server.requests.map(\.body)).count == 1)
        }
    }
}
