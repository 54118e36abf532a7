import FaultServer
import Models
import Scoring
import Testing
import TouchstoneJSON

@Suite struct TemplatedModelTests {
    private func model(_ settings: JSONObject, environment: [String: String] = [:]) throws -> any Model {
        var object: JSONObject = ["provider": "http"]
        for member in settings { object[member.key] = member.value }
        return try ModelSpecification(.object(object)).makeModel(environment: environment)
    }

    private let request: ModelRequest = {
        var request = question("say \"hi\"\n")
        request.sample = Sample(["id": "a/b é", "k": 3, "metadata": ["topic": "x"]])
        return request
    }()

    @Test func `places in the address, body and headers are filled`() async throws {
        try await FaultServer.run(.answer(200, #"{"data":[{"answer":{"text":"ok"}}]}"#)) { server in
            let model = try model(
                [
                    "url": .string(server.base + "/ask/{{id}}?k={{k}}"), "answer": "data[0].answer.text",
                    "headers": ["Authorization": "Bearer ${TOKEN}"],
                    "body": [
                        "q": "{{ input }}", "m": "{{messages}}", "k": "{{k}}", "t": "about {{metadata.topic}}: {{k}}",
                        "n": [1, "{{epoch}}"],
                    ],
                ], environment: ["TOKEN": "t0k3n"])
            let response = try await model.respond(to: request)
            #expect(response.text == "ok")
            let sent = try #require(server.requests.first)
            #expect(sent.method == "POST")
            #expect(sent.path == "/ask/a%2Fb%20%C3%A9?k=3")
            #expect(sent.header("authorization") == "Bearer t0k3n")
            #expect(
                try JSONValue(parsing: sent.body) == [
                    "q": "say \"hi\"\n", "m": [["role": "user", "content": "say \"hi\"\n"]], "k": 3, "t": "about x: 3", "n": [1, 0],
                ])
            #expect(!JSONValue.object(model.identity.settings).text().contains("t0k3n"))
            #expect(model.identity.reads == .fields(["id", "k", "metadata", "metadata.topic"]))
        }
    }

    @Test func `a body may be a text of JSON or a plain one, the answer the whole body`() async throws {
        try await FaultServer.run(.answer(200, "plain answer")) { server in
            let json = try model(["url": .string(server.base), "body": #"{"q": "{{input}}"}"#])
            let first = try await json.respond(to: request)
            #expect(first.text == "plain answer")
            #expect(try JSONValue(parsing: server.requests[0].body) == ["q": "say \"hi\"\n"])
            _ = try await model(["url": .string(server.base), "body": "Q: {{input}}"]).respond(to: request)
            #expect(server.requests[1].body == "Q: say \"hi\"\n")
            _ = try await model(["url": .string(server.base + "/x")]).respond(to: request)
            #expect(server.requests[2].method == "GET")
        }
    }

    @Test(arguments: ["/data/0/x", "data.0.x", "$.data[0].x"])
    func `the answer is found by pointer or path`(place: String) async throws {
        try await FaultServer.run(.answer(200, #"{"data":[{"x":{"a":1}}]}"#), .answer(200, #"{"data":[]}"#)) { server in
            let model = try model(["url": .string(server.base), "answer": .string(place)])
            let response = try await model.respond(to: request)
            #expect(response.text == #"{"a":1}"#)
            await #expect { _ = try await model.respond(to: request) } throws: { "\($0)".contains("nothing at \"\(place)\"") }
        }
    }

    @Test func `a field the row lacks is told`() async throws {
        let model = try model(["url": "http://127.0.0.1:1/", "body": "{{nothing}}"])
        await #expect { _ = try await model.respond(to: request) } throws: { ($0 as? ModelError)?.kind == .missingInput }
    }

    static let mistakes: [(JSONObject, String)] = [
        ([:], "needs a \"url\""),
        (["url": "ftp://x"], "begin with http://"),
        (["url": "http://{{host}}/x"], "not in its host"),
        (["url": "http://a{{host}}/x"], "not in its host"),
        (["url": "http://user:pw@host/"], "must not hold a user name"),
        (["url": "http://host/?api_key=abc"], "must not hold a key"),
        (["url": "http://host/", "headers": ["Authorization": "Bearer abc"]], "write ${NAME}"),
        (["url": "http://host/", "headers": ["X-A": "${UNSET}"]], "variable UNSET"),
        (["url": "http://host/", "headers": ["X-A": "a\r\nb: c"]], "control characters"),
        (["url": "http://host/", "headers": ["X A": "a"]], "name of a header"),
        (["url": "http://host/", "method": "TRACE"], "should be GET"),
        (["url": "http://host/", "timeouts": ["totel": 3]], "did you mean \"total\""),
    ]

    @Test(arguments: mistakes)
    func `mistakes get one sentence`(settings: JSONObject, sentence: String) {
        #expect { _ = try model(settings) } throws: { "\($0)".contains(sentence) }
    }
}
