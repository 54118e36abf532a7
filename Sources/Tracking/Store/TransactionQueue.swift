import Synchronization

/// Lets many callers' writes share transactions, so that each costs a fraction of a flush to disk.
///
/// A write returns only when its transaction is durable. While one transaction runs, the writes that arrive wait and then go together
/// into the next, in the order in which they came, at most ``limit`` at once. A write that throws is undone alone; the others of its
/// transaction stand. Every caller has one write at most in the queue, so the queue holds no more than there are callers waiting.
package actor WriteQueue {
    private typealias Work = @Sendable (any SQLConnection) throws -> Void

    private enum Turn {
        /// The write was done by another caller's transaction.
        case done
        /// The write is still to be done, and its caller now runs the next transaction.
        case lead
    }

    private struct Waiter {
        let work: Work
        let continuation: CheckedContinuation<Turn, any Error>
    }

    /// Most writes in one transaction.
    package let limit: Int
    private let driver: any SQLDriver
    private var waiting: [Waiter] = []
    private var isLed = false

    package init(driver: any SQLDriver, limit: Int? = nil) {
        self.driver = driver
        self.limit = max(1, limit ?? driver.groupLimit)
    }

    /// Runs a body within a shared transaction and returns once that is durable.
    package func write<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        let outcome = Outcome<T>()
        try await perform { connection in outcome.store(try body(connection)) }
        return try outcome.value()
    }

    private func perform(_ work: @escaping Work) async throws {
        if isLed {
            let turn = try await withCheckedThrowingContinuation { waiting.append(Waiter(work: work, continuation: $0)) }
            guard case .lead = turn else { return }
        }
        isLed = true
        let followers = Array(waiting.prefix(limit - 1))
        waiting.removeFirst(followers.count)
        let works = [work] + followers.map(\.work)
        let results: [Result<Void, any Error>]
        do {
            results = try await driver.write { connection in try Self.run(works, on: connection) }
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

    private static func run(_ works: [Work], on connection: any SQLConnection) throws -> [Result<Void, any Error>] {
        if works.count == 1 {
            try works[0](connection)
            return [.success(())]
        }
        return try works.map { work in try attempt(work, on: connection) }
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
        guard let value = stored.withLock({ $0 }) else { throw .failed(reason: "a write ended without its result") }
        return value
    }
}
