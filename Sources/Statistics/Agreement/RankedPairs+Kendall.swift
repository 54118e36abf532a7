extension RankedPairs {
    /// Kendall's tau-b of the pairs, each as often as its count says, with its tie-corrected normal test.
    ///
    /// O(n log n) in the distinct pairs, however often they occur (Knight 1966, with counts in place of a sort). Throws `Undefined` below 2
    /// pairs, where all pairs agree in a number, and unless there is a count for each pair.
    package func kendall(counts: [Int]) throws -> Correlation {
        try requireSameCount(order.count, counts.count, "pairs and their counts")
        let size = counts.reduce(0, +)
        try requireCount(size, atLeast: 2, "pairs")
        let n = Double(size)
        let total = n * (n - 1) / 2
        let (first, second) = (TieSums(sizes(counts, first, firstCount)), TieSums(sizes(counts, second, secondCount)))
        guard first.pairs < total, second.pairs < total else { throw Undefined("a correlation needs variance in both lists") }
        let found = pairings(counts)
        let excess = total - first.pairs - second.pairs + found.tied - 2 * found.discordant
        let tau = excess / (total - first.pairs).squareRoot() / (total - second.pairs).squareRoot()
        let ordered = n * (n - 1)
        var variance = (ordered * (2 * n + 5) - first.weighted - second.weighted) / 18 + 2 * first.pairs * second.pairs / ordered
        if n > 2 { variance += first.triples * second.triples / (9 * ordered * (n - 2)) }
        let p = variance > 0 ? Normal.twoSided(excess / variance.squareRoot()) : 1
        return Correlation(value: min(1, max(-1, tau)), pValue: p, interval: nil)
    }

    /// How many pairs of pairs are equal in both numbers, and how many stand in opposite order in the one and the other.
    private func pairings(_ counts: [Int]) -> (tied: Double, discordant: Double) {
        var seen = PrefixCounts(secondCount)
        var (tied, discordant) = (0.0, 0)
        var start = 0
        while start < order.count {
            var place = start
            while place < order.count, first[place] == first[start] {
                let (cell, end) = occurrences(at: place, counts)
                if cell > 0 {
                    tied += Double(cell) * Double(cell - 1) / 2
                    discordant += cell * seen.above(second[place])
                }
                place = end
            }
            for entered in start..<place { seen.add(counts[order[entered]], at: second[entered]) }
            start = place
        }
        return (tied, Double(discordant))
    }

    /// How often the pair at a place of the order occurs, and where the next other one stands.
    private func occurrences(at place: Int, _ counts: [Int]) -> (size: Int, end: Int) {
        var (size, end) = (0, place)
        while end < order.count, first[end] == first[place], second[end] == second[place] {
            size += counts[order[end]]
            end += 1
        }
        return (size, end)
    }
}

/// Counts by place whose sums over all places above a given one take O(log n) (Fenwick 1994, doi:10.1002/spe.4380240306).
private struct PrefixCounts {
    private var sums: [Int]
    private var total = 0

    init(_ places: Int) { sums = [Int](repeating: 0, count: places) }

    mutating func add(_ count: Int, at place: Int) {
        guard count > 0 else { return }
        total += count
        var index = place
        while index < sums.count {
            sums[index] += count
            index |= index + 1
        }
    }

    /// How many were counted at higher places.
    func above(_ place: Int) -> Int {
        var (rest, index) = (total, place)
        while index >= 0 {
            rest -= sums[index]
            index = (index & (index + 1)) - 1
        }
        return rest
    }
}

/// Sums over groups of equal values, for tie corrections.
private struct TieSums {
    /// Σ t (t − 1) / 2
    var pairs = 0.0
    /// Σ t (t − 1) (t − 2)
    var triples = 0.0
    /// Σ t (t − 1) (2 t + 5)
    var weighted = 0.0

    init(_ sizes: [Int]) {
        for group in sizes where group > 1 {
            let size = Double(group)
            pairs += size * (size - 1) / 2
            triples += size * (size - 1) * (size - 2)
            weighted += size * (size - 1) * (2 * size + 5)
        }
    }
}
