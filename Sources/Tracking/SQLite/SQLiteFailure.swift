import GRDB
import GRDBSQLite

/// Turns what SQLite and GRDB report into the store's own errors.
enum SQLiteFailure {
    static func error(_ error: any Error, path: String) -> any Error {
        guard let failure = error as? DatabaseError else { return error }
        return Self.error(code: failure.extendedResultCode.rawValue, message: failure.message ?? "unknown error", path: path)
    }

    static func error(code: Int32, message: String, path: String) -> TrackingError {
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED: .locked(path: path)
        case SQLITE_FULL: .diskFull(path: path)
        case SQLITE_READONLY, SQLITE_PERM: .readOnly(path: path)
        case SQLITE_NOTADB: .notAStore(path: path)
        case SQLITE_CANTOPEN: .cannotOpen(path: path, reason: message)
        case SQLITE_IOERR:
            .failed(reason: "its file cannot be read or written (\(message)); is the disk full, or the size of files limited?")
        case SQLITE_CORRUPT: .damaged(reason: message)
        default: .failed(reason: "\(message) (SQLite \(code))")
        }
    }
}
