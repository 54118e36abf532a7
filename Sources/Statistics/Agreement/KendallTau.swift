extension Correlation {
    /// Kendall's tau-b with its tie-corrected normal test, in O(n log n) (Knight 1966).
    ///
    /// Throws `Undefined` below 2 pairs, for lists of different lengths, non-finite numbers, or a list of equal values.
    public static func kendall(_ x: [Double], _ y: [Double]) throws -> Correlation {
        try requireSameCount(x.count, y.count, "correlated lists")
        try requireCount(x.count, atLeast: 2, "pairs")
        try requireFinite(x + y, "correlated value")
        let order = x.indices.sorted { x[$0] != x[$1] ? x[$0] < x[$1] : y[$0] < y[$1] }
        let pairs = order.map { (x[$0], y[$0]) }
        var arranged = order.map { y[$0] }
        let discordant = inversions(&arranged)
        let (first, second) = (TieSums(order.map { x[$0] }), TieSums(arranged))
        let n = Double(x.count)
        let total = n * (n - 1) / 2
        guard first.pairs < total, second.pairs < total else { throw Undefined("a correlation needs variance in both lists") }
        let excess = total - first.pairs - second.pairs + jointTies(pairs) - 2 * discordant
        let tau = excess / (total - first.pairs).squareRoot() / (total - second.pairs).squareRoot()
        let ordered = n * (n - 1)
        var variance = (ordered * (2 * n + 5) - first.weighted - second.weighted) / 18 + 2 * first.pairs * second.pairs / ordered
        if n > 2 { variance += first.triples * second.triples / (9 * ordered * (n - 2)) }
        let p = variance > 0 ? Normal.twoSided(excess / variance.squareRoot()) : 1
        return Correlation(value: min(1, max(-1, tau)), pValue: p, interval: nil)
    }

    private static func jointTies(_ pairs: [(Double, Double)]) -> Double {
        var (sum, start) = (0.0, 0)
        while start < pairs.count {
            var end = start + 1
            while end < pairs.count, pairs[end] == pairs[start] { end += 1 }
            let size = Double(end - start)
            sum += size * (size - 1) / 2
            start = end
        }
        return sum
    }

    /// Sorts the values by merging and counts the pairs that stood in the wrong order.
    private static func inversions(_ values: inout [Double]) -> Double {
        var (count, width) = (0.0, 1)
        var merged = values
        while width < values.count {
            for start in stride(from: 0, to: values.count, by: 2 * width) {
                let (middle, end) = (min(start + width, values.count), min(start + 2 * width, values.count))
                var (left, right) = (start, middle)
                for place in start..<end {
                    if left < middle, right == end || values[left] <= values[right] {
                        merged[place] = values[left]
                        left += 1
                    } else {
                        merged[place] = values[right]
                        count += Double(middle - left)
                        right += 1
                    }
                }
            }
            swap(&values, &merged)
            width *= 2
        }
        return count
    }
}

/// Sums over groups of equal values of a sorted list, for tie corrections.
private struct TieSums {
    /// Σ t (t − 1) / 2
    var pairs = 0.0
    /// Σ t (t − 1) (t − 2)
    var triples = 0.0
    /// Σ t (t − 1) (2 t + 5)
    var weighted = 0.0

    init(_ sorted: [Double]) {
        var start = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
            let size = Double(end - start)
            pairs += size * (size - 1) / 2
            triples += size * (size - 1) * (size - 2)
            weighted += size * (size - 1) * (2 * size + 5)
            start = end
        }
    }
}
