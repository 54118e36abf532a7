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
    return try KrippendorffKinds(units, level: level).alpha(counts: [Int](repeating: 1, count: units.count))
}
