import Statistics

/// What the ratings of all raters are: names, ranks or numbers, and in which order.
struct RatingCategories {
    /// The ratings that occur (and whole numbers between them), in order.
    let labels: [String]
    /// The number each label stands for; its place where labels are no numbers.
    let values: [Double]
    /// Whether all labels are numbers.
    let isNumeric: Bool
    private let numbers: [String: Int]

    /// Beyond so many distinct numbers ratings are measurements instead of categories.
    static let mostCategories = 20

    /// The categories of ratings; `order` lists labels from low to high. Throws `Undefined` for a rating that is not listed.
    init(_ ratings: [[String?]], order: [String]?) throws(Undefined) {
        var found: Set<String> = []
        for rater in ratings { for case let label? in rater { found.insert(label) } }
        let read = found.compactMap { label in Self.number(label).map { (label, $0) } }
        isNumeric = order == nil && !found.isEmpty && read.count == found.count
        if let order {
            if let stranger = found.subtracting(order).min() { throw Undefined("the rating \"\(stranger)\" is not in the order given") }
            labels = order
        } else if isNumeric {
            labels = Self.filled(read.sorted { ($0.1, $0.0) < ($1.1, $1.0) })
        } else {
            labels = found.sorted()
        }
        values = isNumeric ? labels.map { Self.number($0) ?? 0 } : labels.indices.map(Double.init)
        numbers = Dictionary(labels.enumerated().map { ($1, $0) }) { first, _ in first }
    }

    /// The place of a label.
    func place(_ label: String) -> Int? { numbers[label] }

    /// Whether ratings are measurements rather than a few categories.
    var isContinuous: Bool { isNumeric && labels.count > Self.mostCategories }

    private static func number(_ label: String) -> Double? { Double(label).flatMap { $0.isFinite ? $0 : nil } }

    /// Whole numbers with the missing ones between them, so that distances are right; other numbers as they are.
    private static func filled(_ labels: [(String, Double)]) -> [String] {
        guard let first = labels.first, let last = labels.last, last.1 - first.1 < Double(mostCategories),
            labels.allSatisfy({ Int($0.0) != nil }), let low = Int(first.0), let high = Int(last.0)
        else { return labels.map(\.0) }
        return (low...high).map(String.init)
    }
}
