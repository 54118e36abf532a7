import Synchronization

/// Lets many callers share transactions, so that each costs a fraction of a flush to disk and of a change of threads.
///
/// While one transaction runs, the work that arrives waits and then goes together into the next, in the order in which it came, at most
/// ``limit`` at once. A write returns only when its transaction is durable; one that throws is undone alone and the others of its
/// transaction stand. For that the writes of a transaction may be run twice, so they must do nothing but speak to the database. Every
/// caller has one piece of work at most in the queue, so the queue holds no more than there are callers waiting.
package actor TransactionQueue {
    /// What is done in the transactions of a queue.
    package enum Kind: Sendable {
        case reads
        case writes
    }

    private typealias Work = @Sendable (any SQLConnection) throws -> Void

    private enum Turn {
        /// The work was done in another caller's transaction.
        case done
        /// The work is still to be done, and its caller now runs the next transaction.
        case lead
    }

    private struct Waiter {
        let work: Work
        let continuation: CheckedContinuation<Turn, any Error>
    }

    /// Most callers in one transaction.
    package let limit: Int
    private let kind: Kind
    private let driver: any SQLDriver
    private var waiting: [Waiter] = []
    /// How many callers wait for a transaction.
    package var waitingCount: Int { waiting.count }
    private var isLed = false

    package init(driver: any SQLDriver, of kind: Kind, limit: Int? = nil) {
        self.driver = driver
        self.kind = kind
        self.limit = max(1, limit ?? driver.groupLimit)
    }

    /// Runs a body within a shared transaction and returns once that has ended; what was written is durable then.
    ///
    /// With a time for gathering a transaction waits that long for others to share it: fewer transactions where many callers are less in
    /// a hurry than the processor is short.
    package func run<T: Sendable>(
        gathering time: Duration? = nil, _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws -> T {
        let outcome = Outcome<T>()
        try await perform(gathering: time) { connection in outcome.store(try body(connection)) }
        return try outcome.value()
    }

    private func perform(gathering time: Duration?, _ work: @escaping Work) async throws {
        if isLed {
            let turn = try await withCheckedThrowingContinuation { waiting.append(Waiter(work: work, continuation: $0)) }
            guard case .lead = turn else { return }
        }
        isLed = true
        // When the caller is cancelled meanwhile, its work is done at once.
        if let time { try? await Task.sleep(for: time) }
        let followers = Array(waiting.prefix(limit - 1))
        waiting.removeFirst(followers.count)
        let works = [work] + followers.map(\.work)
        let results: [Result<Void, any Error>]
        do {
            results =
                switch kind {
                case .reads: try await driver.read { connection in works.map { work in Result { try work(connection) } } }
                case .writes: try await driver.write { connection in try Self.write(works, on: connection) }
                }
        } catch {
            results = works.map { _ in .failure(error) }
        }
        for (follower, result) in zip(followers, results.dropFirst()) {
            follower.continuation.resume(with: result.map { Turn.done })
        }
        passOn()
        try results[0].get()
    }

    private func passOn() {
        guard !waiting.isEmpty else {
            isLed = false
            return
        }
        waiting.removeFirst().continuation.resume(returning: .lead)
    }

    /// All in one go; when one of them fails, each on its own.
    private static func write(_ works: [Work], on connection: any SQLConnection) throws -> [Result<Void, any Error>] {
        if works.count == 1 {
            try works[0](connection)
            return [.success(())]
        }
        do {
            try connection.savepoint { for work in works { try work(connection) } }
            return works.map { _ in .success(()) }
        } catch let lost as TransactionLost {
            throw lost.cause
        } catch let restart as TransactionRestart {
            throw restart
        } catch {
            return try works.map { work in try attempt(work, on: connection) }
        }
    }

    /// How often a write is tried whose rows another process took first.
    private static let attempts = 4

    private static func attempt(_ work: Work, on connection: any SQLConnection) throws -> Result<Void, any Error> {
        var attempt = 1
        while true {
            do {
                return .success(try connection.savepoint { try work(connection) })
            } catch let lost as TransactionLost {
                throw lost.cause
            } catch let restart as TransactionRestart {
                throw restart
            } catch TrackingError.conflict where attempt < attempts {
                attempt += 1
            } catch {
                return .failure(error)
            }
        }
    }
}

/// Carries a result out of a transaction that another task may have run.
private final class Outcome<T: Sendable>: Sendable {
    private let stored = Mutex<T?>(nil)

    func store(_ value: T) { stored.withLock { $0 = value } }

    func value() throws(TrackingError) -> T {
        guard let value = stored.withLock({ $0 }) else { throw .failed(reason: "a transaction ended without its result") }
        return value
    }
}
