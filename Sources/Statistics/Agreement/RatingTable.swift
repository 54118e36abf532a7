/// How often two raters gave each pair of categories: the table that every coefficient of agreement of two raters is read from.
///
/// The first rater is the reference (the person), the second the one being checked (the judge). Rows of one cluster count as
/// independent here; take a bootstrap over clusters for an interval when they are not.
public struct RatingTable: Sendable, Hashable {
    /// The number of categories, used or not.
    public let categories: Int
    /// The number of rated items.
    public let total: Int
    /// Items per pair of categories, the first rater's category as the row.
    let counts: [Int]

    /// The table of two raters' categories, numbered from 0.
    ///
    /// Ordinal weights treat neighbouring numbers as equally far apart. Throws `Undefined` when the lists differ in length or
    /// hold nothing, when there are fewer than 2 categories, or when a number lies outside them.
    public init(first: [Int], second: [Int], categories: Int) throws {
        try self.init(first: first, second: second, counts: [Int](repeating: 1, count: first.count), categories: categories)
    }

    /// The same table of pairs of categories that occur as often as their counts say.
    package init(first: [Int], second: [Int], counts occurrences: [Int], categories: Int) throws {
        try requireSameCount(first.count, second.count, "the two raters' lists")
        try requireSameCount(first.count, occurrences.count, "pairs of categories and their counts")
        let total = occurrences.reduce(0, +)
        try requireCount(total, atLeast: 1, "rated items")
        guard categories >= 2, categories <= 10_000 else { throw Undefined("agreement needs 2 to 10000 categories, got \(categories)") }
        var counts = [Int](repeating: 0, count: categories * categories)
        for ((a, b), occurrences) in zip(zip(first, second), occurrences) {
            guard a >= 0, a < categories, b >= 0, b < categories else {
                throw Undefined("categories must lie in 0..<\(categories), got \(a) and \(b)")
            }
            counts[a * categories + b] += occurrences
        }
        (self.categories, self.total, self.counts) = (categories, total, counts)
    }

    /// The table of two raters' labels; `labels` gives the categories in order.
    public init<Label: Hashable>(first: [Label], second: [Label], labels: [Label]) throws {
        let numbers = Dictionary(labels.enumerated().map { ($1, $0) }) { earlier, _ in earlier }
        func number(_ label: Label) throws -> Int {
            guard let number = numbers[label] else { throw Undefined("a rating is none of the \(labels.count) labels") }
            return number
        }
        try self.init(first: first.map(number), second: second.map(number), categories: labels.count)
    }

    /// How many items the first rater put into a category and the second into another.
    public func count(first: Int, second: Int) -> Int {
        guard first >= 0, first < categories, second >= 0, second < categories else { return 0 }
        return counts[first * categories + second]
    }

    /// The share of items with the same category from both.
    public var observedAgreement: Double { Double(agreements) / Double(total) }

    /// Prevalence- and bias-adjusted kappa (Byrt, Bishop & Carlin 1993): (K p − 1) / (K − 1).
    public var prevalenceAdjustedKappa: Double { (Double(categories) * observedAgreement - 1) / Double(categories - 1) }

    var agreements: Int { (0..<categories).reduce(0) { $0 + counts[$1 * categories + $1] } }
    var rowTotals: [Int] { (0..<categories).map { row in counts[row * categories..<(row + 1) * categories].reduce(0, +) } }
    var columnTotals: [Int] {
        (0..<categories).map { column in (0..<categories).reduce(0) { $0 + counts[$1 * categories + column] } }
    }
}
