import Statistics
import Testing

@Suite struct Xoshiro256Tests {
    @Test func `bounded draws stay below the bound and reach every value evenly`() {
        var generator = Xoshiro256(seed: 1)
        var counts = [Int](repeating: 0, count: 7)
        for _ in 0..<70_000 { counts[generator.nextIndex(below: 7)] += 1 }
        #expect(counts.allSatisfy { abs($0 - 10_000) < 500 })
        #expect(generator.next(below: 0) == 0 && generator.next(below: 1) == 0 && generator.nextIndex(below: -4) == 0)
        for _ in 0..<1000 { #expect(generator.next(below: .max) < .max) }
    }

    @Test func `doubles lie in the half-open unit interval`() {
        var generator = Xoshiro256(seed: 2)
        let values = (0..<20_000).map { _ in generator.nextDouble() }
        #expect(values.allSatisfy { $0 >= 0 && $0 < 1 })
        #expect(abs(values.reduce(0, +) / 20_000 - 0.5) < 0.01)
    }

    @Test func `normal draws have mean 0 and variance 1`() {
        var generator = Xoshiro256(seed: 3)
        let values = (0..<20_000).map { _ in generator.nextNormal() }
        #expect(abs(values.reduce(0, +) / 20_000) < 0.03)
        #expect(abs(values.reduce(0) { $0 + $1 * $1 } / 20_000 - 1) < 0.05)
    }

    @Test func `a permutation holds every index once and depends on the seed alone`() {
        var (first, again, other) = (Xoshiro256(seed: 9), Xoshiro256(seed: 9), Xoshiro256(seed: 10))
        let order = first.permutation(of: 500)
        #expect(order.sorted() == Array(0..<500))
        #expect(again.permutation(of: 500) == order)
        #expect(other.permutation(of: 500) != order)
        #expect(first.permutation(of: 0).isEmpty && first.permutation(of: -3).isEmpty)
    }

    @Test func `a sample has different indices and never more than there are`() {
        var generator = Xoshiro256(seed: 4)
        let sample = generator.sample(20, of: 30)
        #expect(Set(sample).count == 20 && sample.allSatisfy { (0..<30).contains($0) })
        #expect(generator.sample(9, of: 4).sorted() == [0, 1, 2, 3])
        #expect(generator.sample(-1, of: 4).isEmpty)
    }

    @Test func `streams of different names and indices differ`() {
        let seeds = ["exact_match", "rouge_l", "", "é", "e\u{301}"].map { Seed.derived(from: 7, name: $0) }
        #expect(Set(seeds).count == seeds.count)
        #expect(Seed.derived(from: 7, name: "rouge_l") == Seed.derived(from: 7, name: "rouge_l"))
        #expect(Set((0..<1000).map { Seed.derived(from: 7, index: $0) }).count == 1000)
    }
}
