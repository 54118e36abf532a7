import Statistics

/// One coefficient with what it means.
struct AgreementFigure {
    var verdict: Verdict
    /// What the coefficient is, in a clause.
    var meaning: String?
    /// Whether it is the one to judge by.
    var isMain = false
    /// What the value is customarily called.
    var judgement: String?

    /// The figure's warnings under its name.
    var warnings: [String] { verdict.warnings.map { "\(verdict.metric): \($0)" } }

    /// The words of Landis & Koch (1977) for a coefficient that is 0 by chance and 1 when perfect.
    static func word(_ value: Double) -> String {
        switch value {
        case ..<0: "less agreement than chance gives"
        case 0: "no agreement beyond chance"
        case ..<0.2: "slight agreement beyond chance"
        case ..<0.4: "fair agreement beyond chance"
        case ..<0.6: "moderate agreement beyond chance"
        case ..<0.8: "substantial agreement beyond chance"
        default: "almost perfect agreement"
        }
    }

    /// Krippendorff's advice for alpha (2004).
    static func reliability(_ alpha: Double) -> String {
        switch alpha {
        case 0.8...: "reliable"
        case 0.667...: "enough for tentative conclusions only"
        default: "too unreliable to draw conclusions from"
        }
    }
}
