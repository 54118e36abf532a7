import Statistics
import Testing

@Suite struct ContaminationTestsTests {
    @Test func `overlap ignores case and punctuation`() throws {
        var index = try NGramIndex(n: 3)
        index.add("The quick, brown fox — jumps ÜBER the lazy dog.")
        #expect(index.overlap(of: "the QUICK brown fox").hitFraction == 1)
        #expect(index.overlap(of: "jumps über the").isContaminated)
        #expect(!index.overlap(of: "quick the brown").isContaminated)
        #expect(index.overlap(of: "").tokenCoverage == 0)
        #expect(throws: Undefined.self) { try NGramIndex(n: 0) }
    }

    @Test func `near duplicates are found`() {
        let base = (0..<60).map { "w\($0 * 7 % 61)" }
        let changed = base.dropLast(2) + ["x", "y"]
        let found = MinHash.duplicates([base.joined(separator: " "), "else"], ["other", changed.joined(separator: " ")])
        #expect(found.map(\.first) == [0] && found.map(\.second) == [1])
        #expect(MinHash("").similarity(to: MinHash("")) == 0)
        #expect(MinHash("a b c").similarity(to: MinHash("A, b c!")) == 1)
    }

    @Test func `canaries are found in text and are version 4`() {
        var random = Xoshiro256(seed: 4)
        let canary = DatasetCanary(using: &random)
        #expect(DatasetCanary.markers(in: "… \(canary.text)\(canary.text)! touchstone-canary:nope") == [canary.text, canary.text])
        #expect(Array(canary.text.utf8)[DatasetCanary.prefix.utf8.count + 14] == UInt8(ascii: "4"))
    }

    @Test func `gaps, likelihoods and ledgers`() throws {
        let same = try PerturbationGap(original: [1, 1], perturbed: [[1], [1]])
        #expect(same.value == 0 && same.pValue == 1 && same.statistic == nil)
        #expect(throws: Undefined.self) { try PerturbationGap(original: [1, 1], perturbed: [[1], []]) }
        #expect(try TokenLikelihoods(logProbabilities: [-1, -9]).minimumShare(0.1) == -9)
        #expect(throws: Undefined.self) { try TokenLikelihoods(logProbabilities: [-.infinity]) }
        #expect(try ContaminationTests.orderExchangeability(canonical: 0, shuffled: [-1, -2, -3]) == 0.25)
        #expect(try ContaminationTests.membership(suspected: [3, 4, 5], control: [0, 1, 2], permutations: 99, seed: 1).areaUnderROC == 1)
        var ledger = ComparisonLedger()
        #expect(try ledger.enter(score: 0.5, standardError: 0.02) == 0.5)
        #expect(try ledger.enter(score: 0.51, standardError: 0.02) == 0.5)
        #expect(try ledger.enter(score: 0.55, standardError: 0.02) == 0.55)
        #expect(try ledger.requiredZ() > 2.3 && ledger.comparisons == 3)
    }
}
