import GRDB
import GRDBSQLite

/// One transaction of SQLite as the repositories see it.
///
/// Statements are prepared once per connection and kept; values are bound and read through SQLite's own functions, which is several times
/// faster than GRDB's conversions when a run has a million scores.
struct SQLiteConnection: SQLConnection {
    let database: Database
    let path: String

    var dialect: SQLDialect { .sqlite }

    @discardableResult
    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        try withStatement(sql) { statement in
            try statement.bind(arguments)
            while try statement.step() {}
        }
        return Int(sqlite3_changes(database.sqliteConnection))
    }

    @discardableResult
    func execute(_ sql: String, each rows: some Sequence<[SQLValue]>) throws -> Int {
        var changed = 0
        try withStatement(sql) { statement in
            for row in rows {
                try statement.bind(row)
                while try statement.step() {}
                sqlite3_reset(statement.handle)
                changed += Int(sqlite3_changes(database.sqliteConnection))
            }
        }
        return changed
    }

    /// One statement at a time: GRDB keeps what statements touch until the next is made, and adds to it ever more slowly.
    func executeOnce(_ statements: [String]) throws {
        for statement in statements { try forEachRowOnce(statement, []) { _ in true } }
    }

    func forEachRow(_ sql: String, _ arguments: [SQLValue], _ body: (any SQLRow) throws -> Bool) throws {
        try withStatement(sql) { statement in
            try statement.bind(arguments)
            while try statement.step() {
                guard try body(statement) else { return }
            }
        }
    }

    func forEachRowOnce(_ sql: String, _ arguments: [SQLValue], _ body: (any SQLRow) throws -> Bool) throws {
        let statement = try mapped { try database.makeStatement(sql: sql) }
        try with(statement) { cursor in
            try cursor.bind(arguments)
            while try cursor.step() {
                guard try body(cursor) else { return }
            }
        }
    }

    /// Inserts many rows with one statement as long as there are many, which costs a third less than a statement for each.
    func insert(_ insert: SQLInsert, _ rows: some Sequence<[SQLValue]>) throws {
        var rows = rows.makeIterator()
        var chunk = rows.next(SQLInsert.rowsTogether)
        if chunk.count == SQLInsert.rowsTogether {
            try withStatement(insert.sqlTogether) { statement in
                while chunk.count == SQLInsert.rowsTogether {
                    try statement.bind(rows: chunk)
                    while try statement.step() {}
                    sqlite3_reset(statement.handle)
                    chunk = rows.next(SQLInsert.rowsTogether)
                }
            }
        }
        if !chunk.isEmpty { try execute(insert.sql, each: chunk) }
    }

    /// Begins the transaction anew when the body fails: for a savepoint SQLite would copy each page before it is changed.
    func savepointAtStart<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let cause {
            guard database.isInsideTransaction else { throw TransactionLost(cause: cause) }
            do {
                try execute("ROLLBACK TRANSACTION", [])
                try execute(Self.begin, [])
            } catch {
                throw TransactionLost(cause: error)
            }
            throw cause
        }
    }

    /// Begins a transaction that writes.
    static let begin = "BEGIN IMMEDIATE TRANSACTION"

    private func withStatement(_ sql: String, _ body: (SQLiteStatementCursor) throws -> Void) throws {
        var statement = try mapped { try database.cachedStatement(sql: sql) }
        if sqlite3_stmt_busy(statement.sqliteStatement) != 0 {
            statement = try mapped { try database.makeStatement(sql: sql) }
        }
        try with(statement, body)
    }

    private func with(_ statement: Statement, _ body: (SQLiteStatementCursor) throws -> Void) throws {
        let cursor = SQLiteStatementCursor(handle: statement.sqliteStatement, path: path)
        defer {
            sqlite3_reset(cursor.handle)
            sqlite3_clear_bindings(cursor.handle)
        }
        try withExtendedLifetime(statement) { try body(cursor) }
    }

    private func mapped<T>(_ body: () throws -> T) throws -> T {
        do { return try body() } catch { throw SQLiteFailure.error(error, path: path) }
    }
}

extension IteratorProtocol {
    /// Up to that many more elements.
    fileprivate mutating func next(_ count: Int) -> [Element] {
        var elements: [Element] = []
        elements.reserveCapacity(count)
        while elements.count < count, let element = next() { elements.append(element) }
        return elements
    }
}
