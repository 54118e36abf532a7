/// Distances between the numbers of a reference period and of now.
///
/// Symmetric, and apart from Cramér–von Mises 0 for equal samples; Wasserstein and energy distance carry the numbers' unit (the
/// latter its square root). A distance alone is no alarm: pair it with a p-value and a threshold that matters in practice.
public struct TwoSampleDrift: Sendable, Hashable {
    /// The reference, ascending.
    let reference: [Double]
    /// The current sample, ascending.
    let current: [Double]

    /// The distances of two samples. Throws `Undefined` when one is empty or holds a number that is not finite.
    public init(reference: [Double], current: [Double]) throws {
        try requireCount(reference.count, atLeast: 1, "reference values")
        try requireCount(current.count, atLeast: 1, "current values")
        try requireFinite(reference, "reference value")
        try requireFinite(current, "current value")
        (self.reference, self.current) = (reference.sorted(), current.sorted())
    }

    /// The largest difference of the distribution functions (Kolmogorov & Smirnov), 0…1.
    public var kolmogorovSmirnov: Double {
        Double(largestStep) / (Double(reference.count) * Double(current.count))
    }

    /// The Wasserstein-1 (earth mover's) distance: the area between the distribution functions.
    public var wasserstein: Double { Sums.sum(steps.map { abs($0.difference) * $0.width }) }

    /// The energy distance (Székely & Rizzo): √(2 ∫ (F − G)²).
    public var energyDistance: Double { (2 * Sums.sum(steps.map { $0.difference * $0.difference * $0.width })).squareRoot() }

    /// The two-sample Cramér–von Mises statistic T (Anderson 1962), ties by mid-ranks.
    public var cramerVonMises: Double {
        let ranks = MidRanks(reference + current).ranks
        let (n, m) = (Double(reference.count), Double(current.count))
        func squares(_ ranks: ArraySlice<Double>) -> Double {
            Sums.sum(zip(1..., ranks).map { ($1 - Double($0)) * ($1 - Double($0)) })
        }
        let u = n * squares(ranks[..<reference.count]) + m * squares(ranks[reference.count...])
        return u / (n * m * (n + m)) - (4 * n * m - 1) / (6 * (n + m))
    }

    /// n m times the largest difference of the distribution functions, a whole number.
    var largestStep: Int {
        var largest = 0
        walk { placeInReference, placeInCurrent, _ in
            largest = max(largest, abs(placeInReference * current.count - placeInCurrent * reference.count))
        }
        return largest
    }

    /// The difference of the distribution functions between neighbouring values, with their distance.
    private var steps: [(difference: Double, width: Double)] {
        var result: [(Double, Double)] = []
        let (n, m) = (Double(reference.count), Double(current.count))
        walk { first, second, width in result.append((Double(first) / n - Double(second) / m, width)) }
        return result
    }

    /// Visits each distinct value: how many of each sample lie at or below it, and the distance to the next.
    private func walk(_ visit: (Int, Int, Double) -> Void) {
        var (first, second) = (0, 0)
        while first < reference.count || second < current.count {
            let value = min(
                first < reference.count ? reference[first] : .infinity, second < current.count ? current[second] : .infinity)
            while first < reference.count, reference[first] <= value { first += 1 }
            while second < current.count, current[second] <= value { second += 1 }
            let next = min(
                first < reference.count ? reference[first] : .infinity, second < current.count ? current[second] : .infinity)
            visit(first, second, next.isFinite ? next - value : 0)
        }
    }
}
