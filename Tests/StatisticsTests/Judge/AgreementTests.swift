import Statistics
import Testing

@Suite struct AgreementTests {
    @Test func `perfect agreement is one and swapping raters changes nothing`() throws {
        let (a, b) = ([0, 1, 2, 2, 1, 0, 1, 1], [0, 1, 2, 1, 1, 0, 2, 1])
        let same = try RatingTable(first: a, second: a, categories: 3)
        for value in [try same.kappa(), try same.kappa(weights: .quadratic), same.matthewsCorrelation] { #expect(abs(value - 1) < 1e-12) }
        #expect(try same.gwet().value == 1)
        let (table, swapped) = (
            try RatingTable(first: a, second: b, categories: 3), try RatingTable(first: b, second: a, categories: 3)
        )
        for weights in AgreementWeights.allCases {
            #expect(try abs(table.kappa(weights: weights) - swapped.kappa(weights: weights)) < 1e-12)
            #expect(try abs(table.gwet(weights: weights).value - swapped.gwet(weights: weights).value) < 1e-12)
        }
        #expect(abs(table.matthewsCorrelation - swapped.matthewsCorrelation) < 1e-12)
    }

    @Test func `one class only is undefined for kappa but not for the other coefficients`() throws {
        let table = try RatingTable(first: [1, 1, 1], second: [1, 1, 1], categories: 2)
        #expect(throws: Undefined.self) { try table.kappa() }
        #expect(throws: Undefined.self) { try table.recall(of: 0) }
        #expect(try table.gwet().value == 1)
        #expect(table.prevalenceAdjustedKappa == 1)
    }

    @Test func `impossible ratings are refused`() {
        #expect(throws: Undefined.self) { try RatingTable(first: [], second: [], categories: 2) }
        #expect(throws: Undefined.self) { try RatingTable(first: [0], second: [0, 1], categories: 2) }
        #expect(throws: Undefined.self) { try RatingTable(first: [5], second: [0], categories: 2) }
        #expect(throws: Undefined.self) { try RatingTable(first: ["x"], second: ["a"], labels: ["a", "b"]) }
        #expect(throws: Undefined.self) { try krippendorffAlpha(ratingsByRater: [[1, 1], [1, 1]], level: .nominal) }
        #expect(throws: Undefined.self) { try krippendorffAlpha(ratingsByRater: [[1, nil], [nil, 1]], level: .interval) }
        #expect(throws: Undefined.self) { try krippendorffAlpha(ratingsByRater: [[.infinity, 1], [2, 1]], level: .interval) }
    }

    @Test(arguments: MeasurementLevel.allCases) func `alpha ignores the order of raters and items`(level: MeasurementLevel) throws {
        let raters: [[Double?]] = [[1, 2, 3, 4, nil, 2], [1, 2, 3, 3, 2, 2], [nil, 3, 3, 4, 2, 1]]
        let alpha = try krippendorffAlpha(ratingsByRater: raters, level: level)
        #expect(alpha <= 1)
        #expect(try abs(krippendorffAlpha(ratingsByRater: raters.reversed(), level: level) - alpha) < 1e-12)
        #expect(try abs(krippendorffAlpha(ratingsByRater: raters.map { $0.reversed() }, level: level) - alpha) < 1e-12)
        #expect(try krippendorffAlpha(ratingsByRater: [raters[1], raters[1]], level: level) == 1)
    }

    @Test func `correlations are symmetric, bounded and refuse constants`() throws {
        let (x, y) = ([1.0, 2, 2, 4, 5, 9], [2.0, 1, 4, 4, 6, 7])
        #expect(try Correlation.kendall(x, y).value == Correlation.kendall(y, x).value)
        #expect(try Correlation.spearman(x, x).value == 1)
        #expect(try abs(Correlation.pearson(x, x.map { -3 * $0 }).value + 1) < 1e-12)
        #expect(try Correlation.kendall([1, 2, 3], [3, 2, 1]).value == -1)
        #expect(throws: Undefined.self) { try Correlation.pearson([1, 1, 1], [1, 2, 3]) }
        #expect(throws: Undefined.self) { try Correlation.spearman([1, .nan, 1], [1, 2, 3]) }
    }
}
