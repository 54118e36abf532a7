import CPostgreSQL

/// What one statement came to: its rows in binary form, and how many it changed.
final class PostgreSQLResult {
    private let handle: OpaquePointer
    let rowCount: Int
    /// The type of each column, by PostgreSQL's own numbers.
    let types: [PostgreSQLType]

    /// Takes over a result of libpq and frees it in the end.
    init(_ handle: OpaquePointer) {
        self.handle = handle
        rowCount = Int(PQntuples(handle))
        types = (0..<PQnfields(handle)).map { PostgreSQLType(rawValue: PQftype(handle, $0)) }
    }

    deinit { PQclear(handle) }

    var status: ExecStatusType { PQresultStatus(handle) }

    /// How many rows the statement changed.
    var changedRows: Int {
        guard let text = PQcmdTuples(handle) else { return 0 }
        return Int(String(cString: text)) ?? 0
    }

    /// What the statement did, such as `COMMIT`.
    var tag: String { PQcmdStatus(handle).map { String(cString: $0) } ?? "" }

    /// The bytes that the rows take in memory.
    var byteCount: Int { PQresultMemorySize(handle) }

    /// The types of a described statement's arguments.
    var parameterTypes: [PostgreSQLType] { (0..<PQnparams(handle)).map { PostgreSQLType(rawValue: PQparamtype(handle, $0)) } }

    func columnName(_ column: Int) -> String { PQfname(handle, Int32(column)).map { String(cString: $0) } ?? "" }

    /// The bytes in a column of a row; nil for null.
    func bytes(row: Int, column: Int) -> UnsafeRawBufferPointer? {
        guard PQgetisnull(handle, Int32(row), Int32(column)) == 0 else { return nil }
        return UnsafeRawBufferPointer(
            start: PQgetvalue(handle, Int32(row), Int32(column)), count: Int(PQgetlength(handle, Int32(row), Int32(column))))
    }

    /// A field of the error that the result is.
    func errorField(_ field: Character) -> String? {
        guard let code = field.asciiValue, let text = PQresultErrorField(handle, Int32(code)) else { return nil }
        return String(cString: text)
    }
}

/// One row of a result.
struct PostgreSQLRow: SQLRow {
    let result: PostgreSQLResult
    let row: Int

    var columnCount: Int { result.types.count }

    func columnName(_ position: Int) -> String { result.columnName(position) }

    func value(_ position: Int) -> SQLValue {
        guard let bytes = result.bytes(row: row, column: position) else { return .null }
        return result.types[position].value(bytes)
    }
}
