/// Random rearrangements of errors over rows that keep clusters whole and stay within strata.
struct ErrorPermutation {
    private let errors: [Double]
    /// Rows of each block, in order; blocks of one group are exchangeable.
    private let groups: [[[Int]]]

    /// Clusters of equal size exchange their errors as wholes; without clusters rows do, within their stratum.
    init(errors: [Double], clusters: [Int]?, strata: [Int]?) throws {
        self.errors = errors
        if let clusters {
            let numbered = try Clusters(clusters, count: errors.count)
            var rows = [[Int]](repeating: [], count: numbered.count)
            for (row, cluster) in numbered.ids.enumerated() { rows[cluster].append(row) }
            groups = Dictionary(grouping: rows, by: \.count).sorted { $0.key < $1.key }.map(\.value)
        } else {
            let rows = Dictionary(grouping: errors.indices) { strata?[$0] ?? 0 }
            groups = rows.sorted { $0.key < $1.key }.map { $0.value.map { [$0] } }
        }
    }

    func draw(_ random: inout Xoshiro256) -> [Double] {
        var result = errors
        for blocks in groups {
            for (target, source) in zip(blocks, random.permutation(of: blocks.count)) {
                for (to, from) in zip(target, blocks[source]) { result[to] = errors[from] }
            }
        }
        return result
    }
}
