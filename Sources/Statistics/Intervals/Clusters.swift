/// Which cluster each unit belongs to, with the ids renumbered from 0 in order of appearance.
package struct Clusters: Sendable, Hashable {
    /// The cluster of each unit, 0..<count.
    package let ids: [Int]
    /// How many units each cluster holds.
    package let sizes: [Int]

    /// How many clusters there are.
    package var count: Int { sizes.count }

    /// The clusters named by any numbers, one per unit; throws `Undefined` when there are not `count` of them.
    package init(_ names: [Int], count: Int) throws(Undefined) {
        guard names.count == count else { throw Undefined("\(names.count) cluster ids for \(count) values") }
        var (numbers, ids, sizes) = ([Int: Int](), [Int](), [Int]())
        ids.reserveCapacity(count)
        for name in names {
            let id = numbers[name] ?? sizes.count
            if id == sizes.count {
                numbers[name] = id
                sizes.append(0)
            }
            sizes[id] += 1
            ids.append(id)
        }
        self.ids = ids
        self.sizes = sizes
    }

    /// The sum of the values of each cluster.
    package func sums(of values: [Double]) -> [Double] {
        var sums = [ExactSum](repeating: ExactSum(), count: count)
        for (id, value) in zip(ids, values) { sums[id].add(value) }
        return sums.map(\.value)
    }
}
