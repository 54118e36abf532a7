/// What kind of scale the ratings live on.
public enum MeasurementLevel: String, Sendable, Hashable, CaseIterable {
    /// Names: ratings are equal or not.
    case nominal
    /// Ranks: distance is the number of ratings between.
    case ordinal
    /// Numbers with meaningful differences.
    case interval
    /// Numbers with a meaningful zero and ratios.
    case ratio
}

/// Krippendorff's alpha: reliability of any number of raters, with missing ratings (Krippendorff 2011).
///
/// 1 − observed / expected disagreement; 1 is perfect, 0 chance, below 0 systematic disagreement. `ratingsByRater` holds one list per
/// rater, nil (or NaN) where a rating is missing; shorter lists count as missing at the end. Items with one rating are left out.
/// O(ratings log ratings), for `ratio` also O(v²) in distinct values. Throws `Undefined` when no item has two ratings, when all
/// paired ratings are equal, or when a rating is infinite.
public func krippendorffAlpha(ratingsByRater: [[Double?]], level: MeasurementLevel) throws -> Double {
    let items = ratingsByRater.map(\.count).max() ?? 0
    var units: [[Double]] = []
    for item in 0..<items {
        let ratings = ratingsByRater.compactMap { $0.indices.contains(item) ? $0[item] : nil }.filter { !$0.isNaN }
        try requireFinite(ratings, "rating")
        if ratings.count >= 2 { units.append(ratings) }
    }
    return try krippendorffAlpha(items: units, counts: [Double](repeating: 1, count: units.count), level: level)
}

/// The same for kinds of items that occur often: the ratings of each kind, none missing, and how many items are of it. O(ratings log
/// ratings) in the kinds, however many items there are.
package func krippendorffAlpha(items kinds: [[Double]], counts: [Double], level: MeasurementLevel) throws -> Double {
    try requireSameCount(kinds.count, counts.count, "kinds of items and their counts")
    let units = zip(kinds, counts).filter { $0.count >= 2 && $1 > 0 }
    guard !units.isEmpty else { throw Undefined("no item has ratings of two raters") }
    let scale = RatingScale(units: units, level: level)
    let expected = scale.expectedDisagreement
    guard expected > 0 else { throw Undefined("all paired ratings are equal") }
    let observed = Sums.sum(units.map { $1 * scale.disagreement($0) })
    return 1 - observed / expected
}

/// The distinct paired ratings with their counts, and the distance between them.
private struct RatingScale {
    let level: MeasurementLevel
    let counts: [Double]
    /// Where a rating sits: itself, or its mid-rank when ordinal.
    let positions: [Double]
    let index: [Double: Int]

    init(units: [([Double], Double)], level: MeasurementLevel) {
        var occurrences: [Double: Double] = [:]
        for (ratings, count) in units { for rating in ratings { occurrences[rating, default: 0] += count } }
        let values = occurrences.keys.sorted()
        let counts = values.map { occurrences[$0] ?? 0 }
        var below = 0.0
        let ranks = counts.map { count in
            defer { below += count }
            return below + count / 2
        }
        self.level = level
        self.counts = counts
        positions = level == .ordinal ? ranks : values
        index = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, $0) })
    }

    /// A unit's disagreement: squared distances of its ordered pairs, over the number of ratings less one.
    func disagreement(_ unit: [Double]) -> Double {
        var places: [Int: Double] = [:]
        for rating in unit { places[index[rating] ?? 0, default: 0] += 1 }
        let used = places.sorted { $0.key < $1.key }
        return squaredDistances(used.map { (positions[$0.key], $0.value) }) / Double(unit.count - 1)
    }

    var expectedDisagreement: Double {
        squaredDistances(Array(zip(positions, counts))) / (counts.reduce(0, +) - 1)
    }

    /// The sum of squared distances over ordered pairs of different members.
    private func squaredDistances(_ members: [(position: Double, count: Double)]) -> Double {
        let n = Sums.sum(members.map(\.count))
        switch level {
        case .nominal:
            return members.count < 2 ? 0 : n * n - Sums.sum(members.map { $0.count * $0.count })
        case .ordinal, .interval:
            let mean = Sums.sum(members.map { $0.position * $0.count }) / n
            return members.count < 2 ? 0 : 2 * n * Sums.sum(members.map { $0.count * ($0.position - mean) * ($0.position - mean) })
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
