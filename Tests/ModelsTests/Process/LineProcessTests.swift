import Foundation
import NIOCore
import Scoring
import Testing
import TouchstoneJSON

@testable import Models

@Suite struct LineProcessTests {
    private func python(_ program: String, restarts: Int = 3) throws -> LineProcess {
        LineProcess(try LineCommand(["python3", "-u", "-c", "import sys, json, os, time, threading\n" + program]), restarts: restarts)
    }

    private static let loop = "for line in sys.stdin:\n    q = json.loads(line)\n"

    @Test func `answers find their requests in any order`() async throws {
        // Holds back every request until ten are there, then answers them backwards.
        let process = try python(
            """
            held = []
            for line in sys.stdin:
                held.append(json.loads(line))
                if len(held) == 10:
                    for q in reversed(held): print(json.dumps({"id": q["id"], "output": q["x"] * 2}))
                    held = []
            """)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask {
                    let answer = try await process.exchange(["x": JSONValue(number)])
                    #expect(answer == ["output": JSONValue(number * 2)])
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func `answers without id come in order, chatter is skipped`() async throws {
        let process = try python("print('loading model')\n" + Self.loop + "    print(json.dumps({'output': q['x']})); print('done')")
        for number in 0..<5 {
            let answer = try await process.exchange(["x": JSONValue(number)])
            #expect(answer["output"] == JSONValue(number))
        }
    }

    @Test func `large lines pass in both directions`() async throws {
        let process = try python(Self.loop + "    print(json.dumps({'id': q['id'], 'output': q['x'] + 'é'}))")
        let text = String(repeating: "0123456789", count: 300_000)
        let answer = try await process.exchange(["x": .string(text)])
        #expect(answer["output"]?.stringValue == text + "é")
    }

    @Test func `a command that dies fails with what it last said, and is started again`() async throws {
        let process = try python(Self.loop + "    if q['x'] == 1: sys.exit('out of luck')\n    print(json.dumps({'output': os.getpid()}))")
        let first = try await process.exchange(["x": 0])
        await #expect {
            _ = try await process.exchange(["x": 1])
        } throws: { error in
            let error = error as? ModelError
            return error?.kind == .process && "\(error?.message ?? "")".contains("ended with status 1; it last said: out of luck")
        }
        let second = try await process.exchange(["x": 0])
        #expect(first != second)
    }

    @Test func `a command that keeps dying is given up`() async throws {
        let process = try python("sys.exit(3)", restarts: 2)
        for _ in 0..<3 {
            await #expect { _ = try await process.exchange([:]) } throws: { ($0 as? ModelError)?.isRetryable == true }
        }
        await #expect {
            _ = try await process.exchange([:])
        } throws: { error in
            (error as? ModelError)?.isRetryable == false && "\(error)".contains("failed 3 times")
        }
    }

    @Test func `a command that cannot be started says so`() async throws {
        let process = LineProcess(try LineCommand(["/nowhere/at-all"]))
        await #expect { _ = try await process.exchange([:]) } throws: { "\($0)".contains("cannot be started") }
        #expect(throws: ModelError.self) { try LineCommand([]) }
        #expect(throws: ModelError.self) { try LineCommand(["a\u{0}b"]) }
    }

    @Test func `a silent command runs into the timeout`() async throws {
        let process = try python(Self.loop + "    time.sleep(60)")
        await #expect { _ = try await process.exchange([:], timeout: 0.2) } throws: { ($0 as? ModelError)?.kind == .timeout }
    }

    @Test(arguments: [true, false])
    func `a command is ended when nobody waits for it any more`(hasRequest: Bool) async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "touchstone-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: file) }
        let note = "open('\(file)', 'w').write(f'{os.getpid()}.')\n"
        let process = try python(hasRequest ? "\(Self.loop)    \(note)    time.sleep(60)" : "\(note)\(Self.loop)    time.sleep(60)")
        let task = Task { try await process.exchange([:]) }
        var written = ""
        while !written.hasSuffix(".") {
            try await Task.sleep(for: .milliseconds(20))
            written = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        }
        let identifier = try #require(pid_t(written.dropLast()))
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        for _ in 0..<1500 where kill(identifier, 0) == 0 { try await Task.sleep(for: .milliseconds(20)) }
        #expect(kill(identifier, 0) != 0)
    }

    @Test func `a command is ended and reaped when the last request on its way withdraws`() async throws {
        var state = LineProcessState()
        guard case .start(let promise, let generation) = state.step(restarts: 3) else { throw ModelError(.process, "not started") }
        defer { promise.fail(CancellationError()) }
        let child = try ChildProcess(try LineCommand(["sleep", "600"]))
        defer { for end in [child.input, child.output, child.errors] { close(end) } }
        state.started(child, generation)
        guard case .use = state.step(restarts: 3) else { throw ModelError(.process, "started twice") }
        let first = state.withdraw()
        #expect(first == nil, "another request is on its way")
        let last = state.withdraw()
        let idle = try #require(last)
        #expect(idle.identifier == child.identifier)
        idle.kill()
        let how = await withCheckedContinuation { place in child.whenEnded { place.resume(returning: $0) } }
        #expect(how == "it was ended by signal 9")
        #expect(kill(child.identifier, 0) != 0, "a zombie would still be there")
        guard case .start(let next, _) = state.step(restarts: 0) else { throw ModelError(.process, "an ended command counts as dead") }
        next.fail(CancellationError())
    }

    @Test func `a request that was cancelled before starts nothing`() async throws {
        let process = LineProcess(try LineCommand(["/nowhere/at-all"]))
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await process.exchange([:])
        }
        await #expect(throws: CancellationError.self) { _ = try await task.value }
    }

    @Test func `a command that was ended is started again at once`() async throws {
        let process = try python(
            Self.loop + "    if q['x'] == 1: time.sleep(600)\n    print(json.dumps({'output': os.getpid()}))", restarts: 0)
        let first = try await process.exchange(["x": 0])
        await #expect { _ = try await process.exchange(["x": 1], timeout: 0.05) } throws: { ($0 as? ModelError)?.kind == .timeout }
        let second = try await process.exchange(["x": 0])
        #expect(first != second)
    }

    @Test func `it runs where it is told`() async throws {
        let command = try LineCommand(
            json: "while read line; do echo \"{\\\"output\\\": \\\"$PWD $WHO\\\"}\"; done",
            environment: ["WHO": "me", "PATH": "/usr/bin:/bin"],
            directory: "/")
        let answer = try await LineProcess(command).exchange([:])
        #expect(answer["output"] == "/ me")
    }

    @Test func `as a model`() async throws {
        let specification = try ModelSpecification([
            "provider": "exec",
            "command": [
                "python3", "-u", "-c",
                """
                import sys, json
                for line in sys.stdin:
                    q = json.loads(line)
                    if q["input"] == "bad": print(json.dumps({"id": q["id"], "error": "no, sk-0123456789"}))
                    else: print(json.dumps({"id": q["id"], "output": q["input"].upper() + q["sample"]["tail"],
                                            "usage": {"prompt_tokens": 2, "completion_tokens": 1}}))
                """,
            ],
        ])
        let model = try specification.makeModel()
        var request = question("hi")
        request.sample.fields["tail"] = "!"
        let response = try await model.respond(to: request)
        #expect(response.text == "HI!")
        #expect(response.usage == ModelUsage(inputTokens: 2, outputTokens: 1))
        await #expect { _ = try await model.respond(to: question("bad")) } throws: {
            "\($0)".contains("answered with an error: no, sk-***")
        }
    }
}
