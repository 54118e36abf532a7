/// Kinds of rated items, looked at once: Krippendorff's alpha of so many items of each then costs a pass over the kinds.
package struct KrippendorffKinds: Sendable {
    /// The ratings that items of one kind have.
    private struct Kind {
        /// The places of its ratings among the distinct ratings, ascending, with how often it has each.
        let ratings: [(place: Int, count: Double)]
        /// What its ratings disagree by; nil where that depends on the other items.
        let disagreement: Double?
    }

    private let level: MeasurementLevel
    /// The distinct ratings, ascending.
    private let values: [Double]
    /// The kinds; nil for those with fewer than two ratings.
    private let kinds: [Kind?]

    /// The kinds of items by their ratings, none missing. O(ratings log ratings).
    package init(_ items: [[Double]], level: MeasurementLevel) {
        let values = Set(items.lazy.filter { $0.count >= 2 }.joined()).sorted()
        let places = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, $0) })
        self.level = level
        self.values = values
        kinds = items.map { item in
            guard item.count >= 2 else { return nil }
            let counts = item.reduce(into: [Int: Double]()) { $0[places[$1] ?? 0, default: 0] += 1 }
            let ratings = counts.sorted { $0.key < $1.key }.map { (place: $0.key, count: $0.value) }
            return Kind(ratings: ratings, disagreement: level == .ordinal ? nil : Self.disagreement(ratings, at: values, level))
        }
    }

    /// Krippendorff's alpha of so many items of each kind; for `ratio` also O(v²) in distinct values.
    ///
    /// Throws `Undefined` unless there is one count per kind, when no item has two ratings, and when all paired ratings are equal.
    package func alpha(counts: [Int]) throws -> Double {
        try requireSameCount(kinds.count, counts.count, "kinds of items and their counts")
        var (occurrences, paired) = ([Double](repeating: 0, count: values.count), 0)
        for (kind, count) in zip(kinds, counts) where count > 0 {
            guard let kind else { continue }
            paired += count
            for (place, times) in kind.ratings { occurrences[place] += times * Double(count) }
        }
        guard paired > 0 else { throw Undefined("no item has ratings of two raters") }
        let positions = level == .ordinal ? Self.midRanks(occurrences) : values
        let members = zip(positions, occurrences).filter { $0.1 > 0 }
        let expected = Self.squaredDistances(members, level) / (occurrences.reduce(0, +) - 1)
        guard expected > 0 else { throw Undefined("all paired ratings are equal") }
        let isPaired = zip(kinds, counts).map { $0 != nil && $1 > 0 ? 1 : 0 }
        let observed = Sums.sum(isPaired) { place in
            guard let kind = kinds[place] else { return 0 }
            return Double(counts[place]) * (kind.disagreement ?? Self.disagreement(kind.ratings, at: positions, level))
        }
        return 1 - observed / expected
    }

    private static func midRanks(_ counts: [Double]) -> [Double] {
        var below = 0.0
        return counts.map { count in
            defer { below += count }
            return below + count / 2
        }
    }

    /// An item's disagreement: squared distances of its ordered pairs, over the number of ratings less one.
    private static func disagreement(_ ratings: [(place: Int, count: Double)], at positions: [Double], _ level: MeasurementLevel) -> Double
    {
        squaredDistances(ratings.map { (positions[$0.place], $0.count) }, level) / (ratings.reduce(0) { $0 + $1.count } - 1)
    }

    /// The sum of squared distances over ordered pairs of different members.
    private static func squaredDistances(_ members: [(position: Double, count: Double)], _ level: MeasurementLevel) -> Double {
        guard members.count >= 2 else { return 0 }
        let n = Sums.sum(members.lazy.map(\.count))
        switch level {
        case .nominal:
            return n * n - Sums.sum(members.lazy.map { $0.count * $0.count })
        case .ordinal, .interval:
            let mean = Sums.sum(members.lazy.map { $0.position * $0.count }) / n
            return 2 * n * Sums.sum(members.lazy.map { $0.count * ($0.position - mean) * ($0.position - mean) })
        case .ratio:
            var sum = 0.0
            for (offset, first) in members.enumerated() {
                for second in members[..<offset] where first.position + second.position != 0 {
                    let distance = (first.position - second.position) / (first.position + second.position)
                    sum += 2 * first.count * second.count * distance * distance
                }
            }
            return sum
        }
    }
}
