import Scoring
import Testing

@testable import Evaluation

@Suite struct ScorerRangeTests {
    @Test func `a mean is bounded on each side that has an end, a scale is drawn where both have one`() {
        let ranges: [(ScorerDefinition.Range, bounds: ClosedRange<Double>?, closed: ClosedRange<Double>?)] = [
            (.binary, 0...1, 0...1), (.numbers(lower: -1, upper: 1), -1...1, -1...1), (.nonNegative, 0...(.infinity), nil),
            (.unbounded, nil, nil), (.numbers(lower: 2, upper: 2), 2...2, nil),
            (.numbers(lower: 1, upper: 0), nil, nil), (.numbers(lower: .nan, upper: 1), nil, nil), (.categories(["a"]), nil, nil),
        ]
        for (range, bounds, closed) in ranges { #expect(range.bounds == bounds && range.closed == closed, "\(range)") }
    }
}
