import Statistics

/// The ratings of several raters, row by row.
struct Ratings: Sendable {
    /// The raters.
    let names: [String]
    /// For each rater the place of its rating in the categories, per row; nil where it gave none.
    let places: [[Int?]]
    /// The cluster of each row; nil when rows stand alone.
    let clusters: [Int]?
    /// The categories.
    let categories: RatingCategories
    /// Rows that fewer than two raters rated.
    let unpaired: Int

    /// Rows with ratings of at least two raters.
    init(names: [String], labels: [[String?]], clusters: [Int]?, categories: RatingCategories) {
        let rows = (labels.first ?? []).indices.filter { row in labels.count { $0[row] != nil } >= 2 }
        self.names = names
        self.categories = categories
        self.clusters = clusters.map { ids in rows.map { ids[$0] } }
        places = labels.map { rater in rows.map { row in rater[row].flatMap(categories.place) } }
        unpaired = (labels.first?.count ?? 0) - rows.count
    }

    /// The ratings of each row, one per rater.
    var byRow: [[Int?]] { (0..<count).map { row in places.map { $0[row] } } }

    /// How many rows at least two raters rated.
    var count: Int { places.first?.count ?? 0 }

    /// What a reader should know of rows left out.
    var warnings: [String] {
        var warnings: [String] = []
        if unpaired > 0 { warnings.append("\(unpaired) of \(unpaired + count) rows have ratings of fewer than two raters and say nothing") }
        if count < 30 { warnings.append("few items: \(count)") }
        let used = places.map { Set($0.compactMap { $0 }) }
        if used.count == 2, used[0].isDisjoint(with: used[1]) {
            warnings.append("the raters have no rating in common; are these the right columns?")
        }
        return warnings
    }

    /// Quadratic for ordered ratings in more than two categories, else plain.
    func defaultWeights(isOrdered: Bool) -> AgreementWeights {
        (categories.isNumeric || isOrdered) && categories.labels.count > 2 ? .quadratic : .identity
    }

    /// Ordinal for ordered ratings in more than two categories, interval for measurements, else nominal.
    func defaultScale(isOrdered: Bool) -> MeasurementLevel {
        guard categories.isNumeric || isOrdered, categories.labels.count > 2 else { return .nominal }
        return categories.isContinuous ? .interval : .ordinal
    }

    /// The rows of two raters that both rated.
    func pair(_ first: Int, _ second: Int) -> RatingPairs {
        let rows = (0..<count).filter { places[first][$0] != nil && places[second][$0] != nil }
        return RatingPairs(
            first: rows.compactMap { places[first][$0] }, second: rows.compactMap { places[second][$0] },
            clusters: clusters.map { ids in rows.map { ids[$0] } })
    }
}

/// The ratings of two raters on the rows that both rated.
struct RatingPairs: Sendable {
    let first: [Int]
    let second: [Int]
    let clusters: [Int]?
    /// The rows by what they were rated.
    let kinds: UnitKinds
    /// The first rater's rating of each kind of row.
    let firstOfKind: [Int]
    /// The second rater's rating of each kind of row.
    let secondOfKind: [Int]

    /// The pairs of two equally long lists.
    init(first: [Int], second: [Int], clusters: [Int]?) {
        (self.first, self.second, self.clusters) = (first, second, clusters)
        kinds = UnitKinds(zip(first, second).map { [$0, $1] })
        firstOfKind = kinds.firsts.map { first[$0] }
        secondOfKind = kinds.firsts.map { second[$0] }
    }

    /// The table of so many pairs of each kind.
    func table(_ counts: [Int], categories: Int) throws -> RatingTable {
        try RatingTable(first: firstOfKind, second: secondOfKind, counts: counts, categories: categories)
    }
}
