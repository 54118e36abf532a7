import Digests
import TouchstoneJSON

/// A first look at the data before anything is paid for: how many rows take part, and the digest of what was read.
struct DataScan: Sendable, Hashable {
    /// Rows that take part after filters and limit, bad ones not counted.
    var rows: Int
    /// Rows that cannot be read.
    var badRows: Int
    /// The digest of the digests of all files' unpacked bytes, in order.
    var digest: String

    /// Reads all files once; nil when one of them can be read only once: standard input, a pipe.
    init?(_ data: DataSpecification) throws(DataProblem) {
        guard data.files.allSatisfy({ $0 != "-" && !ByteSource.isReadOnce($0) }) else { return nil }
        var content = ContentDigest()
        (rows, badRows) = (0, 0)
        for file in data.files {
            var reader = try RowReader(path: file, format: data.format)
            if data.filters.isEmpty {
                while let isRow = try reader.nextIsRow() { if isRow { rows += 1 } else { badRows += 1 } }
            }
            while let item = try reader.next() {
                switch item {
                case .problem: badRows += 1
                case .row(let row): if data.filters.allSatisfy({ $0.admits(row.columns) }) { rows += 1 }
                }
            }
            content.update(Array(reader.digest.utf8))
        }
        if let limit = data.limit { rows = min(rows, limit) }
        digest = content.hex
    }
}

/// Looks through datasets away from the threads that run tasks.
actor DataScanner {
    private let executor = BlockingExecutor(label: "touchstone.scan")
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// The scan of each dataset; nil for one that can be read only once.
    func scans(of datasets: [DataSpecification]) throws(DataProblem) -> [DataScan?] {
        var scans: [DataScan?] = []
        for data in datasets { scans.append(try DataScan(data)) }
        return scans
    }
}
