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

    @Test(arguments: UInt64(1)...40) func `counted values have the sum of the values written out`(seed: UInt64) {
        var random = Xoshiro256(seed: seed)
        let scales = [[1.0], [1e-9, 1, 1e12], [1e-300, 1e300], [0x1p-1030], [0x1p-53, 1, 0x1p53], [1e290]][Int(seed) % 6]
        let counts = (0..<200).map { _ in random.nextIndex(below: 3) * random.nextIndex(below: 3) }
        var values = counts.map { _ in (random.nextDouble() - 0.5) * scales[random.nextIndex(below: scales.count)] }
        // Powers of two and opposite values: sums halfway between two numbers, and of nothing.
        if seed % 4 == 0 { values = values.map { $0 == 0 ? 0 : $0 > 0 ? scales[0] : -scales[0] } }
        if seed % 4 == 1 { for place in 100..<200 where counts[place] == counts[place - 100] { values[place] = -values[place - 100] } }
        var written = ExactSum()
        for (value, count) in zip(values, counts) { for _ in 0..<count { written.add(value) } }
        #expect(Sums.sum(counts) { values[$0] } == written.value)
    }

    @Test func `a sum halfway between two numbers is rounded by what lies far below`() {
        for (last, expected) in [(0x1p-200, 1 + 0x1p-52), (-0x1p-200, 1), (0, 1)] {
            let values = [1, 0x1p-54, last]
            #expect(Sums.sum([1, 2, 1]) { values[$0] } == expected)
        }
        #expect(Sums.sum([2, 0, 1]) { [0.5, .infinity, -1][$0] } == 0 && Sums.sum([]) { _ in 1 } == 0)
        #expect(Sums.sum([1, 1]) { [1, .infinity][$0] } == .infinity && Sums.sum([1, 1]) { [1, .nan][$0] }.isNaN)
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
