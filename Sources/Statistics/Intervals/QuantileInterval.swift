/// The interval of a quantile from order statistics: no assumption about the distribution, never below its level.
///
/// Between the order statistics whose ranks bracket the binomial count of values below the quantile (David & Nagaraja 2003, § 7.1).
/// A bound for which there are too few values is infinite: the 95 % upper bound of a p99 needs 368 of them.
///
/// - Parameters:
///   - values: Independent finite values, such as latencies, in any order.
///   - q: The quantile, strictly between 0 and 1: 0.95 for p95.
///   - level: The coverage.
///   - sides: Both bounds, or one for a gate ("p95 is below 2 s").
/// - Complexity: O(n log n).
/// - Throws: `Undefined` without values, for a value that is not finite, or for a quantile outside 0…1.
public func quantileInterval(
    values: [Double], q: Double, level: Double = 0.95, sides: IntervalSides = .both
) throws(Undefined) -> Interval {
    try requireFinite(values)
    try requireLevel(level)
    guard !values.isEmpty else { throw Undefined("there are no values") }
    guard q > 0, q < 1 else { throw Undefined("the interval needs a quantile between 0 and 1, got \(q)") }
    let sorted = values.sorted()
    let below = BinomialDistribution(trials: sorted.count, rate: q)
    let tail = sides == .both ? (1 - level) / 2 : 1 - level
    let lower = sides == .upper ? nil : largestCount(below, cdfAtMost: tail)
    let upper = sides == .lower ? nil : smallestCount(below, survivalAtMost: tail)
    return Interval(
        lower: lower.map { sorted[$0] } ?? -.infinity,
        upper: upper.flatMap { $0 < sorted.count ? sorted[$0] : nil } ?? .infinity,
        level: level, method: "order statistics")
}

/// The largest k with P(X ≤ k) ≤ tail, which is the zero-based place of the lower bound.
private func largestCount(_ below: BinomialDistribution, cdfAtMost tail: Double) -> Int? {
    guard let first = below.quantile(tail) else { return nil }
    let count = below.cdf(first) <= tail ? first : first - 1
    return count >= 0 ? count : nil
}

/// The smallest k with P(X > k) ≤ tail, which is the zero-based place of the upper bound; there is none when it reaches n.
private func smallestCount(_ below: BinomialDistribution, survivalAtMost tail: Double) -> Int? {
    guard var count = below.quantile(1 - tail) else { return nil }
    while count > 0, below.survival(count - 1) <= tail { count -= 1 }
    while below.survival(count) > tail { count += 1 }
    return count
}
