/// A grouping around k of the items themselves: k-medoids by alternating assignment and update, started by farthest-first choice.
///
/// For anchor points of a benchmark (distance between the items' response vectors; screening only, there is no honest error bar) and for
/// clusters of failures.
public struct MedoidClustering: Sendable, Hashable {
    /// The items at the centres, one per cluster.
    public let medoids: [Int]
    /// The cluster of each item.
    public let assignments: [Int]

    /// The share of items in each cluster: the anchor points' weights.
    public var weights: [Double] {
        medoids.indices.map { cluster in Double(assignments.count { $0 == cluster }) / Double(assignments.count) }
    }

    /// Groups `count` items by a symmetric distance; O(n²) distances a round, at most 100 rounds.
    ///
    /// Throws `Undefined` unless 1 ≤ clusters ≤ count.
    public init(count: Int, clusters: Int, seed: UInt64, distance: (Int, Int) -> Double) throws {
        guard clusters >= 1, clusters <= count else { throw Undefined("\(count) items cannot form \(clusters) clusters") }
        var random = Xoshiro256(seed: seed)
        var medoids = [random.nextIndex(below: count)]
        var nearest = (0..<count).map { distance($0, medoids[0]) }
        while medoids.count < clusters {
            let chosen = Set(medoids)
            guard let next = (0..<count).filter({ !chosen.contains($0) }).max(by: { nearest[$0] < nearest[$1] }) else { break }
            medoids.append(next)
            for item in 0..<count { nearest[item] = min(nearest[item], distance(item, next)) }
        }
        var assignments = Self.assign(count, medoids, distance)
        for _ in 0..<100 {
            let updated = Self.centers(assignments, medoids, distance)
            if updated == medoids { break }
            medoids = updated
            assignments = Self.assign(count, medoids, distance)
        }
        (self.medoids, self.assignments) = (medoids, assignments)
    }

    private static func assign(_ count: Int, _ medoids: [Int], _ distance: (Int, Int) -> Double) -> [Int] {
        (0..<count).map { item in
            var (best, least) = (0, Double.infinity)
            for (cluster, medoid) in medoids.enumerated() {
                let value = item == medoid ? -1 : distance(item, medoid)
                if value < least { (best, least) = (cluster, value) }
            }
            return best
        }
    }

    private static func centers(_ assignments: [Int], _ medoids: [Int], _ distance: (Int, Int) -> Double) -> [Int] {
        medoids.indices.map { cluster in
            let members = assignments.indices.filter { assignments[$0] == cluster }
            let costs = members.map { center in members.reduce(0) { $0 + distance(center, $1) } }
            return costs.min().flatMap { costs.firstIndex(of: $0) }.map { members[$0] } ?? medoids[cluster]
        }
    }
}
