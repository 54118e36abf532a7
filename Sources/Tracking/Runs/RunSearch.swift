extension TrackingStore {
    /// The run that a person means: `latest`, a whole identifier, a name (the newest run that bears it), or the beginning of an identifier
    /// that fits one run only.
    ///
    /// Deleted runs are found by their whole identifier alone. Throws ``TrackingError/ambiguousRun(text:candidates:)`` with the newest
    /// runs that fit, or ``TrackingError/notFound(kind:name:)``.
    package func findRun(_ text: String) async throws -> Run {
        try await read { connection in
            if text == "latest" {
                let latest = try Self.runs("lifecycle_stage = 'active'", [], limit: 1, connection)
                guard let run = latest.first else { throw TrackingError.notFound(kind: "run", name: text) }
                return run
            }
            if let run = try Self.runs("id = ?", [.text(text)], limit: 1, connection).first { return run }
            let named = try Self.runs("name = ? AND lifecycle_stage = 'active'", [.text(text)], limit: 1, connection)
            if let run = named.first { return run }
            if let run = try Self.only(try Self.runs(idPrefix: text, connection), for: text) { return run }
            throw TrackingError.notFound(kind: "run", name: text)
        }
    }

    private static let candidateLimit = 10

    private static func only(_ runs: [Run], for text: String) throws(TrackingError) -> Run? {
        guard runs.count > 1 else { return runs.first }
        throw .ambiguousRun(text: text, candidates: runs.map { "\($0.id) (\($0.name))" })
    }

    private static func runs(idPrefix text: String, _ connection: any SQLConnection) throws -> [Run] {
        let isHexadecimal = text.utf8.allSatisfy {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
        }
        guard isHexadecimal, !text.isEmpty else { return [] }
        return try runs(
            "id >= ? AND id < ? AND lifecycle_stage = 'active'", [.text(text), .text(text + "g")], limit: candidateLimit, connection)
    }

    private static func runs(
        _ condition: String, _ arguments: [SQLValue], limit: Int, _ connection: any SQLConnection
    ) throws -> [Run] {
        try connection.all(
            "SELECT \(Run.columns) FROM run WHERE \(condition) ORDER BY start_time DESC, key DESC LIMIT ?", arguments + [SQLValue(limit)]
        ) { try Run(&$0) }
    }
}
