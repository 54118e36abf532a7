/// Pairs of numbers, brought into order once: rank correlations of many resamples of them then only count.
///
/// A figure is that of the pairs written out, each as often as its count says, and the same to the last bit.
package struct RankedPairs: Sendable {
    /// The pairs by their first and then their second numbers.
    let order: [Int]
    /// The places of the first numbers of the ordered pairs among the distinct first numbers.
    let first: [Int]
    /// The places of the second numbers of the ordered pairs among the distinct second numbers.
    let second: [Int]
    /// How many distinct first numbers there are.
    let firstCount: Int
    /// How many distinct second numbers there are.
    let secondCount: Int

    /// The pairs of two lists. O(n log n). Throws `Undefined` for lists of different lengths and for numbers that are not finite.
    package init(_ x: [Double], _ y: [Double]) throws(Undefined) {
        try requireSameCount(x.count, y.count, "correlated lists")
        try requireFinite(x + y, "correlated value")
        let (first, second) = (Self.places(x), Self.places(y))
        order = x.indices.sorted { (first.places[$0], second.places[$0]) < (first.places[$1], second.places[$1]) }
        self.first = order.map { first.places[$0] }
        self.second = order.map { second.places[$0] }
        (firstCount, secondCount) = (first.count, second.count)
    }

    /// How often each place holds a pair, from the counts of the pairs in the order they were given in.
    func sizes(_ counts: [Int], _ places: [Int], _ count: Int) -> [Int] {
        var sizes = [Int](repeating: 0, count: count)
        for (pair, place) in zip(order, places) { sizes[place] += counts[pair] }
        return sizes
    }

    /// The place of each value among the distinct values.
    private static func places(_ values: [Double]) -> (places: [Int], count: Int) {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var (places, last) = ([Int](repeating: 0, count: values.count), 0)
        for (position, index) in order.enumerated() {
            if position > 0, values[order[position - 1]] < values[index] { last += 1 }
            places[index] = last
        }
        return (places, values.isEmpty ? 0 : last + 1)
    }
}
