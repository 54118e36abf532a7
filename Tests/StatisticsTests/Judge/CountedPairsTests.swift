import Statistics
import Testing

/// Pairs of grades with many ties, and how often each occurs: some never, some often.
private struct CountedPairs {
    var x: [Double] = []
    var y: [Double] = []
    var counts: [Int] = []
    /// The places of the pairs written out, each as often as its count says.
    var places: [Int] { counts.indices.flatMap { [Int](repeating: $0, count: counts[$0]) } }

    /// Distinct pairs of grades below a bound; with `scale` they are numbers that no sum holds exactly.
    init(grades: Int, scale: Double, seed: UInt64) {
        var random = Xoshiro256(seed: seed)
        for first in 0..<grades {
            for second in 0..<grades where random.nextDouble() < 0.7 {
                x.append(Double(first) * scale - 0.3)
                y.append(Double(second) * scale)
                counts.append(random.nextDouble() < 0.3 ? 0 : 1 + random.nextIndex(below: abs(first - second) < 2 ? 9 : 3))
            }
        }
    }
}

@Suite struct CountedPairsTests {
    @Test(arguments: UInt64(1)...20) func `correlations of counted pairs are those of the pairs written out, bit for bit`(seed: UInt64)
        throws
    {
        let pairs = CountedPairs(grades: 5 + Int(seed) % 7, scale: seed % 2 == 0 ? 1 : 0.1, seed: seed)
        let (x, y) = (pairs.places.map { pairs.x[$0] }, pairs.places.map { pairs.y[$0] })
        let ranked = try RankedPairs(pairs.x, pairs.y)
        #expect(try ranked.kendall(counts: pairs.counts) == Correlation.kendall(x, y))
        #expect(try ranked.spearman(counts: pairs.counts) == Correlation.spearman(x, y))
        #expect(try Correlation.concordance(pairs.x, pairs.y, counts: pairs.counts) == Correlation.concordance(x, y))
    }

    @Test(arguments: UInt64(1)...20) func `tau-b is that of all pairs of pairs`(seed: UInt64) throws {
        let pairs = CountedPairs(grades: 5 + Int(seed) % 5, scale: 0.7, seed: seed)
        let (x, y) = (pairs.places.map { pairs.x[$0] }, pairs.places.map { pairs.y[$0] })
        var (excess, untiedFirst, untiedSecond) = (0.0, 0.0, 0.0)
        for one in x.indices {
            for other in x.indices.prefix(one) {
                let (first, second) = ((x[one] - x[other]).sign(), (y[one] - y[other]).sign())
                excess += first * second
                untiedFirst += abs(first)
                untiedSecond += abs(second)
            }
        }
        let expected = excess / (untiedFirst * untiedSecond).squareRoot()
        #expect(try abs(RankedPairs(pairs.x, pairs.y).kendall(counts: pairs.counts).value - expected) < 1e-14)
    }

    @Test(arguments: UInt64(1)...8) func `spearman is pearson of the mid-ranks`(seed: UInt64) throws {
        let pairs = CountedPairs(grades: 9, scale: 0.1, seed: seed)
        let (x, y) = (pairs.places.map { pairs.x[$0] }, pairs.places.map { pairs.y[$0] })
        let expected = try Correlation.pearson(MidRanks(x).ranks, MidRanks(y).ranks)
        let found = try RankedPairs(pairs.x, pairs.y).spearman(counts: pairs.counts)
        #expect(found.value == expected.value && found.pValue == expected.pValue)
    }

