import Scoring

extension ScorerDefinition.Range {
    /// What a mean of such scores can be at most and at least; nil for categories, where the ends are no range, and without any end: a
    /// command that prints 0 and 1 declares nothing, and its scores are as likely shares as anything else.
    var bounds: ClosedRange<Double>? {
        switch self {
        case .binary: 0...1
        case .categories: nil
        case .unbounded: nil
        case .numbers(let lower, let upper): lower <= upper ? lower...upper : nil
        }
    }
}
