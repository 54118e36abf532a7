import Statistics

/// Which rows of two files are the same item.
struct RowPairing {
    /// The places of the rows of each item that is in both files, in the first file's order.
    let pairs: [(first: Int, second: Int)]
    /// Items in both files, as a share of those in the larger.
    let overlap: Double
    /// Items in one file only.
    let missing: Int

    /// Pairs rows by their ids; rows without one have no partner. Throws `Undefined` when an id occurs twice in a file.
    init(_ first: [String?], _ second: [String?], _ column: String) throws(Undefined) {
        let (left, right) = (try Self.places(first, column), try Self.places(second, column))
        pairs = left.compactMap { id, place in right[id].map { (place, $0) } }.sorted { $0.first < $1.first }
        let largest = max(first.count, second.count)
        overlap = largest > 0 ? Double(pairs.count) / Double(largest) : 0
        missing = first.count + second.count - 2 * pairs.count
    }

    private static func places(_ ids: [String?], _ column: String) throws(Undefined) -> [String: Int] {
        var places: [String: Int] = [:]
        for (place, id) in ids.enumerated() {
            guard let id else { continue }
            guard places.updateValue(place, forKey: id) == nil else {
                throw Undefined("the \(column) \"\(id)\" occurs twice in one file, so rows cannot be paired by it")
            }
        }
        return places
    }

    /// The pairs in which both rows hold a number; clusters are the first file's.
    func sample(_ table: ColumnTable, _ before: NumberColumn, _ after: NumberColumn, cluster: String?) -> ColumnSample {
        let complete = pairs.filter { before.values[$0.first] != nil && after.values[$0.second] != nil }
        let ids = cluster.map { table.clusters($0).ids }
        return ColumnSample(
            values: [complete.compactMap { before.values[$0.first] }, complete.compactMap { after.values[$0.second] }],
            clusters: ids.map { ids in complete.map { ids[$0.first] } }, incomplete: missing + pairs.count - complete.count, warnings: [])
    }
}
