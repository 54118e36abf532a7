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
        let verdict = resampled(pairs).verdict("matthews correlation") { rows in
            try RatingTable(first: rows.map { pairs.first[$0] }, second: rows.map { pairs.second[$0] }, categories: 2).matthewsCorrelation
        }
        return AgreementFigure(verdict: verdict)
    }

    /// Kendall's tau-b of ordered categories.
    func kendall(_ pairs: RatingPairs) -> AgreementFigure {
        let values = ratings.categories.values
        let (first, second) = (pairs.first.map { values[$0] }, pairs.second.map { values[$0] })
        let verdict = resampled(pairs).verdict("kendall's tau-b") { rows in
            try Correlation.kendall(rows.map { first[$0] }, rows.map { second[$0] }).value
        }
        return AgreementFigure(verdict: verdict, meaning: "kendall's tau-b: whether both put the items into the same order")
    }

    /// Of measurements: concordance, rank correlation and alpha.
    func continuous(_ pairs: RatingPairs) -> [AgreementFigure] {
        let values = ratings.categories.values
        let (first, second) = (pairs.first.map { values[$0] }, pairs.second.map { values[$0] })
        let concordance = resampled(pairs).verdict("lin's concordance") { rows in
            try Correlation.concordance(rows.map { first[$0] }, rows.map { second[$0] })
        }
        let spearman = resampled(pairs).verdict("spearman's rho") { rows in
            try Correlation.spearman(rows.map { first[$0] }, rows.map { second[$0] }).value
        }
        return [
            AgreementFigure(
                verdict: concordance, meaning: "lin's concordance: how close the pairs lie to equality, 1 when all numbers are the same",
                isMain: true),
            AgreementFigure(verdict: spearman, meaning: "spearman's rho: whether both put the items into the same order"),
        ]
    }
}
