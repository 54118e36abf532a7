import Statistics

/// How much a score changes when nothing but the group named in the prompt changes.
///
/// Every item is asked once for each group, with the group's terms put in. The gap says how far the groups' means lie apart; whether the
/// gap is more than chance is for a paired test of the Statistics module on the same items.
public struct CounterfactualParity: Sendable, Hashable {
    /// The mean score of each group.
    public let means: [String: Double]
    /// The largest mean minus the smallest; 0 is ideal.
    public let gap: Double
    /// The smallest mean over the largest; 1 is ideal. Nil unless the largest is positive and none is negative.
    public let ratio: Double?
    /// The share of items whose scores are not the same for all groups.
    public let changedShare: Double

    /// Compares items, each with a score by group; scores that differ by at most `tolerance` are the same.
    ///
    /// Throws ``ScoringError/undefined(reason:)`` with fewer than two groups or without items.
    public init(_ items: [[String: Double]], tolerance: Double = 1e-9) throws(ScoringError) {
        var scores: [String: [Double]] = [:]
        for item in items { for (group, score) in item { scores[group, default: []].append(score) } }
        let means = scores.mapValues { ExactSum($0).value / Double($0.count) }
        guard means.count >= 2, let lowest = means.values.min(), let highest = means.values.max() else {
            throw .undefined(reason: "parity needs the scores of at least two groups")
        }
        self.means = means
        gap = highest - lowest
        ratio = highest > 0 && lowest >= 0 ? lowest / highest : nil
        let changed = items.count { item in
            guard let low = item.values.min(), let high = item.values.max() else { return false }
            return high - low > tolerance
        }
        changedShare = Double(changed) / Double(items.count)
    }
}
