import Reporting
import Statistics

/// Drift in words and as a table.
struct DriftText {
    let column: String
    let reference: String
    let threshold: Double
    let level: Double

    /// The verdict over all periods.
    func sentence(_ figures: [DriftFigure]) -> String {
        let drifted = figures.filter { $0.outcome == .drifted }
        let small = figures.filter { $0.outcome == .small }
        if figures.count == 1, let only = figures.first { return single(only) }
        if !drifted.isEmpty {
            let names = drifted.prefix(5).map { "\($0.name) (\(facts($0)))" }.joined(separator: ", ") + (drifted.count > 5 ? ", …" : "")
            return "\(column) drifted from \(reference) in \(drifted.count) of \(figures.count) periods: \(names)."
        }
        if !small.isEmpty {
            let names = small.prefix(5).map(\.name).joined(separator: ", ") + (small.count > 5 ? ", …" : "")
            return "\(column) differs from \(reference) beyond chance in \(names), but by less than \(NumberText.given(threshold))."
        }
        let least = figures.compactMap(\.adjustedPValue).min().map { " (least p \(NumberText.probability($0)))" } ?? ""
        return "No drift of \(column) from \(reference) is seen in \(figures.count) periods\(least)."
    }

    private func single(_ figure: DriftFigure) -> String {
        switch figure.outcome {
        case .drifted: "\(column) drifted between \(reference) and \(figure.name): \(facts(figure))."
        case .small:
            "\(column) differs between \(reference) and \(figure.name) beyond chance, but by less than \(NumberText.given(threshold)): \(facts(figure))."
        case .notSeen: "No drift of \(column) is seen between \(reference) and \(figure.name): \(facts(figure))."
        case nil: "Drift of \(column) between \(reference) and \(figure.name) is undefined."
        }
    }

    private func facts(_ figure: DriftFigure) -> String {
        let distance = (figure.isCategorical ? "total variation " : "KS distance ") + NumberText.short(figure.effect ?? 0)
        let p = figure.adjustedPValue.map { ", p " + NumberText.probability($0) } ?? ""
        guard let before = figure.measure("mean_reference"), let after = figure.measure("mean") else { return distance + p }
        return "\(distance)\(p), mean \(NumberText.short(before)) → \(NumberText.short(after))"
    }

    /// The table's columns.
    func columns(_ figures: [DriftFigure]) -> [FigureSheet.Column] {
        let measures = isCategorical(figures) ? Self.categorical : Self.numeric
        return [.init("against \(reference)"), .init("verdict"), .init("n", .number), .init("p", .number)]
            + measures.map { .init($0.title, .number, expendable: $0.expendable) }
    }

    /// The row of one period.
    func row(_ figure: DriftFigure) -> [FigureSheet.Cell] {
        let measures = figure.isCategorical ? Self.categorical : Self.numeric
        let cells = measures.map { measure -> FigureSheet.Cell in
            let value = figure.measure(measure.key)
            return .text(value.map(measure.key.hasSuffix("_p") ? NumberText.probability : NumberText.short) ?? "—")
        }
        return [
            .text(figure.name), .text(figure.outcome?.rawValue ?? "undefined"), .text(NumberText.count(figure.count)),
            .text(figure.adjustedPValue.map(NumberText.probability) ?? "—"),
        ] + cells
    }

    private func isCategorical(_ figures: [DriftFigure]) -> Bool { figures.contains { $0.isCategorical } }

    private static let numeric: [(key: String, title: String, expendable: Int)] = [
        ("ks", "ks", 0), ("mean", "mean", 1), ("psi", "psi", 2), ("psi_p", "psi p", 3), ("wasserstein", "wasserstein", 4),
        ("energy", "energy", 5),
    ]

    private static let categorical: [(key: String, title: String, expendable: Int)] = [
        ("tvd", "total variation", 0), ("mean", "rate", 1), ("chi2", "χ²", 2), ("g_p", "G p", 3), ("cramers_v", "cramér's v", 4),
        ("js_distance", "js distance", 5),
    ]

    /// How the verdicts were reached.
    func notes(_ figures: [DriftFigure]) -> [String] {
        let test = isCategorical(figures) ? "χ²" : "Kolmogorov-Smirnov"
        let distance = isCategorical(figures) ? "a total variation" : "a KS distance"
        let family = figures.count > 1 ? ", adjusted over \(figures.count) periods (Holm)" : ""
        return [
            "drifted means p below \(NumberText.given(((1 - level) * 1e9).rounded() / 1e9)) (\(test)\(family)) and \(distance) of at least \(NumberText.given(threshold))"
        ]
    }
}
