/// How to spread a budget of labels over strata so that the mean is most precise (Neyman 1934).
public struct NeymanAllocation: Sendable, Hashable {
    /// The labels per stratum, not rounded.
    public let shares: [Double]
    /// The variance of the mean under this allocation.
    public let variance: Double
    /// The variance of the mean when labels follow the strata's weights.
    public let proportionalVariance: Double
    /// The budget.
    public let budget: Int

    /// The allocation for strata with the given weights (shares of the population) and standard deviations.
    ///
    /// Throws `Undefined` for empty or unequal lists, negative numbers, a budget below 1, or when no stratum varies.
    public init(weights: [Double], standardDeviations: [Double], budget: Int) throws {
        try requireSameCount(weights.count, standardDeviations.count, "weights and standard deviations")
        try requireCount(weights.count, atLeast: 1, "strata")
        try requireCount(budget, atLeast: 1, "labels")
        try requireFinite(weights + standardDeviations, "weight or deviation")
        guard (weights + standardDeviations).allSatisfy({ $0 >= 0 }) else {
            throw Undefined("weights and standard deviations must not be negative")
        }
        let products = zip(weights, standardDeviations).map { $0 * $1 }
        let total = Sums.sum(products)
        guard total.isFinite, budget <= 1 << 40 else { throw Undefined("weights, deviations and budget are too large") }
        guard total > 0 else { throw Undefined("no stratum varies, any allocation is as good") }
        shares = products.map { Double(budget) * $0 / total }
        variance = total * total / Double(budget)
        proportionalVariance = Sums.sum(zip(products, standardDeviations).map { $0 * $1 }) / Double(budget)
        self.budget = budget
    }

    /// Whole numbers of labels that add up to the budget, at least `minimum` per stratum where the budget allows, by largest remainder.
    public func rounded(minimum: Int = 5) -> [Int] {
        let floor = min(max(0, minimum), budget / shares.count)
        let free = Double(budget - floor * shares.count)
        let total = shares.map { max(0, $0 - Double(floor)) }.reduce(0, +)
        let ideal = shares.map { total > 0 ? free * max(0, $0 - Double(floor)) / total : free / Double(shares.count) }
        var counts = ideal.map { floor + Int($0) }
        let order = ideal.indices.sorted { ideal[$0] - ideal[$0].rounded(.down) > ideal[$1] - ideal[$1].rounded(.down) }
        for index in order.prefix(max(0, budget - counts.reduce(0, +))) { counts[index] += 1 }
        return counts
    }
}
