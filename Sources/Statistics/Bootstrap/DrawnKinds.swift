/// The kinds of what is drawn at once: of a unit, or of all units of a cluster.
struct DrawnKinds {
    /// The kinds of the units, those of one cluster beside each other.
    private let kinds: [Int]
    /// Where each cluster begins in them, and the end; nil when every unit is drawn alone.
    private let bounds: [Int]?

    /// What is drawn; throws `Undefined` when there is not one cluster id per unit.
    init(_ numbers: [Int], clusters: [Int]?) throws(Undefined) {
        guard let clusters else {
            (kinds, bounds) = (numbers, nil)
            return
        }
        let grouped = try Clusters(clusters, count: numbers.count)
        var bounds = [0]
        for size in grouped.sizes { bounds.append((bounds.last ?? 0) + size) }
        var (free, kinds) = (bounds, numbers)
        for (id, number) in zip(grouped.ids, numbers) {
            kinds[free[id]] = number
            free[id] += 1
        }
        (self.kinds, self.bounds) = (kinds, bounds)
    }

    /// How many units or clusters there are to draw from.
    var count: Int { bounds.map { $0.count - 1 } ?? kinds.count }

    /// Counts the kinds of as many draws as there are units or clusters.
    func resample(into counts: inout [Int], _ draw: IndexDraw, _ generator: inout Xoshiro256) {
        counts.withUnsafeMutableBufferPointer { counts in
            counts.update(repeating: 0)
            kinds.withUnsafeBufferPointer { kinds in
                guard let bounds else {
                    for _ in kinds.indices { counts[kinds[draw.single(&generator)]] += 1 }
                    return
                }
                for _ in 0..<count {
                    let cluster = draw.single(&generator)
                    for place in bounds[cluster]..<bounds[cluster + 1] { counts[kinds[place]] += 1 }
                }
            }
        }
    }

    /// Takes the kinds of one unit or cluster away.
    func remove(_ left: Int, from counts: inout [Int]) {
        for place in bounds.map({ $0[left]..<$0[left + 1] }) ?? left..<left + 1 { counts[kinds[place]] -= 1 }
    }
}
