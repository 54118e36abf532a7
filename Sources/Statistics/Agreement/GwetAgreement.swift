/// Gwet's AC1 and AC2: agreement beyond chance that stays sensible when nearly all items are of one category.
///
/// Gwet 2008 and 2014 (Handbook of Inter-Rater Reliability, 4th ed.). Any number of raters, ratings may be missing.
public struct GwetAgreement: Sendable, Hashable {
    /// The coefficient, at most 1.
    public let value: Double
    /// Chance agreement.
    public let chance: Double
    /// The standard error over items; nil when there is one item.
    public let standardError: Double?

    /// The coefficient of ratings given as one list per rater, nil where a rating is missing; categories are numbered from 0.
    ///
    /// With identity weights AC1, else AC2. Throws `Undefined` unless some item has two ratings.
    public init(ratingsByRater: [[Int?]], categories: Int, weights: AgreementWeights = .identity) throws {
        let items = ratingsByRater.map(\.count).max() ?? 0
        let kinds = (0..<items).map { item in ratingsByRater.map { item < $0.count ? $0[item] : nil } }
        try self.init(kinds: kinds, counts: [Int](repeating: 1, count: items), categories: categories, weights: weights)
    }

    /// The same of kinds of items that occur as often as their counts say, by the ratings that all raters gave them.
    package init(kinds: [[Int?]], counts: [Int], categories: Int, weights: AgreementWeights) throws {
        try requireSameCount(kinds.count, counts.count, "kinds of items and their counts")
        guard categories >= 2, categories <= 10_000 else { throw Undefined("agreement needs 2 to 10000 categories, got \(categories)") }
        var units: [Unit] = []
        for (kind, copies) in zip(kinds, counts) where copies > 0 {
            var counts = [Double](repeating: 0, count: categories)
            for case let rating? in kind {
                guard rating >= 0, rating < categories else { throw Undefined("categories must lie in 0..<\(categories), got \(rating)") }
                counts[rating] += 1
            }
            if counts.contains(where: { $0 > 0 }) { units.append(Unit(counts: counts, items: 1, copies: copies)) }
        }
        try self.init(units: units, categories: categories, weights: weights)
    }

    /// Items with the same ratings.
    struct Unit {
        /// Ratings per category.
        let counts: [Double]
        /// How many items have these.
        let items: Double
        /// How many such units there are. Sums take the term of one so many times without rounding, which is what adding each one gives;
        /// `items` is a factor of the term and rounded with it.
        var copies = 1
        /// All ratings.
        var ratings: Double { counts.reduce(0, +) }
        /// The items of all copies.
        var allItems: Double { items * Double(copies) }
    }

    init(units: [Unit], categories: Int, weights: AgreementWeights) throws {
        let pairable = units.filter { $0.ratings >= 2 }.reduce(0) { $0 + $1.allItems }
        guard pairable > 0 else { throw Undefined("no item has ratings of two raters") }
        let n = units.reduce(0) { $0 + $1.allItems }
        let copies = units.map(\.copies)
        let shares = (0..<categories).map { category in
            Sums.sum(copies) { units[$0].items * units[$0].counts[category] / units[$0].ratings / n }
        }
        let credits = (0..<categories).map { row in (0..<categories).map { weights.credit(row, $0, of: categories) } }
        let scale = credits.joined().reduce(0, +) / Double(categories * (categories - 1))
        let chance = scale * shares.reduce(0) { $0 + $1 * (1 - $1) }
        let observed = units.map { Self.observed($0, credits) }
        let agreement = Sums.sum(copies) { units[$0].items * observed[$0] } / pairable
        let value = (agreement - chance) / (1 - chance)
        (self.value, self.chance) = (value, chance)
        guard n > 1 else {
            standardError = nil
            return
        }
        let squares = Sums.sum(copies) { place in
            let (unit, agreed, ratings) = (units[place], observed[place], units[place].ratings)
            let expected = scale * zip(unit.counts, shares).reduce(0) { $0 + $1.0 * (1 - $1.1) } / ratings
            let own = n / pairable * (agreed - (ratings >= 2 ? chance : 0)) / (1 - chance)
            let deviation = own - 2 * (1 - value) * (expected - chance) / (1 - chance) - value
            return unit.items * deviation * deviation
        }
        standardError = (squares / (n * (n - 1))).squareRoot()
    }

    private static func observed(_ unit: Unit, _ credits: [[Double]]) -> Double {
        let ratings = unit.ratings
        guard ratings >= 2 else { return 0 }
        var agreed = 0.0
        for (row, count) in unit.counts.enumerated() where count > 0 {
            agreed += count * (zip(credits[row], unit.counts).reduce(0) { $0 + $1.0 * $1.1 } - 1)
        }
        return agreed / (ratings * (ratings - 1))
    }
}

extension RatingTable {
    /// Gwet's AC1 (identity weights) or AC2 of the two raters.
    public func gwet(weights: AgreementWeights = .identity) throws -> GwetAgreement {
        var units: [GwetAgreement.Unit] = []
        for first in 0..<categories {
            for second in 0..<categories where counts[first * categories + second] > 0 {
                var ratings = [Double](repeating: 0, count: categories)
                ratings[first] += 1
                ratings[second] += 1
                units.append(GwetAgreement.Unit(counts: ratings, items: Double(counts[first * categories + second])))
            }
        }
        return try GwetAgreement(units: units, categories: categories, weights: weights)
    }
}
