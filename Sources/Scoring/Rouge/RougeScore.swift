/// Precision, recall and their harmonic mean, each from 0 to 1.
public struct RougeScore: Sendable, Hashable {
    /// Which of the three a scorer reports.
    public enum Part: String, Sendable, Hashable, CaseIterable {
        /// The share of the prediction found in the reference.
        case precision
        /// The share of the reference found in the prediction.
        case recall
        /// The harmonic mean of both.
        case fmeasure
    }

    /// The share of the prediction found in the reference.
    public let precision: Double
    /// The share of the reference found in the prediction.
    public let recall: Double
    /// 2PR / (P + R); 0 when both are 0.
    public let fmeasure: Double

    init(hits: Int, predicted: Int, wanted: Int) {
        precision = Double(hits) / Double(max(1, predicted))
        recall = Double(hits) / Double(max(1, wanted))
        fmeasure = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
    }

    /// One of the three.
    public subscript(part: Part) -> Double {
        switch part {
        case .precision: precision
        case .recall: recall
        case .fmeasure: fmeasure
        }
    }
}
