/// One transaction of PostgreSQL as the repositories see it.
///
/// Statements are prepared once per connection and kept. Values travel in binary form, which saves the server and this side most of the
/// work of reading numbers; queries of unknown length are read through a cursor, about a megabyte at a time.
struct PostgreSQLConnection: SQLConnection {
    let link: PostgreSQLLink

    var dialect: SQLDialect { .postgreSQL }

    @discardableResult
    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        try link.sendCached(sql, arguments)
        return try link.receive().last?.changedRows ?? 0
    }

    @discardableResult
    func execute(_ sql: String, each rows: some Sequence<[SQLValue]>) throws -> Int {
        let before = link.changedRows
        var pending = 0
        var bytes = 0
        do {
            for row in rows {
                try link.sendCached(sql, row)
                pending += 1
                bytes += row.reduce(0) { $0 + $1.textLength }
                guard pending == Self.mostInFlight || bytes > Self.mostBytesInFlight else { continue }
                _ = try link.receive()
                (pending, bytes) = (0, 0)
            }
            if pending > 0 { _ = try link.receive() }
        } catch {
            link.fail(error)
            throw error
        }
        return link.changedRows - before
    }

    /// Statements that are sent before their results are waited for. Each result takes some sixty bytes, so that both sides can always
    /// finish writing.
    private static let mostInFlight = 256
    private static let mostBytesInFlight = 1 << 20

    func forEachFetchedRow(_ sql: String, _ arguments: [SQLValue], _ body: (any SQLRow) throws -> Bool) throws {
        try link.sendCached(sql, arguments)
        guard let result = try link.receive().last else { return }
        for row in 0..<result.rowCount {
            guard try body(PostgreSQLRow(result: result, row: row)) else { return }
        }
    }

    func savepoint<T>(_ body: () throws -> T) throws -> T {
        let savepoint = try link.openSavepoint()
        do {
            let result = try body()
            try link.release(savepoint)
            return result
        } catch {
            try link.rollBack(to: savepoint)
            throw error
        }
    }
}

extension PostgreSQLConnection {
    func forEachRow(_ sql: String, _ arguments: [SQLValue], _ body: (any SQLRow) throws -> Bool) throws {
        guard sql.utf8.starts(with: "SELECT".utf8) || sql.utf8.starts(with: "WITH".utf8) else {
            return try forEachFetchedRow(sql, arguments, body)
        }
        let cursor = link.nextName()
        let encoded = try PostgreSQLArguments(arguments)
        try link.send("DECLARE \(cursor) NO SCROLL CURSOR FOR \(SQLDialect.numberedPlaceholders(sql))", encoded)
        var count = Self.firstFetch
        while true {
            try link.send("FETCH FORWARD \(count) FROM \(cursor)")
            guard let result = try link.receive().last else { break }
            for row in 0..<result.rowCount where try !body(PostgreSQLRow(result: result, row: row)) {
                return link.prepend("CLOSE \(cursor)")
            }
            if result.rowCount < count { break }
            let rowSize = max(1, result.byteCount / max(1, result.rowCount))
            count = min(max(1, Self.fetchSize / rowSize), Self.largestFetch)
        }
        link.prepend("CLOSE \(cursor)")
    }

    private static let firstFetch = 64
    private static let largestFetch = 8192
    private static let fetchSize = 1 << 20
}

extension SQLValue {
    /// The bytes of a text; 0 for anything else.
    var textLength: Int { if case .text(let text) = self { text.utf8.count } else { 0 } }
}
