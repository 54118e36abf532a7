import Reporting
import Statistics

extension AgreementStudy {
    /// The shares of the reference's positives and negatives that the second rater finds; with two categories only.
    func rates(_ pairs: RatingPairs) -> [AgreementFigure] {
        [1, 0].map { category in
            let rows = pairs.first.indices.filter { pairs.first[$0] == category }
            let label = ratings.categories.labels[category]
            let name = category == 1 ? "true positive rate" : "true negative rate"
            let verdict = Verdict.single(
                metric: name, values: rows.map { pairs.second[$0] == category ? 1 : 0 }, isBinary: true,
                clusters: pairs.clusters.map { ids in rows.map { ids[$0] } }, level: level, seed: seed)
            return AgreementFigure(
                verdict: verdict,
                meaning: "\(name): of the items that \(ratings.names[0]) rates \(label), the share that \(ratings.names[1]) rates so too")
        }
    }

    /// Matthews' correlation of two categories.
    func matthews(_ pairs: RatingPairs) -> AgreementFigure {
        AgreementFigure(
            verdict: resampled(pairs).verdict("matthews correlation") { counts in
                try pairs.table(counts, categories: 2).matthewsCorrelation
            })
    }

    /// Kendall's tau-b of ordered categories.
    func kendall(_ pairs: RatingPairs) -> AgreementFigure {
        let name = "kendall's tau-b"
        let verdict = ranked(pairs, name) { try $0.kendall(counts: $1).value }
        return AgreementFigure(verdict: verdict, meaning: "\(name): whether both put the items into the same order")
    }

    /// Of measurements: concordance, rank correlation and alpha.
    func continuous(_ pairs: RatingPairs) -> [AgreementFigure] {
        let (first, second) = values(pairs)
        let concordance = resampled(pairs).verdict("lin's concordance") { counts in
            try Correlation.concordance(first, second, counts: counts)
        }
        let spearman = ranked(pairs, "spearman's rho") { try $0.spearman(counts: $1).value }
        return [
            AgreementFigure(
                verdict: concordance, meaning: "lin's concordance: how close the pairs lie to equality, 1 when all numbers are the same",
                isMain: true),
            AgreementFigure(verdict: spearman, meaning: "spearman's rho: whether both put the items into the same order"),
        ]
    }

    /// A figure of the order that the two raters put the items into.
    private func ranked(
        _ pairs: RatingPairs, _ name: String, _ statistic: @escaping @Sendable (RankedPairs, [Int]) throws -> Double
    ) -> Verdict {
        let (first, second) = values(pairs)
        let order = Result { try RankedPairs(first, second) }
        return resampled(pairs).verdict(name) { counts in try statistic(order.get(), counts) }
    }

    /// The numbers that the ratings of each kind of item stand for.
    private func values(_ pairs: RatingPairs) -> (first: [Double], second: [Double]) {
        let values = ratings.categories.values
        return (pairs.firstOfKind.map { values[$0] }, pairs.secondOfKind.map { values[$0] })
    }
}
