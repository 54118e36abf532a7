import Tracking

/// Which samples of a run are not independent: those of one cluster, and the epochs of one row.
struct SampleClusters: Sendable {
    private let clusterOfIndex: [Int: Int]?

    /// The clusters of the samples; nil inside when every sample stands alone.
    init(_ facts: [SampleFacts], epochs: Int) {
        let isClustered = facts.contains { $0.cluster != nil }
        guard isClustered || epochs > 1 else {
            clusterOfIndex = nil
            return
        }
        var numbers: [String: Int] = [:]
        var table: [Int: Int] = [:]
        for fact in facts {
            // A row without a cluster is one of its own.
            let name = fact.cluster.map { "c" + $0 } ?? "r\(fact.position.index)"
            let number = numbers[name] ?? numbers.count
            numbers[name] = number
            table[fact.position.index] = number
        }
        clusterOfIndex = table
    }

    /// The cluster of each position; nil when all samples are independent.
    func numbers(of positions: [SamplePosition]) -> [Int]? {
        clusterOfIndex.map { table in positions.map { table[$0.index] ?? -1 - $0.index } }
    }
}
