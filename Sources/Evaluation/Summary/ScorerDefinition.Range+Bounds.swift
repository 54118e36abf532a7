import Scoring

extension ScorerDefinition.Range {
    /// What a mean of such scores can be at most and at least; nil for categories and where the ends are no range.
    var bounds: ClosedRange<Double>? {
        switch self {
        case .binary: 0...1
        case .categories: nil
        case .numbers(let lower, let upper): lower <= upper ? lower...upper : nil
        }
    }
}
