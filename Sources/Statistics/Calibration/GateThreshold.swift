extension ScoredOutcomes {
    /// The lowest score from which on the lower Wilson bound of the precision reaches the target: rows scoring at least this much may pass
    /// a gate. Nil when no score does. O(n log n).
    public func threshold(precision target: Double, level: Double = 0.95) throws -> Double? {
        try requireLevel(level)
        guard target > 0, target < 1 else { throw Undefined("the target precision must lie between 0 and 1, got \(target)") }
        let order = scores.indices.sorted { scores[$0] > scores[$1] }
        var (hits, best) = (0, Double?.none)
        for (place, row) in order.enumerated() {
            hits += outcomes[row] ? 1 : 0
            let isLastOfTies = place + 1 == order.count || scores[order[place + 1]] < scores[row]
            if isLastOfTies, try proportionInterval(successes: hits, of: place + 1, level: level, sides: .lower).lower >= target {
                best = scores[row]
            }
        }
        return best
    }
}
