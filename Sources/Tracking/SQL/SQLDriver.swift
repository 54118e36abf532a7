/// The way to one database: transactions that read, transactions that write, and what only the database itself can do.
///
/// The repositories speak to this protocol in the SQL that SQLite and PostgreSQL share, so that another database is another driver
/// and nothing else.
package protocol SQLDriver: Sendable {
    /// What differs in this database's SQL.
    var dialect: SQLDialect { get }

    /// Runs a body against one unchanging view of the database, beside any writer. Never cancelled half-way.
    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T

    /// Runs a body in one transaction that is durable when this returns, and undone when the body throws. Never cancelled half-way.
    func write<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T

    /// Writes a consistent copy of the whole database into a new file while others go on reading and writing.
    func backup(to path: String) async throws

    /// What the database finds wrong with itself: damaged pages or indexes, references to rows that do not exist. Empty when sound.
    func integrityFindings() async throws -> [String]

    /// Lets go of the database; later calls fail.
    func close() throws
}

/// One transaction's connection; valid only within the body that it was given to.
package protocol SQLConnection {
    /// What differs in this database's SQL.
    var dialect: SQLDialect { get }

    /// Runs one statement and returns how many rows it changed.
    @discardableResult
    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int

    /// Hands over the rows of one query in turn until there are no more or the body returns false.
    func forEachRow(_ sql: String, _ arguments: [SQLValue], _ body: (any SQLRow) throws -> Bool) throws

    /// Inserts many rows with one prepared statement; every row has a value for each of the insert's columns.
    func insert(_ insert: SQLInsert, _ rows: some Sequence<[SQLValue]>) throws
}

/// The row a query stands at; valid only within the body that it was given to.
package protocol SQLRow {
    /// How many columns the row has.
    var columnCount: Int { get }

    /// The name of a column; the position must be below ``columnCount``.
    func columnName(_ position: Int) -> String

    /// The value in a column; the position must be below ``columnCount``.
    func value(_ position: Int) -> SQLValue
}
