import Reporting
package import Statistics
import TouchstoneJSON

/// "Do the raters agree?": coefficients of agreement beyond chance between columns of ratings, the first rater being the reference.
package struct AgreementQuestion: Sendable {
    /// The raters' columns.
    package var raters: [String]
    /// The column that says which rows belong together.
    package var cluster: String?
    /// How disagreements count in kappa and AC; by the kind of ratings unless given.
    package var weights: AgreementWeights?
    /// The scale of Krippendorff's alpha; by the kind of ratings unless given.
    package var scale: MeasurementLevel?
    /// The labels from low to high, for ratings that are words.
    package var order: [String]?
    /// The coverage.
    package var level = 0.95
    /// Resamples behind each interval; fewer for many rows unless given.
    package var draws: Int?
    /// The seed of resampling.
    package var seed: UInt64 = 0

    /// A question about two raters or more.
    package init(raters: [String]) { self.raters = raters }

    /// All columns that must be read.
    package var columnNames: [String] { raters + [cluster].compactMap { $0 } }

    /// The answer. Throws `Undefined` when no coefficient can be computed.
    package func answer(_ table: ColumnTable) throws -> StatisticsReport {
        let ratings = Ratings(
            names: raters, labels: raters.map(table.labels), clusters: cluster.map { table.clusters($0).ids },
            categories: try RatingCategories(raters.map(table.labels), order: order))
        let study = AgreementStudy(
            ratings: ratings, weights: weights ?? ratings.defaultWeights(isOrdered: order != nil),
            scale: scale ?? ratings.defaultScale(isOrdered: order != nil), level: level,
            draws: draws ?? min(10_000, max(1_000, 5_000_000 / max(1, ratings.count))), seed: seed)
        let figures = raters.count == 2 ? try study.ofTwo() : try study.ofMany()
        guard let main = figures.first(where: { $0.isMain }), main.verdict.estimate != nil else {
            throw Undefined(figures.first { $0.isMain }?.verdict.undefinedReason ?? "no coefficient can be computed")
        }
        let sheet = FigureSheet.figures(
            figures.map(\.verdict), sentences: [sentence(figures, main)], notes: figures.compactMap(\.meaning),
            warnings: table.warnings + ratings.warnings + figures.flatMap(\.warnings))
        return StatisticsReport(
            "agreement", sheet,
            [
                "data": table.json, "raters": .array(raters.map(JSONValue.string)),
                "categories": .array(ratings.categories.isContinuous ? [] : ratings.categories.labels.map(JSONValue.string)),
                "weights": .string(study.weights.rawValue), "scale": .string(study.scale.rawValue),
                "main": .string(main.verdict.metric), "figures": .array(figures.map(\.verdict.json)),
            ])
    }

    private func sentence(_ figures: [AgreementFigure], _ main: AgreementFigure) -> String {
        let names =
            raters.count == 2 ? "\(raters[0]) and \(raters[1])" : raters.dropLast().joined(separator: ", ") + " and " + (raters.last ?? "")
        let judgement = main.judgement.map { ": \($0)" } ?? ""
        let figure = "\(main.verdict.metric) is \(main.verdict.clause())\(judgement)."
        guard let same = figures.first(where: { $0.verdict.metric == AgreementStudy.same })?.verdict, let share = same.estimate else {
            return "On \(NumberText.count(main.verdict.n)) items of \(names), \(figure)"
        }
        return "\(names) give the same rating to \(NumberText.percent(share)) of \(NumberText.count(same.n)) items; \(figure)"
    }
}
