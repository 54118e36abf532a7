extension TrackingStore {
    /// Reads for a search; what the client's pattern is to blame for is the client's error.
    func readSearch<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        do {
            return try await read(body)
        } catch TrackingError.failed(let reason) where reason.contains(TextMatching.tooHard) {
            throw SearchError("Invalid filter: \(TextMatching.tooHard).")
        } catch TrackingError.invalid(let reason) {
            throw SearchError("Invalid filter: \(reason).")
        }
    }
}

extension SQLConnection {
    /// The first column of a search's rows, which are whole numbers.
    func keys(_ statement: SQLFragment) throws -> [Int64] {
        let matchesItself = try TextPattern.limitTime(of: statement, self)
        var keys: [Int64] = []
        do {
            try forEachRowOnce(statement.sql, statement.arguments) { row in
                if case .integer(let key) = row.value(0) { keys.append(key) }
                return true
            }
        } catch TrackingError.unavailable(_, PostgreSQLFailure.tookTooLong) where matchesItself {
            throw SearchError("Invalid filter: \(TextMatching.tooHard).")
        }
        return keys
    }
}
