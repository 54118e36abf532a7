import GRDBSQLite
import Synchronization

/// What is known about the connection that writes: how much work it has, whether its commits are fast, and how long its log has grown.
///
/// From that follows whether a brief write may run on the thread of its caller. To hand it to the connection's own thread and back costs
/// more than the write itself, but a caller's thread has others to serve and must not wait for other writers or a slow disk.
final class SQLiteWriterLoad: Sendable {
    /// A commit that takes longer shows a disk that callers' threads are not to wait for.
    private static let slowCommit = Duration.milliseconds(5)
    /// For how many times as long they then do not.
    private static let rest = 10
    /// For how long at most: a single standstill of the machine says little about its disk.
    private static let longestRest = Duration.seconds(1)
    /// Pages in the log from which it is copied into the file: 64 MB.
    static let longLog: Int32 = 16_000

    private let workCount = Atomic<Int>(0)
    private let isCopyingLog = Atomic<Bool>(false)
    private let restsUntil = Mutex<ContinuousClock.Instant?>(nil)
    /// Room at the end of the log's file.
    let room = SQLiteLogRoom()

    /// Notes work that is given to the connection, to be ended with ``end()``.
    func begin() { workCount.add(1, ordering: .relaxed) }

    /// As ``begin()``, unless there is other work or commits are slow; whether it was begun.
    func beginAlone(at now: ContinuousClock.Instant) -> Bool {
        guard restsUntil.withLock({ $0.map { $0 <= now } ?? true }) else { return false }
        return workCount.compareExchange(expected: 0, desired: 1, ordering: .relaxed).exchanged
    }

    /// Ends work that was begun.
    func end() { workCount.subtract(1, ordering: .relaxed) }

    /// Notes how long a write took on its caller's thread.
    func note(_ duration: Duration, at now: ContinuousClock.Instant) {
        if duration > Self.slowCommit { restsUntil.withLock { $0 = now + min(duration * Self.rest, Self.longestRest) } }
    }

    /// Takes the place of SQLite's own copying of the log, which a commit on a caller's thread would do there.
    func watchLog(of connection: OpaquePointer?) {
        sqlite3_wal_hook(
            connection,
            { load, _, _, pages in
                if let load { Unmanaged<SQLiteWriterLoad>.fromOpaque(load).takeUnretainedValue().room.note(frames: pages) }
                return SQLITE_OK
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    /// Whether the log is to be copied now, which is to be ended with ``endCopyingLog()``.
    func beginCopyingLog() -> Bool {
        guard room.frames >= Self.longLog else { return false }
        return isCopyingLog.compareExchange(expected: false, desired: true, ordering: .relaxed).exchanged
    }

    func endCopyingLog() { isCopyingLog.store(false, ordering: .relaxed) }
}
