import TouchstoneJSON

extension TrackingStore {
    /// Changes an active run's status, end or name, those that are given, and returns it as it is then.
    package func update(
        _ id: RunID, status: RunStatus? = nil, endTime: Timestamp? = nil, name: String? = nil
    ) async throws -> Run {
        try await write(isBrief: true) { connection in
            let key = try Run.activeKey(of: id, connection)
            try connection.execute(
                "UPDATE run SET status = coalesce(?, status), end_time = coalesce(?, end_time) WHERE key = ?",
                [SQLValue(status?.rawValue), SQLValue(endTime?.rawValue), key])
            if let name { try Run.setTags([Run.nameTag: name], of: key, connection) }
            let run = try connection.first("SELECT \(Run.columns) FROM run WHERE key = ?", [key]) { try Run(&$0) }
            guard let run else { throw TrackingError.notFound(kind: "run", name: id.rawValue) }
            return run
        }
    }
}
