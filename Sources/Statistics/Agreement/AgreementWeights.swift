/// How much a disagreement counts.
public enum AgreementWeights: String, Sendable, Hashable, CaseIterable {
    /// Every disagreement counts fully: nominal categories.
    case identity
    /// Disagreements count by their distance: ordinal categories.
    case linear
    /// Disagreements count by their squared distance: ordinal categories, the usual choice for scores.
    case quadratic

    /// The credit of a pair of categories: 1 when equal, down to 0 for the ends of the scale.
    func credit(_ first: Int, _ second: Int, of categories: Int) -> Double {
        let distance = Double(abs(first - second)) / Double(max(1, categories - 1))
        return switch self {
        case .identity: first == second ? 1 : 0
        case .linear: 1 - distance
        case .quadratic: 1 - distance * distance
        }
    }
}
