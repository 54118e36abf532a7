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
    ///
    /// The body may run more than once, when the database undid an attempt because of another writer or a lost connection: it keeps
    /// what it learns in its result, and has no other effect than its statements. Other processes may write at the same time, each
    /// statement sees what they have committed by then: read with ``SQLDialect/rowLock`` what a later statement relies on.
    ///
    /// A brief write is one of some rows, for which no other thread need be asked where the database is in this process.
    func write<T: Sendable>(isBrief: Bool, _ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T

    /// Writes a consistent copy of the whole database into a new file while others go on reading and writing.
    func backup(to path: String) async throws

    /// What the database finds wrong with itself: damaged pages or indexes, references to rows that do not exist. Empty when sound.
    func integrityFindings() async throws -> [String]

    /// Does now what ``close()`` would have to do with what was written so far, beside readers. A hint: the database stays as it is.
    func tidy() async

    /// Lets go of the database; later calls fail.
    func close() throws

    /// Most writes that one transaction should take together; each is in a savepoint of its own when one of them fails.
    var groupLimit: Int { get }
}

extension SQLDriver {
    /// As ``write(isBrief:_:)``, for a write of any size.
    package func write<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await write(isBrief: false, body)
    }

    package func tidy() async {}

    package var groupLimit: Int { 256 }
}

/// One transaction's connection; valid only within the body that it was given to.
///
/// After a statement has failed, the transaction takes no further one: what may fail while the rest goes on belongs into a
/// ``savepoint(_:)``.
package protocol SQLConnection {
    /// What differs in this database's SQL.
    var dialect: SQLDialect { get }

    /// Runs one statement and returns how many rows it changed.
    @discardableResult
    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int

    /// Runs one statement for each of many lists of arguments, in their order, and returns how many rows they changed together.
    @discardableResult
    func execute(_ sql: String, each rows: some Sequence<[SQLValue]>) throws -> Int

    /// Runs statements without arguments, one after the other, that will not come again, as those that make tables.
    func executeOnce(_ statements: [String]) throws

    /// Hands over the rows of one query in turn until there are no more or the body returns false. Memory does not grow with the rows.
    func forEachRow(_ sql: String, _ arguments: [SQLValue], _ body: (any SQLRow) throws -> Bool) throws

    /// As ``forEachRow(_:_:_:)`` for a query whose rows fit into memory: they may be fetched all at once, which is faster.
    func forEachFetchedRow(_ sql: String, _ arguments: [SQLValue], _ body: (any SQLRow) throws -> Bool) throws

    /// As ``forEachFetchedRow(_:_:_:)`` for a query whose text may never come again, as a client's filter makes it: a database that keeps
    /// all its statements ready does not keep this one.
    func forEachRowOnce(_ sql: String, _ arguments: [SQLValue], _ body: (any SQLRow) throws -> Bool) throws

    /// Inserts many rows with one prepared statement; every row has a value for each of the insert's columns.
    func insert(_ insert: SQLInsert, _ rows: some Sequence<[SQLValue]>) throws

    /// Runs a body whose changes are all undone when it throws, while the transaction around it goes on.
    func savepoint<T>(_ body: () throws -> T) throws -> T

    /// As ``savepoint(_:)`` for what a transaction begins with, before anything else was read or written in it.
    ///
    /// A database may undo the whole transaction when the body throws and begin another; others may have written in between. Throws
    /// `TransactionLost` when that cannot be begun.
    func savepointAtStart<T>(_ body: () throws -> T) throws -> T
}

/// The row a query stands at; valid only within the body that it was given to.
package protocol SQLRow {
    /// How many columns the row has.
    var columnCount: Int { get }

    /// The name of a column; the position must be below ``columnCount``.
    func columnName(_ position: Int) -> String

    /// The value in a column; the position must be below ``columnCount``.
    func value(_ position: Int) -> SQLValue

    /// The whole number in a column; nil for null. For columns whose type the table guarantees, where many rows are read.
    func integer(_ position: Int) -> Int64?

    /// The number in a column; nil for null. For columns whose type the table guarantees, where many rows are read.
    func number(_ position: Int) -> Double?

    /// The text in a column; nil for null. For columns whose type the table guarantees, where many rows are read.
    func text(_ position: Int) -> String?
}

extension SQLRow {
    package func integer(_ position: Int) -> Int64? { if case .integer(let value) = value(position) { value } else { nil } }

    package func number(_ position: Int) -> Double? {
        switch value(position) {
        case .real(let value): value
        case .integer(let value): Double(value)
        default: nil
        }
    }

    package func text(_ position: Int) -> String? { if case .text(let value) = value(position) { value } else { nil } }
}
