/// The adjusted Rand index of two groupings of the same items (Hubert & Arabie 1985): 1 for the same grouping, 0 for chance.
///
/// Throws `Undefined` for empty or unequal lists. Two groupings that both put everything together, or everything apart, agree fully.
public func adjustedRandIndex(_ first: [Int], _ second: [Int]) throws -> Double {
    try requireSameCount(first.count, second.count, "the groupings")
    try requireCount(first.count, atLeast: 1, "items")
    func pairs(_ counts: some Sequence<Int>) -> Double { counts.reduce(0) { $0 + Double($1) * Double($1 - 1) / 2 } }
    var (cells, rows, columns) = ([[Int]: Int](), [Int: Int](), [Int: Int]())
    for (a, b) in zip(first, second) {
        cells[[a, b], default: 0] += 1
        rows[a, default: 0] += 1
        columns[b, default: 0] += 1
    }
    let (together, left, right) = (pairs(cells.values), pairs(rows.values), pairs(columns.values))
    let total = pairs([first.count])
    let expected = total > 0 ? left * right / total : 0
    let highest = (left + right) / 2
    return highest == expected ? 1 : (together - expected) / (highest - expected)
}

/// How stable a clustering is: the mean adjusted Rand index between it and clusterings of bootstrap samples, on the items drawn.
///
/// `cluster` groups the items at the given indices (drawn with replacement, duplicates dropped). Below 0.6 clusters should not be shown.
public func clusterStability(
    count: Int, clustering: [Int], rounds: Int = 20, seed: UInt64, cluster: ([Int]) throws -> [Int]
) throws -> Double {
    try requireSameCount(clustering.count, count, "items and their clusters")
    try requireCount(count, atLeast: 2, "items")
    try requireCount(rounds, atLeast: 1, "rounds")
    var random = Xoshiro256(seed: seed)
    let values = try (0..<rounds).map { _ in
        let drawn = Set((0..<count).map { _ in random.nextIndex(below: count) }).sorted()
        return try adjustedRandIndex(drawn.map { clustering[$0] }, cluster(drawn))
    }
    return Sums.mean(values)
}
