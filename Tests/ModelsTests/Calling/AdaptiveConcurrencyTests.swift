import Models
import Testing

@Suite struct AdaptiveConcurrencyTests {
    @Test(arguments: [1, 2, 7, 64, 200, 1000])
    func `it reaches the ceiling and stays there`(ceiling: Int) {
        var concurrency = AdaptiveConcurrency(ceiling: ceiling, start: 1)
        for _ in 0..<ceiling { concurrency.succeed() }
        #expect(concurrency.limit == ceiling)
        for _ in 0..<10 { concurrency.succeed() }
        #expect(concurrency.limit == ceiling)
    }

    @Test(arguments: [2, 7, 64, 200, 1000])
    func `it reaches the ceiling again after throttling within some dozen rounds`(ceiling: Int) {
        var concurrency = AdaptiveConcurrency(ceiling: ceiling, start: ceiling)
        for second in 0..<20 { concurrency.throttle(at: Double(second)) }
        #expect(concurrency.limit == 1)
        var rounds = 0
        while concurrency.limit < ceiling, rounds < 100 {
            for _ in 0..<concurrency.limit { concurrency.succeed() }
            rounds += 1
        }
        #expect(rounds <= 64)
        #expect(concurrency.limit == ceiling)
    }

    @Test func `throttling halves at most once per interval`() {
        var concurrency = AdaptiveConcurrency(ceiling: 100, start: 80)
        for time in [10.0, 10.1, 10.9] { concurrency.throttle(at: time) }
        #expect(concurrency.limit == 40)
        concurrency.throttle(at: 11)
        #expect(concurrency.limit == 20)
    }

    @Test func `limits stay within 1 and the ceiling whatever happens`() {
        var concurrency = AdaptiveConcurrency(ceiling: 0, start: -5)
        #expect(concurrency.limit == 1)
        var generator = SystemRandomNumberGenerator()
        concurrency = AdaptiveConcurrency(ceiling: 50)
        for step in 0..<10_000 {
            if Bool.random(using: &generator) { concurrency.succeed() } else { concurrency.throttle(at: Double(step)) }
            #expect((1...50).contains(concurrency.limit))
        }
    }
}
