/// The statements that a server has prepared on one connection, by their text; those not used for longest make room.
struct PostgreSQLStatements {
    /// A statement as the server knows it.
    struct Prepared {
        let name: String
        /// The types of its parameters.
        let types: [PostgreSQLType]
    }

    private struct Entry {
        /// One for each choice of types that the statement was called with.
        var variants: [Prepared]
        var lastUse: Int
    }

    /// Most texts that are kept.
    static let limit = 256
    private var entries: [String: Entry] = [:]
    private var uses = 0
    private var names = 0

    /// The statements of a text.
    mutating func find(_ sql: String) -> [Prepared] {
        guard let index = entries.index(forKey: sql) else { return [] }
        uses += 1
        entries.values[index].lastUse = uses
        return entries.values[index].variants
    }

    /// A name that no statement has had.
    mutating func nextName() -> String {
        names += 1
        return "s\(names)"
    }

    /// Keeps a statement under its text.
    mutating func keep(_ statement: Prepared, for sql: String) {
        uses += 1
        entries[sql, default: Entry(variants: [], lastUse: uses)].variants.append(statement)
    }

    /// Takes out what was not used for longest when there are too many; the names are to be deallocated.
    mutating func evict() -> [String] {
        guard entries.count > Self.limit else { return [] }
        let oldest = entries.sorted { $0.value.lastUse < $1.value.lastUse }.prefix(Self.limit / 4)
        for (sql, _) in oldest { entries[sql] = nil }
        return oldest.flatMap { $0.value.variants.map(\.name) }
    }
}

extension PostgreSQLLink {
    /// Sends a statement with its arguments, prepared on this connection when it is not yet.
    func sendCached(_ sql: String, _ arguments: [SQLValue]) throws {
        for statement in statements.find(sql) {
            guard statement.types.count == arguments.count else {
                throw TrackingError.failed(
                    reason: "a statement with \(statement.types.count) places was given \(arguments.count) values")
            }
            guard let encoded = try PostgreSQLArguments(arguments, as: statement.types) else { continue }
            return try sendPrepared(statement.name, encoded)
        }
        try prepareAndSend(sql, arguments)
    }

    /// Sends a statement whose arguments are encoded already, always with the same types.
    func sendCached(_ sql: String, _ arguments: PostgreSQLArguments) throws {
        let statement = try statements.find(sql).first ?? prepare(sql, arguments.types)
        try sendPrepared(statement.name, arguments)
    }

    /// Prepares a statement for the types of its first arguments; what was sent before is received first.
    private func prepareAndSend(_ sql: String, _ arguments: [SQLValue]) throws {
        let encoded = try PostgreSQLArguments(arguments)
        let statement = try prepare(sql, encoded.types)
        guard statement.types.count == arguments.count else {
            throw TrackingError.failed(reason: "a statement with \(statement.types.count) places was given \(arguments.count) values")
        }
        try sendPrepared(statement.name, encoded)
    }

    private func prepare(_ sql: String, _ types: [PostgreSQLType]) throws -> PostgreSQLStatements.Prepared {
        for old in statements.evict() { prelude.append("DEALLOCATE \(old)") }
        let name = statements.nextName()
        try sendPrepare(SQLDialect.numberedPlaceholders(sql), as: name, types)
        guard let types = try receive().last?.parameterTypes else {
            throw TrackingError.failed(reason: "a statement was not described")
        }
        let statement = PostgreSQLStatements.Prepared(name: name, types: types)
        statements.keep(statement, for: sql)
        return statement
    }
}
