/// Predicted scores of binary outcomes, ranked: the points of ROC and precision-recall curves, for plots and areas by trapezoids.
///
/// Higher scores should mean the positive class. Equal scores are one threshold, so their order never matters. Making one takes
/// O(n log n), every figure O(n). The area under the ROC curve and average precision are in `ScoredOutcomes` of the Statistics module.
public struct RankedOutcomes: Sendable, Hashable {
    /// True and false positives at and above each distinct score, from the highest score down.
    private let points: [SIMD2<Int>]
    private let positives: Int
    private let negatives: Int

    /// Ranks outcomes. Throws ``ScoringError/undefined(reason:)`` for scores that are not numbers.
    public init(_ outcomes: [(isPositive: Bool, score: Double)]) throws(ScoringError) {
        guard !outcomes.contains(where: { $0.score.isNaN }) else { throw .undefined(reason: "a score is not a number") }
        let sorted = outcomes.sorted { $0.score > $1.score }
        var points: [SIMD2<Int>] = []
        var counts = SIMD2(0, 0)
        for (offset, outcome) in sorted.enumerated() {
            counts[outcome.isPositive ? 0 : 1] += 1
            let isLastOfScore = offset + 1 == sorted.count || sorted[offset + 1].score != outcome.score
            if isLastOfScore { points.append(counts) }
        }
        self.points = points
        (positives, negatives) = (counts.x, counts.y)
    }

    /// The area under the precision-recall curve by trapezoids, with precision 1 at recall 0 (scikit-learn's `auc` of its
    /// `precision_recall_curve`; optimistic where points are few). NaN without positives.
    public var areaUnderPrecisionRecall: Double {
        guard positives > 0 else { return .nan }
        var area = 0.0
        var last = (recall: 0.0, precision: 1.0)
        for point in points {
            let (recall, precision) = (ratio(point.x, positives, ifNone: 0), ratio(point.x, point.x + point.y, ifNone: 0))
            area += (recall - last.recall) * (precision + last.precision) / 2
            last = (recall, precision)
        }
        return area
    }

    /// The points of the ROC curve from (0, 0) to (1, 1): share of false and of true positives. Empty when a class is absent.
    public var rocCurve: [(falsePositiveRate: Double, truePositiveRate: Double)] {
        guard positives > 0, negatives > 0 else { return [] }
        return [(0, 0)] + points.map { (ratio($0.y, negatives, ifNone: 0), ratio($0.x, positives, ifNone: 0)) }
    }

    /// The points of the precision-recall curve from the highest threshold down. Empty without positives.
    public var precisionRecallCurve: [(recall: Double, precision: Double)] {
        guard positives > 0 else { return [] }
        return points.map { (ratio($0.x, positives, ifNone: 0), ratio($0.x, $0.x + $0.y, ifNone: 0)) }
    }
}
