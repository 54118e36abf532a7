import Models
import Testing
import TouchstoneJSON

@Suite struct CostTests {
    private let prices: JSONValue = [
        "gpt-4o": ["input": 2.5, "output": 10, "cached": 1.25],
        "gpt-*": ["input": 1, "output": 1],
        "local:tiny": ["input": 0, "output": 0],
    ]

    private func price(_ provider: String, _ name: String) throws -> PriceTable.Price? {
        try PriceTable(json: prices).price(of: ModelIdentity(provider: provider, name: name))
    }

    @Test func `the exact name wins over a prefix, an unknown one has no price`() throws {
        #expect(try price("openai", "gpt-4o")?.output == 10)
        #expect(try price("openai", "gpt-4o-mini")?.output == 1)
        #expect(try price("local", "tiny")?.input == 0)
        #expect(try price("openai", "o9") == nil)
    }

    @Test func `cached tokens are charged at their own price`() throws {
        let usage = ModelUsage(inputTokens: 1_000_000, outputTokens: 100_000, cachedTokens: 400_000)
        #expect(try #require(try price("openai", "gpt-4o")).cost(usage) == 1.5 + 0.5 + 1)
    }

    @Test(arguments: [#"{"m": {"input": 1}}"#, #"{"m": {"input": -1, "output": 2}}"#, "[]"])
    func `a table that is none is refused`(text: String) throws {
        #expect(throws: ModelError.self) { try PriceTable(json: JSONValue(parsing: text)) }
    }

    /// Each scripted call costs 1,000 x 1 + 100 x 10 = 2,000 millionths of a dollar.
    private let table = PriceTable(["scripted": PriceTable.Price(input: 1, output: 10)])

    @Test func `calls stop before the limit is passed, cached ones go on`() async throws {
        let model = ScriptedModel([.answer("x")])
        let budget = CostBudget(limit: 0.0101)
        let caller = try ModelCaller(model, prices: table, budget: budget)
        for number in 0..<5 { _ = try await caller.call(question("\(number)")) }
        await #expect { try await caller.call(question("5")) } throws: { ($0 as? ModelError)?.kind == .budget }
        #expect(try await caller.call(question("3")).wasCached)
        #expect(budget.spent <= 0.0101)
        #expect(abs(caller.counters.cost - 0.01) < 1e-12)
        #expect(abs(caller.counters.savedCost - 0.002) < 1e-12)
    }

    @Test func `many calls at once do not pass the limit either`() async throws {
        let model = ScriptedModel([.answer("x")], gate: { try await Task.sleep(for: .milliseconds(1)) })
        let budget = CostBudget(limit: 0.0501)
        let caller = try ModelCaller(model, prices: table, budget: budget)
        _ = try await caller.call(question("first"))
        let answered = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<200 { group.addTask { (try? await caller.call(question("\(number)"))) != nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(answered == 24)
        #expect(budget.spent <= 0.0501)
    }

    @Test func `a command costs nothing unless it has a price, and then keeps to the limit`() async throws {
        let model = ScriptedModel([.answer("x")], identity: ModelIdentity(provider: "exec", name: "answer.py"))
        let free = try ModelCaller(model, budget: CostBudget(limit: 0))
        #expect(try await free.call(question("q")).price == 0)
        #expect(free.counters.unpriced == 0)
        let priced = PriceTable(["exec:*": PriceTable.Price(input: 1, output: 10)])
        let caller = try ModelCaller(model, prices: priced, budget: CostBudget(limit: 0))
        await #expect { try await caller.call(question("q")) } throws: { ($0 as? ModelError)?.kind == .budget }
    }

    @Test func `a limit without a price is refused`() {
        #expect(throws: ModelError.self) { try ModelCaller(ScriptedModel([.answer("x")]), budget: CostBudget(limit: 1)) }
    }
}
