import Models
import Synchronization
import Testing

@Suite struct ModelCallerTests {
    private let clock = JumpingClock()

    @Test func `an equal call is answered by the journal, another epoch is paid`() async throws {
        let model = ScriptedModel([.answer("4")])
        let journal = MemoryJournal()
        let caller = try ModelCaller(model, journal: journal)
        #expect(try await caller.call(question("2+2")).wasCached == false)
        #expect(try await caller.call(question("2+2")).wasCached)
        #expect(try await caller.call(question("2+2", epoch: 1)).wasCached == false)
        #expect(model.calls == 2)
        let again = try ModelCaller(model, journal: journal)
        #expect(try await again.call(question("2+2")).response.text == "4")
        #expect(again.counters.made == 0)
        #expect(again.counters.cached == 1)
    }

    @Test func `equal calls at the same time are made once`() async throws {
        let model = ScriptedModel([.answer("x")], gate: { try await Task.sleep(for: .milliseconds(30)) })
        let caller = try ModelCaller(model)
        let paid = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<50 { group.addTask { try await !caller.call(question("same")).wasCached } }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(paid == 1)
        #expect(model.calls == 1)
        #expect(caller.counters.cached == 49)
    }

    @Test func `when the first of equal calls is cancelled another takes over`() async throws {
        let latch = Latch()
        let model = ScriptedModel([.answer("x")], gate: { try await latch.wait() })
        let caller = try ModelCaller(model)
        let first = Task { try await caller.call(question("same")) }
        while model.calls == 0 { try await Task.sleep(for: .milliseconds(1)) }
        let others = (0..<5).map { _ in Task { try await caller.call(question("same")) } }
        try await Task.sleep(for: .milliseconds(20))
        first.cancel()
        await #expect(throws: CancellationError.self) { _ = try await first.value }
        latch.open()
        for other in others {
            let call = try await other.value
            #expect(call.response.text == "x")
        }
        #expect(model.calls == 2)
    }

    @Test func `faults are retried after waits, and counted`() async throws {
        let fault = ModelError(.server, "down")
        let model = ScriptedModel([.failure(fault), .failure(fault), .answer("up")])
        let caller = try ModelCaller(model, retry: RetryPolicy(base: 1), timing: clock.timing())
        let call = try await caller.call(question("q"))
        #expect(call.response.text == "up" && call.attempts == 3)
        #expect(try await caller.call(question("q")).attempts == 0)
        #expect(clock.waits == [0.5, 1])
        #expect(caller.counters.retried == 2)
        #expect(caller.counters.made == 1)
    }

    @Test func `patience ends, and the error says after how many attempts`() async throws {
        let model = ScriptedModel([.failure(ModelError(.timeout, "no answer"))])
        let caller = try ModelCaller(model, retry: RetryPolicy(maximumAttempts: 3), timing: clock.timing())
        var expected = ModelError(.timeout, "no answer (after 3 attempts)")
        expected.attempts = 3
        await #expect(throws: expected) { try await caller.call(question("q")) }
        #expect(caller.counters.failed == 1)
        #expect(model.calls == 3)
    }

    @Test func `a refused key ends every further call without another request`() async throws {
        let model = ScriptedModel([.failure(ModelError(.unauthorized, "set KEY"))])
        let caller = try ModelCaller(
            model, limiter: ConcurrencyLimiter(AdaptiveConcurrency(ceiling: 1)), timing: clock.timing())
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                group.addTask {
                    await #expect {
                        try await caller.call(question("\(number)"))
                    } throws: { error in
                        (error as? ModelError)?.kind == .unauthorized && "\(error)" == "set KEY"
                    }
                }
            }
        }
        #expect(model.calls == 1)
    }

    @Test func `an answer that cannot be recorded is not returned`() async throws {
        struct Full: Error {}
        struct FullJournal: ResponseJournal {
            func response(for key: ContentKey) -> ModelResponse? { nil }
            func record(_ response: ModelResponse, for key: ContentKey, mayWait: Bool) throws { throw Full() }
        }
        let caller = try ModelCaller(ScriptedModel([.answer("x")]), journal: FullJournal())
        await #expect(throws: Full.self) { try await caller.call(question("q")) }
    }

    @Test(.timeLimit(.minutes(5))) func `an answer may wait for others while there are other calls in flight`() async throws {
        final class Noting: ResponseJournal {
            let waits = Mutex<[Bool]>([])
            let permits = Mutex(0)
            /// Waits for a permit.
            func pass() async {
                while !take() { await Task.yield() }
            }
            private func take() -> Bool {
                permits.withLock { permits in
                    guard permits > 0 else { return false }
                    permits -= 1
                    return true
                }
            }
            func response(for key: ContentKey) -> ModelResponse? { nil }
            func record(_ response: ModelResponse, for key: ContentKey, mayWait: Bool) { waits.withLock { $0.append(mayWait) } }
        }
        let journal = Noting()
        let model = ScriptedModel([.answer("x")], gate: { await journal.pass() })
        let caller = try ModelCaller(model, journal: journal, timing: clock.timing())
        async let first = caller.call(question("1"))
        async let second = caller.call(question("2"))
        while model.calls < 2 { await Task.yield() }
        journal.permits.withLock { $0 += 1 }
        while journal.waits.withLock(\.count) < 1 { await Task.yield() }
        journal.permits.withLock { $0 += 1 }
        _ = try await (first, second)
        #expect(journal.waits.withLock(\.self) == [true, false])
    }

    @Test func `throttling lowers the limit, and no more calls run than it allows`() async throws {
        let limited = ModelError(.rateLimited, "slow", retryAfter: 2)
        let model = ScriptedModel([.failure(limited), .answer("x")], gate: { try await Task.sleep(for: .milliseconds(2)) })
        let limiter = ConcurrencyLimiter(AdaptiveConcurrency(ceiling: 8, start: 8))
        let caller = try ModelCaller(model, limiter: limiter, timing: clock.timing())
        _ = try await caller.call(question("first"))
        #expect(limiter.limit < 8)
        #expect(try #require(clock.waits.first) >= 2)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<100 { group.addTask { _ = try await caller.call(question("\(number)")) } }
            try await group.waitForAll()
        }
        #expect(model.mostAtOnce <= 8)
        #expect(limiter.limit == 8)
        #expect(limiter.running == 0)
    }

    @Test func `a cancelled call leaves the line`() async throws {
        let latch = Latch()
        let model = ScriptedModel([.answer("x")], gate: { try await latch.wait() })
        let limiter = ConcurrencyLimiter(AdaptiveConcurrency(ceiling: 1))
        let caller = try ModelCaller(model, limiter: limiter)
        let tasks = (0..<10).map { number in Task { try await caller.call(question("\(number)")) } }
        while model.calls == 0 { try await Task.sleep(for: .milliseconds(1)) }
        for task in tasks { task.cancel() }
        for task in tasks { await #expect(throws: CancellationError.self) { _ = try await task.value } }
        #expect(limiter.running == 0)
        #expect(caller.counters.failed == 0)
    }
}
