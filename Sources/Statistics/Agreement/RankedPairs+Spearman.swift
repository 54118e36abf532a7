extension RankedPairs {
    /// Spearman's rank correlation of the pairs, each as often as its count says, ties by mid-ranks, with the t test. O(n).
    ///
    /// Throws `Undefined` below 3 pairs, where either list has no variance, and unless there is a count for each pair.
    package func spearman(counts: [Int]) throws -> Correlation {
        try requireSameCount(order.count, counts.count, "pairs and their counts")
        let total = counts.reduce(0, +)
        try requireCount(total, atLeast: 3, "pairs")
        let (firstSizes, secondSizes) = (sizes(counts, first, firstCount), sizes(counts, second, secondCount))
        let (x, y) = (Self.deviations(firstSizes, total), Self.deviations(secondSizes, total))
        var products: Int128 = 0
        for place in order.indices { products += Int128(counts[order[place]] * x[first[place]]) * Int128(y[second[place]]) }
        let covariance = Self.quarter(products) / Double(total - 1)
        let r = try Correlation.coefficient(Self.squares(x, firstSizes), Self.squares(y, secondSizes), covariance, total)
        return Correlation(value: r, pValue: Correlation.tTest(r, Double(total)), interval: nil)
    }

    /// Twice the distance of each distinct number's mid-rank from the mean rank: whole numbers, which are added without rounding.
    private static func deviations(_ sizes: [Int], _ total: Int) -> [Int] {
        var before = 0
        return sizes.map { size in
            defer { before += size }
            return 2 * before + size - total
        }
    }

    private static func squares(_ deviations: [Int], _ sizes: [Int]) -> Double {
        var sum: Int128 = 0
        for (deviation, size) in zip(deviations, sizes) { sum += Int128(size * deviation) * Int128(deviation) }
        return quarter(sum)
    }

    private static func quarter(_ sum: Int128) -> Double { Double(sum) / 4 }
}
