import GRDBSQLite
import Synchronization

/// Keeps the file of the write-ahead log longer than the log, so that small commits find room in it.
///
/// The flush of a commit that makes its file longer waits for the file system's own journal as well; one that writes into room which was
/// written before does not, and costs a third of the time and of the processor. Zeros at the end of a log are no frames of it: whoever
/// reads the log stops at the first frame whose salt is not that of its header (SQLite, "WAL-mode File Format", section 4.3).
final class SQLiteLogRoom: Sendable {
    /// Room is made in pages, since larger pieces make every later write to them dearer.
    private static let page = 4096
    /// Bytes of a frame: its header and a page.
    private static let frame: Int64 = 24 + 4096
    /// Room that is made at once, and how little of it may be left.
    private static let step: Int64 = 256 * 1024
    private static let least: Int64 = 64 * 1024
    /// Frames of a commit from which the flush of the file's length no longer counts for much.
    private static let largeCommit: Int32 = 32

    private struct State {
        /// Frames in the log after the last commit, and how many of them that commit added.
        var frames: Int32 = 0
        var lastAdded = SQLiteLogRoom.largeCommit
        /// How long the file is at least; nil until somebody looked.
        var length: Int64?
    }

    private let state = Mutex(State())

    /// Frames in the log after the last commit.
    var frames: Int32 { state.withLock(\.frames) }

    /// Notes how many frames the log has after a commit.
    func note(frames: Int32) {
        state.withLock { state in
            // A log that is shorter than before begins anew in the same file, which may have been cut.
            if frames < state.frames { state.length = nil }
            state.lastAdded = frames < state.frames ? frames : frames - state.frames
            state.frames = frames
        }
    }

    /// Makes room if there is little left and commits are small. To be called within a transaction that writes: until it ends, nobody
    /// else can add to the log.
    func keepRoom(in connection: OpaquePointer?) {
        state.withLock { state in
            guard state.lastAdded < Self.largeCommit, state.frames < SQLiteWriterLoad.longLog else { return }
            let used = Int64(state.frames) * Self.frame
            if let length = state.length, length >= used + Self.least { return }
            guard let file = Self.logFile(of: connection), let length = Self.length(of: file) else { return }
            state.length = length >= used + Self.least ? length : Self.lengthen(file, from: length, to: length + Self.step)
        }
    }

    private static func logFile(of connection: OpaquePointer?) -> UnsafeMutablePointer<sqlite3_file>? {
        guard let connection else { return nil }
        var file: UnsafeMutablePointer<sqlite3_file>?
        guard sqlite3_file_control(connection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file) == SQLITE_OK else { return nil }
        return file?.pointee.pMethods == nil ? nil : file
    }

    private static func length(of file: UnsafeMutablePointer<sqlite3_file>) -> Int64? {
        var length: sqlite3_int64 = 0
        guard file.pointee.pMethods?.pointee.xFileSize?(file, &length) == SQLITE_OK else { return nil }
        return length
    }

    /// Writes zeros behind the end; how long the file is then. What does not fit on the disk is left to the commit to complain about.
    private static func lengthen(_ file: UnsafeMutablePointer<sqlite3_file>, from start: Int64, to end: Int64) -> Int64 {
        let zeros = [UInt8](repeating: 0, count: page)
        var length = start
        while length < end {
            let count = Int32(min(Int64(page) - length % Int64(page), end - length))
            guard file.pointee.pMethods?.pointee.xWrite?(file, zeros, count, length) == SQLITE_OK else { return end }
            length += Int64(count)
        }
        return length
    }
}
