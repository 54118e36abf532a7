import Digests
import Scoring
import TouchstoneJSON

/// Hands out the samples of a dataset in batches, in order: files one after the other, filtered, limited, with unique ids.
actor RowFeed {
    /// What comes next.
    enum Item: Sendable {
        case sample(FedSample)
        case problem(DataProblem)
    }

    private let executor = BlockingExecutor(label: "touchstone.rows")
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private let data: DataSpecification
    private let takesDigest: Bool
    private var reader: RowReader?
    private var remainingFiles: ArraySlice<String>
    private var currentFile = ""
    private var placesByID: [String: RowPlace] = [:]
    private var count = 0
    private var content = ContentDigest()

    /// The rows of a dataset; without `takesDigest` the ``digest`` says nothing.
    init(_ data: DataSpecification, takesDigest: Bool = true) {
        self.data = data
        self.takesDigest = takesDigest
        remainingFiles = data.files[...]
    }

    /// Up to `size` more items; empty at the end. Throws ``DataProblem`` for a file that cannot be read, for a mapped column that the
    /// first row lacks, and for any bad row when the data are strict.
    func next(_ size: Int) throws(DataProblem) -> [Item] {
        var items: [Item] = []
        items.reserveCapacity(size)
        while items.count < size, count < data.limit ?? .max {
            guard let item = try nextItem() else { break }
            items.append(item)
        }
        return items
    }

    private func nextItem() throws(DataProblem) -> Item? {
        while true {
            if reader == nil, try !openNextFile() { return nil }
            switch try reader?.next() {
            case nil: closeFile()
            case .problem(let problem, _): return try refuse(problem)
            case .row(let row):
                guard data.filters.allSatisfy({ $0.admits(row.columns) }) else { continue }
                return try item(row)
            }
        }
    }

    private func openNextFile() throws(DataProblem) -> Bool {
        guard let path = remainingFiles.popFirst() else { return false }
        reader = try RowReader(path: path, format: data.format, takesDigest: takesDigest)
        currentFile = path == "-" ? "standard input" : path
        return true
    }

    /// The digest of the digests of all files' unpacked bytes read so far, in order.
    var digest: String {
        var content = content
        if let open = reader?.digest { content.update(Array(open.utf8)) }
        return content.hex
    }

    private func closeFile() {
        if let closed = reader?.digest { content.update(Array(closed.utf8)) }
        reader = nil
    }

    private func item(_ row: DataRow) throws(DataProblem) -> Item {
        if count == 0 { try checkColumns(of: row) }
        let sample = data.columns.sample(from: row.columns)
        let id = sample[.id]?.asText
        if let id, let earlier = placesByID[id] {
            let place = "line \(earlier.line)" + (earlier.file == currentFile ? "" : " of \(earlier.file)")
            let reason = "the id \"\(id)\" is already that of \(place); ids must be unique (map \"id\" to another column)"
            return try refuse(DataProblem(source: currentFile, line: row.line, reason: reason))
        }
        if let id { placesByID[id] = RowPlace(file: currentFile, line: row.line) }
        defer { count += 1 }
        return .sample(FedSample(index: count, id: id, line: row.line, source: currentFile, sample: sample))
    }

    private func checkColumns(of row: DataRow) throws(DataProblem) {
        guard let missing = data.columns.missingColumns(in: row.columns).first else { return }
        let names = row.columns.keys
        let hint = closestName(to: missing.description, among: names).map { " (did you mean \"\($0)\"?)" } ?? ""
        let reason = "the row has no column \"\(missing)\"\(hint); it has \(names.joined(separator: ", "))"
        throw DataProblem(source: currentFile, line: row.line, reason: reason)
    }

    private func refuse(_ problem: DataProblem) throws(DataProblem) -> Item {
        if data.isStrict { throw problem }
        return .problem(problem)
    }
}

/// Where a row was read.
private struct RowPlace {
    let file: String
    let line: Int
}

/// A sample as it comes from the data.
struct FedSample: Sendable {
    /// Its place among the rows that take part, from 0.
    let index: Int
    /// The row's own id; nil when it has none and is known by its place.
    let id: String?
    /// The line it was read from.
    let line: Int
    /// The file it was read from.
    let source: String
    /// The fields.
    var sample: Sample
}