    @Test(arguments: UInt64(1)...8) func `coefficients of counted items are those of the items written out, bit for bit`(seed: UInt64)
        throws
    {
        let pairs = CountedPairs(grades: 5, scale: 1, seed: seed)
        let (first, second) = (pairs.x.map { Int($0 + 0.5) }, pairs.y.map { Int($0) })
        let rows = pairs.places
        let (a, b) = (rows.map { first[$0] }, rows.map { second[$0] })
        #expect(
            try RatingTable(first: first, second: second, counts: pairs.counts, categories: 5)
                == RatingTable(first: a, second: b, categories: 5))
        let third: [Int?] = first.indices.map { $0 % 4 == 0 ? nil : ($0 * 7) % 5 }
        let kinds = first.indices.map { [first[$0], second[$0], third[$0]] }
        let raters: [[Int?]] = [a, b, rows.map { third[$0] }]
        for weights in AgreementWeights.allCases {
            #expect(
                try GwetAgreement(kinds: kinds, counts: pairs.counts, categories: 5, weights: weights)
                    == GwetAgreement(ratingsByRater: raters, categories: 5, weights: weights))
        }
    }

    @Test(arguments: MeasurementLevel.allCases) func `alpha of kinds of items is that of the items`(level: MeasurementLevel) throws {
        let pairs = CountedPairs(grades: 6, scale: 0.1, seed: 4)
        let items = zip(pairs.x, pairs.y).enumerated().map {
            $0 % 5 == 0 ? [$1.0 + 0.3] : $0 % 3 == 0 ? [$1.0, $1.1, $1.1] : [$1.0 + 0.3, $1.1]
        }
        let raters = (0..<3).map { rater in pairs.places.map { items[$0].count > rater ? items[$0][rater] : nil } }
        let found = try KrippendorffKinds(items, level: level).alpha(counts: pairs.counts)
        #expect(try abs(found - krippendorffAlpha(ratingsByRater: raters, level: level)) < 1e-14)
    }

    @Test func `what is undefined of pairs is undefined of counted pairs`() throws {
        let ranked = try RankedPairs([1, 1, 2, 3], [4, 5, 4, 6])
        for counts in [[0, 0, 0, 0], [1, 0, 0, 0], [5, 0, 0, 0], [2, 2, 0, 0], [2, 0, 2, 0]] {
            #expect(throws: Undefined.self) { try ranked.kendall(counts: counts) }
            #expect(throws: Undefined.self) { try ranked.spearman(counts: counts) }
        }
        #expect(throws: Undefined.self) { try Correlation.concordance([1, 2], [1, 3], counts: [4, 0]) }
        #expect(throws: Undefined.self) { try KrippendorffKinds([[1], [1, 2]], level: .nominal).alpha(counts: [3, 0]) }
        #expect(throws: Undefined.self) { try RatingTable(first: [0], second: [1], counts: [0], categories: 2) }
        #expect(throws: Undefined.self) { try RankedPairs([1], [1, 2]) }
        #expect(throws: Undefined.self) { try RankedPairs([1, .nan], [1, 2]) }
    }

    @Test(arguments: [[], [1, 2, 3], [1, 2, 3, 4, 5]] as [[Int]])
    func `counts that are not one for each pair are refused`(counts: [Int]) throws {
        let (x, y) = ([1.0, 1, 2, 3], [4.0, 5, 4, 6])
        let ranked = try RankedPairs(x, y)
        #expect(throws: Undefined.self) { try ranked.kendall(counts: counts) }
        #expect(throws: Undefined.self) { try ranked.spearman(counts: counts) }
        #expect(throws: Undefined.self) { try Correlation.concordance(x, y, counts: counts) }
        #expect(throws: Undefined.self) { try Correlation.concordance(x, Array(y.dropLast()), counts: [1, 1, 1, 1]) }
    }

    @Test func `ranks of very many pairs are added without rounding`() throws {
        let ranked = try RankedPairs([1, 2, 3], [2, 1, 3])
        let million = try ranked.spearman(counts: [1_000_000, 1_000_000, 1_000_000]).value
        #expect(try abs(million - ranked.spearman(counts: [1000, 1000, 1000]).value) < 1e-15)
    }
}

extension Double {
    fileprivate func sign() -> Double { self > 0 ? 1 : self < 0 ? -1 : 0 }
}
