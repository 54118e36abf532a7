import GRDBSQLite

/// A prepared statement that is being bound and stepped through.
struct SQLiteStatementCursor {
    let handle: OpaquePointer
    let path: String

    /// Tells SQLite to copy a text before the call returns.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    func bind(_ arguments: [SQLValue]) throws(TrackingError) {
        try check(count: arguments.count)
        try bind(arguments, after: 0)
    }

    /// Binds the values of several rows one after the other.
    func bind(rows: [[SQLValue]]) throws(TrackingError) {
        try check(count: rows.reduce(0) { $0 + $1.count })
        var place: Int32 = 0
        for row in rows {
            try bind(row, after: place)
            place += Int32(row.count)
        }
    }

    private func check(count: Int) throws(TrackingError) {
        guard count == Int(sqlite3_bind_parameter_count(handle)) else {
            throw .failed(reason: "a statement with \(sqlite3_bind_parameter_count(handle)) places was given \(count) values")
        }
    }

    private func bind(_ arguments: [SQLValue], after place: Int32) throws(TrackingError) {
        for (offset, argument) in arguments.enumerated() {
            let code = bind(argument, at: place + Int32(offset + 1))
            guard code == SQLITE_OK else { throw failure(code) }
        }
    }

    private func bind(_ argument: SQLValue, at place: Int32) -> Int32 {
        switch argument {
        case .null: return sqlite3_bind_null(handle, place)
        case .integer(let value): return sqlite3_bind_int64(handle, place, value)
        case .real(let value): return sqlite3_bind_double(handle, place, value)
        case .text(var value):
            return value.withUTF8 { bytes in
                guard let start = bytes.baseAddress else { return sqlite3_bind_text(handle, place, "", 0, Self.copied) }
                return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                    sqlite3_bind_text64(handle, place, $0, UInt64(bytes.count), Self.copied, UInt8(SQLITE_UTF8))
                }
            }
        }
    }

    /// Goes to the next row; false when there is none.
    func step() throws(TrackingError) -> Bool {
        let code = sqlite3_step(handle)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw failure(code)
        }
    }

    private func failure(_ code: Int32) -> TrackingError {
        let message = sqlite3_errmsg(sqlite3_db_handle(handle)).map { String(cString: $0) } ?? "unknown error"
        return SQLiteFailure.error(code: code, message: message, path: path)
    }
}

extension SQLiteStatementCursor: SQLRow {
    var columnCount: Int { Int(sqlite3_data_count(handle)) }

    func columnName(_ position: Int) -> String {
        sqlite3_column_name(handle, Int32(position)).map { String(cString: $0) } ?? ""
    }

    func value(_ position: Int) -> SQLValue {
        let column = Int32(position)
        switch sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, column))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, column))
        case SQLITE_NULL: return .null
        default: return text(position).map(SQLValue.text) ?? .null
        }
    }

    func integer(_ position: Int) -> Int64? {
        let column = Int32(position)
        let value = sqlite3_column_int64(handle, column)
        return value == 0 && sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : value
    }

    func number(_ position: Int) -> Double? {
        let column = Int32(position)
        let value = sqlite3_column_double(handle, column)
        return value == 0 && sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : value
    }

    func text(_ position: Int) -> String? {
        let column = Int32(position)
        guard let start = sqlite3_column_text(handle, column) else { return nil }
        return String(decoding: UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))), as: UTF8.self)
    }
}
