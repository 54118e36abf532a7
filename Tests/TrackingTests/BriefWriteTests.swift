import Dispatch
import Foundation
import Synchronization
import Testing

@testable import Tracking

/// Runs the tasks of a caller on a thread of its own.
private final class CallerThread: TaskExecutor {
    private let jobs = Mutex<[@Sendable () -> Void]>([])
    private let given = DispatchSemaphore(value: 0)

    init() {
        Thread.detachNewThread { [jobs = WeakCaller(self), given] in
            while true {
                given.wait()
                guard let caller = jobs.caller else { return }
                let job = caller.jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
                job?()
            }
        }
    }

    deinit { given.signal() }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        perform { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }

    /// Does something on the thread after what it has to do already.
    func perform(_ job: @escaping @Sendable () -> Void) {
        jobs.withLock { $0.append(job) }
        given.signal()
    }
}

private final class WeakCaller: @unchecked Sendable {
    private(set) weak var caller: CallerThread?

    init(_ caller: CallerThread) { self.caller = caller }
}

/// Writes that run on the thread of their caller, and when they do not.
@Suite struct BriefWriteTests {
    private let folder: TemporaryFolder
    private let caller = CallerThread()

    init() throws { folder = try TemporaryFolder() }

    /// Whether a write ran where its caller runs: the connection's own thread knows of no task.
    private func runsInPlace(_ driver: SQLiteDriver, isBrief: Bool) async throws -> Bool {
        try await withTaskExecutorPreference(caller) {
            try await driver.write(isBrief: isBrief) { connection in
                try connection.execute("INSERT INTO entry DEFAULT VALUES")
                return withUnsafeCurrentTask { $0 != nil }
            }
        }
    }

    private func driver(_ name: String) async throws -> SQLiteDriver {
        let driver = try SQLiteDriver(path: folder.file(name), options: .init(busyTimeout: 600))
        _ = try await driver.write { try $0.execute("CREATE TABLE IF NOT EXISTS entry (id INTEGER PRIMARY KEY, text TEXT) STRICT") }
        return driver
    }

    @Test func `a brief write stays on its caller's thread, a long one does not`() async throws {
        let driver = try await driver("place.db")
        // Whatever takes long on a busy machine gives callers a rest of up to a second.
        let deadline = ContinuousClock.now + .seconds(120)
        var stays = false
        while !stays, ContinuousClock.now < deadline {
            stays = try await runsInPlace(driver, isBrief: true)
            if !stays { try await Task.sleep(for: .milliseconds(20)) }
        }
        #expect(stays)
        #expect(try await !runsInPlace(driver, isBrief: false))
        try driver.close()
    }

    @Test(.timeLimit(.minutes(5))) func `a caller's thread does not wait for another process that writes`() async throws {
        let (driver, other) = (try await driver("locked.db"), try await driver("locked.db"))
        let (held, release) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        async let holding: Void = other.write { _ in
            held.signal()
            release.wait()
        }
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                held.wait()
                continuation.resume()
            }
        }
        async let written = runsInPlace(driver, isBrief: true)
        // The caller's thread answers while the write waits elsewhere.
        for _ in 0..<20 {
            try await Task.sleep(for: .milliseconds(5))
            await withCheckedContinuation { continuation in caller.perform { continuation.resume() } }
        }
        release.signal()
        try await holding
        #expect(try await !written)
        for driver in [driver, other] { try driver.close() }
    }

    @Test func `callers' threads are left alone for a while after a slow write`() {
        let load = SQLiteWriterLoad()
        let now = ContinuousClock.now
        #expect(load.beginAlone(at: now))
        #expect(!load.beginAlone(at: now))
        load.end()
        load.note(.milliseconds(1), at: now)
        #expect(load.beginAlone(at: now))
        load.end()
        load.note(.milliseconds(50), at: now)
        #expect(!load.beginAlone(at: now + .milliseconds(499)))
        #expect(load.beginAlone(at: now + .milliseconds(501)))
        load.end()
        load.note(.seconds(60), at: now)
        #expect(!load.beginAlone(at: now + .milliseconds(999)))
        #expect(load.beginAlone(at: now + .milliseconds(1001)))
        load.end()
    }

    @Test func `a store that was closed refuses brief writes`() async throws {
        let driver = try await driver("closed.db")
        try driver.close()
        await #expect(throws: (any Error).self) { try await runsInPlace(driver, isBrief: true) }
        await driver.tidy()
    }

    @Test func `a long log is copied into the file`() async throws {
        let driver = try await driver("log.db")
        let text = String(repeating: "x", count: 8 << 20)
        for _ in 0..<9 { _ = try await driver.write { try $0.execute("INSERT INTO entry (text) VALUES (?)", [.text(text)]) } }
        let deadline = ContinuousClock.now + .seconds(30)
        func size() throws -> Int { try FileManager.default.attributesOfItem(atPath: folder.file("log.db"))[.size] as? Int ?? 0 }
        while try size() < 64 << 20 {
            try #require(ContinuousClock.now < deadline, "the log was not copied")
            try await Task.sleep(for: .milliseconds(10))
        }
        try driver.close()
    }
}
