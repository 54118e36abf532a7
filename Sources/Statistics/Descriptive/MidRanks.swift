/// Ranks from 1, where equal values share the mean of their ranks.
package struct MidRanks: Sendable {
    /// The rank of each value.
    package let ranks: [Double]
    /// How many values each group of equal values holds, in ascending order of the values.
    package let groups: [Int]

    /// The ranks of finite values; those no further apart than `resolution` count as equal. O(n log n).
    package init(_ values: [Double], resolution: Double = 0) {
        let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
        var (ranks, groups) = ([Double](repeating: 0, count: values.count), [Int]())
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, values[order[end]] - values[order[end - 1]] <= resolution { end += 1 }
            for position in start..<end { ranks[order[position]] = Double(start + 1 + end) / 2 }
            groups.append(end - start)
            start = end
        }
        self.ranks = ranks
        self.groups = groups
    }

    /// Σ(t³ − t) over the groups of equal values.
    package var tieTerm: Double {
        groups.reduce(0) { sum, size in
            let t = Double(size)
            return sum + t * t * t - t
        }
    }
}
