extension SQLConnection {
    /// Runs one statement without arguments.
    @discardableResult
    package func execute(_ sql: String) throws -> Int { try execute(sql, []) }

    /// The rows of a query, each read by the body; holds them all in memory, so the query bounds them.
    package func all<T>(_ sql: String, _ arguments: [SQLValue] = [], _ read: (inout SQLColumns) throws -> T) throws -> [T] {
        var results: [T] = []
        try forEachFetchedRow(sql, arguments) { row in
            var columns = SQLColumns(row)
            results.append(try read(&columns))
            return true
        }
        return results
    }

    /// The first row of a query as the body reads it; nil when there is none.
    package func first<T>(_ sql: String, _ arguments: [SQLValue] = [], _ read: (inout SQLColumns) throws -> T) throws -> T? {
        var result: T?
        try forEachFetchedRow(sql, arguments) { row in
            var columns = SQLColumns(row)
            result = try read(&columns)
            return false
        }
        return result
    }
}

extension SQLConnection {
    @discardableResult
    package func execute(_ sql: String, each rows: some Sequence<[SQLValue]>) throws -> Int {
        try rows.reduce(0) { changed, arguments in try changed + execute(sql, arguments) }
    }

    package func executeOnce(_ statements: [String]) throws { for statement in statements { try execute(statement) } }

    package func forEachFetchedRow(_ sql: String, _ arguments: [SQLValue], _ body: (any SQLRow) throws -> Bool) throws {
        try forEachRow(sql, arguments, body)
    }

    package func forEachRowOnce(_ sql: String, _ arguments: [SQLValue], _ body: (any SQLRow) throws -> Bool) throws {
        try forEachFetchedRow(sql, arguments, body)
    }

    package func savepoint<T>(_ body: () throws -> T) throws -> T {
        try execute("SAVEPOINT one_of_many")
        do {
            let result = try body()
            try execute("RELEASE SAVEPOINT one_of_many")
            return result
        } catch let cause {
            do {
                try execute("ROLLBACK TO SAVEPOINT one_of_many")
                try execute("RELEASE SAVEPOINT one_of_many")
            } catch {
                throw TransactionLost(cause: cause)
            }
            throw cause
        }
    }

    package func savepointAtStart<T>(_ body: () throws -> T) throws -> T { try savepoint(body) }
}
