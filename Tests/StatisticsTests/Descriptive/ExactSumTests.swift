import Testing

@testable import Statistics

@Suite struct ExactSumTests {
    @Test func `rounds once, at the end`() {
        #expect(ExactSum([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]).value == 1)
        #expect(ExactSum([1e100, 1, -1e100, 1e-30]).value == 1)
        #expect(ExactSum([1e16, 1, 1e-16]).value == 10_000_000_000_000_002)
        #expect(ExactSum([1e16, 1, -1e-16]).value == 1e16)
        #expect(ExactSum().value == 0)
        #expect(ExactSum([-0.5]).value == -0.5)
        #expect(ExactSum([1, .infinity]).value == .infinity && ExactSum([1, .nan, 2]).value.isNaN)
        #expect(ExactSum([1e308, 1e308]).value == .infinity)
        #expect(ExactSum([.leastNonzeroMagnitude, 1, -1]).value == .leastNonzeroMagnitude)
    }

    @Test func `a value added many times is added as often`() {
        var random = Xoshiro256(seed: 6)
        var (one, many) = (ExactSum(), ExactSum())
        for _ in 0..<300 {
            let value = (random.nextDouble() - 0.5) * [1e-9, 1, 1e12][random.nextIndex(below: 3)]
            let times = random.nextIndex(below: 40)
            many.add(value, times: times)
            for _ in 0..<times { one.add(value) }
            #expect(one.value == many.value)
        }
        many.add(1e308, times: 40)
        #expect(many.value == .infinity)
    }

    @Test func `the order of values changes nothing`() throws {
        var random = Xoshiro256(seed: 4)
        var values = (0..<500).map { _ in (random.nextDouble() - 0.5) * [1e-9, 1, 1e12][random.nextIndex(below: 3)] }
        let (sum, moments) = (ExactSum(values).value, try Moments(values))
        for _ in 0..<20 {
            for place in values.indices.dropFirst().reversed() { values.swapAt(place, random.nextIndex(below: place + 1)) }
            #expect(ExactSum(values).value == sum)
            #expect(try Moments(values) == moments)
        }
    }
}
