import Tracking

/// The slices of a run: for every column that cuts it, the samples that share each value.
struct RunSlices: Sendable {
    /// A slice with the positions of its samples, in the order of columns and then of values.
    let parts: [(column: String, value: String, positions: Set<SamplePosition>)]

    /// Whether a column has more values than are told apart.
    let isCut: Bool

    /// Most values of one column that are told apart; the rest belong to no slice.
    static let maximumValues = 50

    /// Reads the slices; nothing is read when no column cuts the run.
    init(of run: RunID, columns: [String], maximumValues: Int = maximumValues, in store: TrackingStore) async throws {
        guard !columns.isEmpty else {
            (parts, isCut) = ([], false)
            return
        }
        var isCut = false
        var members: [String: [String: Set<SamplePosition>]] = [:]
        try await store.forEachSample(of: run) { record in
            for column in columns {
                guard let value = SampleRecords.slice(column, of: record) else { continue }
                if members[column, default: [:]][value] == nil, members[column, default: [:]].count >= maximumValues {
                    isCut = true
                    continue
                }
                members[column, default: [:]][value, default: []].insert(record.position)
            }
        }
        self.isCut = isCut
        parts = columns.flatMap { column in
            (members[column] ?? [:]).sorted { $0.key < $1.key }.map { (column, $0.key, $0.value) }
        }
    }
}

extension TrackingStore {
    /// Hands over every sample of a run by position, a page at a time.
    func forEachSample(of run: RunID, _ body: (SampleRecord) throws -> Void) async throws {
        var last: SamplePosition?
        while true {
            let page = try await samples(of: run, after: last, limit: 1000)
            for record in page { try body(record) }
            guard page.count == 1000, let end = page.last else { return }
            last = end.position
        }
    }
}
