/// P-values of many paired comparisons adjusted by the largest statistic under common sign flips (Westfall & Young 1993).
///
/// All metrics (or candidates) of one unit flip together, which keeps their dependence and costs less power than Holm's bounds.
/// Signs go by place: under one seed, units in another order meet other patterns.
///
/// - Parameters:
///   - differences: One list per comparison, aligned by unit and of equal length.
///   - draws: How many random sign patterns.
/// - Returns: The step-down adjusted p-values, in the order of the comparisons.
/// - Throws: `Undefined` for lists of different or no length or a value that is not finite.
public func maxStatisticPValues(_ differences: [[Double]], draws: Int = 10_000, seed: UInt64) throws(Undefined) -> [Double] {
    guard let units = differences.first?.count else { return [] }
    guard units > 0, draws > 0 else { throw Undefined("the test needs at least 1 unit and 1 draw") }
    for list in differences {
        guard list.count == units else { throw Undefined("the comparisons cover different numbers of units") }
        try requireFinite(list, "difference")
    }
    let scales = differences.map { list in max(ExactSum(list.lazy.map { $0 * $0 }).value.squareRoot(), 1e-300) }
    let observed = zip(differences, scales).map { abs(ExactSum($0).value) / $1 }
    // What rounding does to the sum under a pattern goes by the size of all that is added.
    let slack = zip(differences, scales).map { 1e-12 * max(1, ExactSum($0.lazy.map(abs)).value / $1) }
    let order = observed.indices.sorted { (observed[$1], $0) < (observed[$0], $1) }
    var exceeding = [Int](repeating: 0, count: order.count)
    var generator = Xoshiro256(seed: seed)
    for _ in 0..<draws {
        let signs = (0..<(units + 63) / 64).map { _ in generator.next() }
        var largest = 0.0
        for position in order.indices.reversed() {
            let index = order[position]
            largest = max(largest, flippedSum(differences[index], signs) / scales[index])
            if largest >= observed[index] - slack[index] { exceeding[position] += 1 }
        }
    }
    var (adjusted, highest) = (observed, 0.0)
    for (position, index) in order.enumerated() {
        highest = max(highest, Double(1 + exceeding[position]) / Double(draws + 1))
        adjusted[index] = highest
    }
    return adjusted
}

private func flippedSum(_ values: [Double], _ signs: [UInt64]) -> Double {
    var sum = 0.0
    for (index, value) in values.enumerated() { sum += signs[index >> 6] >> UInt64(index & 63) & 1 == 0 ? value : -value }
    return abs(sum)
}
