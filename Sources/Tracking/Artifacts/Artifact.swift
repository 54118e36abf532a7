/// A file that a run left.
package struct Artifact: Sendable, Hashable {
    /// Its path within the run's artifacts, segments separated by `/`.
    package var path: String
    package var byteCount: Int64
    /// The SHA-256 digest of its bytes.
    package var digest: String
    package var created: Timestamp
}

extension Artifact {
    static let columns = "path, byte_count, digest, creation_time"

    static let insert = SQLInsert(
        into: "artifact", ["run_key", "path", "byte_count", "digest", "creation_time"], conflict: .replace(key: ["run_key", "path"]))

    init(_ columns: inout SQLColumns) throws {
        path = try columns.text()
        byteCount = try columns.int64()
        digest = try columns.text()
        created = try columns.timestamp()
    }

    /// The artifacts of a run, by path.
    static func all(of runKey: SQLValue, _ connection: any SQLConnection) throws -> [Artifact] {
        try connection.all("SELECT \(columns) FROM artifact WHERE run_key = ? ORDER BY path", [runKey]) { try Artifact(&$0) }
    }
}
