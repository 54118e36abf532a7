import Reporting
import Scoring
import Statistics

/// What reports draw of a corpus metric beside its figure.
struct CorpusPictures: Sendable {
    var confusion: Reporting.ConfusionMatrix?
    var curves: [Curve] = []
    var reliability: [ReliabilityBin] = []

    /// Most classes of a confusion matrix that is drawn.
    private static let maximumClasses = 30
    /// Most points of a curve that is drawn.
    private static let maximumPoints = 500

    /// What there is to draw of the rows of a scorer; nothing for most.
    init(scorer: String, rows: [CorpusRow]) {
        switch scorer {
        case "classification": confusion = Self.confusion(rows)
        case "roc_auc":
            guard let ranked = Self.ranked(rows) else { return }
            curves = [Curve(.roc, points: Self.thinned(ranked.rocCurve.map { Curve.Point($0.falsePositiveRate, $0.truePositiveRate) }))]
        case "precision_recall_auc", "average_precision":
            guard let ranked = Self.ranked(rows) else { return }
            curves = [
                Curve(.precisionRecall, points: Self.thinned(ranked.precisionRecallCurve.map { Curve.Point($0.recall, $0.precision) }))
            ]
        case "expected_calibration_error", "brier_score": reliability = Self.bins(rows)
        default: break
        }
    }

    private static func confusion(_ rows: [CorpusRow]) -> Reporting.ConfusionMatrix? {
        let matrix = Scoring.ConfusionMatrix(rows.lazy.map { (truth: $0.labels.first ?? "", prediction: $0.labels.last ?? "") })
        guard matrix.labels.count <= maximumClasses else { return nil }
        return Reporting.ConfusionMatrix(labels: matrix.labels, counts: matrix.counts)
    }

    /// Outcome and probability of every row, as the metrics of probabilities keep them.
    private static func pairs(_ rows: [CorpusRow]) -> [(isPositive: Bool, score: Double)] {
        rows.compactMap { $0.numbers.count == 2 ? ($0.numbers[0] == 1, $0.numbers[1]) : nil }
    }

    private static func ranked(_ rows: [CorpusRow]) -> RankedOutcomes? { try? RankedOutcomes(pairs(rows)) }

    private static func bins(_ rows: [CorpusRow]) -> [ReliabilityBin] {
        let pairs = pairs(rows)
        guard let outcomes = try? ScoredOutcomes(scores: pairs.map(\.score), outcomes: pairs.map(\.isPositive)),
            let bins = try? outcomes.bins()
        else { return [] }
        return bins.map { bin in
            let hits = Int((bin.rate * Double(bin.count)).rounded())
            let interval = try? proportionInterval(successes: hits, of: bin.count)
            return ReliabilityBin(predicted: bin.meanScore, observed: bin.rate, interval: interval, n: bin.count)
        }
    }

    /// Every so-manieth point, first and last kept.
    private static func thinned(_ points: [Curve.Point]) -> [Curve.Point] {
        guard points.count > maximumPoints, let last = points.last else { return points }
        let step = Double(points.count - 1) / Double(maximumPoints - 1)
        return (0..<(maximumPoints - 1)).map { points[Int(Double($0) * step)] } + [last]
    }
}
