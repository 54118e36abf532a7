import Reporting
import Statistics

/// The coefficients that suit the ratings, each with its interval.
struct AgreementStudy {
    let ratings: Ratings
    let weights: AgreementWeights
    let scale: MeasurementLevel
    let level: Double
    let draws: Int
    let seed: UInt64

    /// The name of the share of items that both rated alike.
    static let same = "same rating"

    /// Of two raters, the first being the reference.
    func ofTwo() throws(Undefined) -> [AgreementFigure] {
        let pairs = ratings.pair(0, 1)
        guard pairs.first.count >= 2 else {
            throw Undefined(
                "agreement needs at least 2 rows that both \(ratings.names[0]) and \(ratings.names[1]) rated, got \(pairs.first.count)")
        }
        if ratings.categories.isContinuous { return continuous(pairs) }
        guard ratings.categories.labels.count >= 2 else {
            throw Undefined("all ratings are \"\(ratings.categories.labels.first ?? "")\"; agreement beyond chance is undefined")
        }
        let prevails = prevalence(pairs) > 0.85
        var figures = [same(pairs), kappa(pairs), gwet(pairs), alpha()]
        figures[prevails ? 2 : 1].isMain = true
        if prevails {
            figures[1].meaning = figures[1].meaning.map { $0 + "; misleads here, where one category holds nearly all items" }
        }
        if ratings.categories.labels.count == 2 { figures += rates(pairs) + [matthews(pairs)] }
        if scale != .nominal { figures.append(kendall(pairs)) }
        return figures
    }

    /// Of any number of raters, with gaps.
    func ofMany() throws(Undefined) -> [AgreementFigure] {
        guard ratings.count >= 2 else {
            throw Undefined("agreement needs at least 2 rows with ratings of two raters, got \(ratings.count)")
        }
        var figures = [alpha()]
        figures[0].isMain = true
        guard !ratings.categories.isContinuous, ratings.categories.labels.count >= 2 else { return figures }
        figures.append(gwetOfMany())
        for first in ratings.names.indices {
            for second in ratings.names.indices where second > first {
                let pairs = ratings.pair(first, second)
                guard !pairs.first.isEmpty else { continue }
                var figure = kappa(pairs)
                figure.verdict.metric = "\(kappaName) \(ratings.names[first]), \(ratings.names[second])"
                figure.meaning = nil
                figures.append(figure)
            }
        }
        return figures
    }

    /// The bootstrap over the rows of two raters.
    func resampled(_ pairs: RatingPairs) -> ResampledFigure {
        ResampledFigure(kinds: pairs.kinds, clusters: pairs.clusters, level: level, draws: draws, seed: seed)
    }

    /// The bootstrap over the rows of all raters.
    private func resampled(_ kinds: UnitKinds) -> ResampledFigure {
        ResampledFigure(kinds: kinds, clusters: ratings.clusters, level: level, draws: draws, seed: seed)
    }

    /// The larger share that one category holds of either rater's ratings.
    private func prevalence(_ pairs: RatingPairs) -> Double {
        [pairs.first, pairs.second].map { places in
            let counts = places.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
            return Double(counts.values.max() ?? 0) / Double(places.count)
        }.max() ?? 0
    }

    private func same(_ pairs: RatingPairs) -> AgreementFigure {
        let values = zip(pairs.first, pairs.second).map { $0 == $1 ? 1.0 : 0 }
        let verdict = Verdict.single(
            metric: Self.same, values: values, isBinary: true, clusters: pairs.clusters, level: level, seed: seed)
        return AgreementFigure(verdict: verdict, meaning: "same rating: the share of items that both rated alike, chance included")
    }

    private var kappaName: String { weights == .identity ? "cohen's kappa" : "cohen's kappa, \(weights.rawValue)" }

    private func kappa(_ pairs: RatingPairs) -> AgreementFigure {
        let (count, weights) = (ratings.categories.labels.count, weights)
        let verdict = resampled(pairs).verdict(kappaName) { counts in
            try pairs.table(counts, categories: count).kappa(weights: weights)
        }
        let credit = weights == .identity ? "" : " (near misses count in part)"
        return AgreementFigure(
            verdict: verdict,
            meaning: "\(kappaName): agreement beyond what the raters' own frequencies give\(credit), 0 by chance, 1 perfect",
            judgement: verdict.estimate.map(AgreementFigure.word))
    }

    private var gwetName: String { weights == .identity ? "gwet's ac1" : "gwet's ac2, \(weights.rawValue)" }

    private func gwet(_ pairs: RatingPairs) -> AgreementFigure {
        let (count, weights) = (ratings.categories.labels.count, weights)
        let verdict = resampled(pairs).verdict(gwetName) { counts in
            try pairs.table(counts, categories: count).gwet(weights: weights).value
        }
        return gwetFigure(verdict)
    }

    private func gwetOfMany() -> AgreementFigure {
        let (rows, count, weights) = (ratings.byRow, ratings.categories.labels.count, weights)
        let kinds = UnitKinds(rows)
        let ratingsOfKind = kinds.firsts.map { rows[$0] }
        return gwetFigure(
            resampled(kinds).verdict(gwetName) { counts in
                try GwetAgreement(kinds: ratingsOfKind, counts: counts, categories: count, weights: weights).value
            })
    }

    private func gwetFigure(_ verdict: Verdict) -> AgreementFigure {
        AgreementFigure(
            verdict: verdict, meaning: "\(gwetName): agreement beyond chance that stays sensible when one category holds nearly all items",
            judgement: verdict.estimate.map(AgreementFigure.word))
    }

    private func alpha() -> AgreementFigure {
        let (values, name) = (ratings.categories.values, "krippendorff's alpha, \(scale.rawValue)")
        let items = ratings.byRow.map { row in row.compactMap { $0.map { values[$0] } } }
        let kinds = UnitKinds(items)
        let ratingsOfKind = KrippendorffKinds(kinds.firsts.map { items[$0] }, level: scale)
        let verdict = resampled(kinds).verdict(name) { counts in try ratingsOfKind.alpha(counts: counts) }
        return AgreementFigure(
            verdict: verdict,
            meaning: "\(name): reliability of any number of raters, gaps allowed; 0 by chance, from 0.8 on reliable, below 0.667 not",
            judgement: verdict.estimate.map(AgreementFigure.reliability))
    }
}
