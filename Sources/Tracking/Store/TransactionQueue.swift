import Synchronization

/// Lets many callers share transactions, so that each costs a fraction of a flush to disk and of a change of threads.
///
/// While one transaction runs, the work that arrives waits and then goes together into the next, in the order in which it came, at most
/// ``limit`` at once. A write returns only when its transaction is durable; one that throws is undone alone and the others stand, unless
/// the database gives up or refuses a whole transaction, which all of it then hear. For that writes may be run several times, so they
/// must do nothing but speak to the database. Every caller has one piece of work at most in the queue, so the queue holds no more than
/// there are callers waiting.
package final class TransactionQueue: Sendable {
    /// What is done in the transactions of a queue.
    package enum Kind: Sendable {
        case reads
        case writes
    }

    fileprivate typealias Work = @Sendable (any SQLConnection) throws -> Void

    fileprivate enum Turn {
        /// The work was done in another caller's transaction.
        case done
        /// The work is still to be done, and its caller now runs the next transaction.
        case lead
    }

    fileprivate struct Waiter {
        let work: Work
        /// Whether it does not wait for others to share its transaction.
        let isInHaste: Bool
        let continuation: CheckedContinuation<Turn, any Error>
    }

    fileprivate struct State {
        var waiting: [Waiter] = []
        /// Whether a caller runs a transaction or is about to.
        var isLed = false
        /// What the leading caller waits for while it gathers others.
        var gathering: Task<Void, Never>?
    }

    /// Most callers in one transaction.
    package let limit: Int
    private let kind: Kind
    private let driver: any SQLDriver
    private let state = Mutex(State())
    /// How many callers wait for a transaction.
    package var waitingCount: Int { state.withLock(\.waiting.count) }

    package init(driver: any SQLDriver, of kind: Kind, limit: Int? = nil) {
        self.driver = driver
        self.kind = kind
        self.limit = max(1, limit ?? driver.groupLimit)
    }

    /// Runs a body within a shared transaction and returns once that has ended; what was written is durable then.
    ///
    /// With a time for gathering a transaction waits that long for others to share it, or until it is full or somebody comes who gives no
    /// such time: fewer transactions where many callers are less in a hurry than the processor is short.
    ///
    /// A brief write, of some rows, may run on the caller's thread when it has its transaction to itself.
    nonisolated(nonsending) package func run<T: Sendable>(
        gathering time: Duration? = nil, isBrief: Bool = false, _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws -> T {
        let outcome = Outcome<T>()
        try await perform(gathering: time, isBrief: isBrief) { connection in outcome.store(try body(connection)) }
        return try outcome.value()
    }

    nonisolated(nonsending) private func perform(gathering time: Duration?, isBrief: Bool, _ work: @escaping Work) async throws {
        guard case .lead = try await turn(work, isInHaste: time == nil) else { return }
        if let time { await gather(for: time) }
        let followers = state.withLock { state in
            defer { state.waiting.removeFirst(min(limit - 1, state.waiting.count)) }
            return Array(state.waiting.prefix(limit - 1))
        }
        let works = [work] + followers.map(\.work)
        let results: [Result<Void, any Error>]
        do {
            results =
                switch kind {
                case .reads: try await driver.read { connection in works.map { work in Result { try work(connection) } } }
                case .writes:
                    try await driver.write(isBrief: isBrief && followers.isEmpty) { connection in try Self.write(works, on: connection) }
                }
        } catch {
            results = works.map { _ in .failure(error) }
        }
        passOn()
        for (follower, result) in zip(followers, results.dropFirst()) {
            follower.continuation.resume(with: result.map { Turn.done })
        }
        try results[0].get()
    }

    /// Leads at once when nobody does; otherwise waits for the outcome in somebody else's transaction, or for the turn to lead.
    nonisolated(nonsending) private func turn(_ work: @escaping Work, isInHaste: Bool) async throws -> Turn {
        if state.withLock({ $0.claimLead() }) { return .lead }
        return try await withCheckedThrowingContinuation { continuation in
            let leads = state.withLock { state in
                if state.claimLead() { return true }
                state.waiting.append(Waiter(work: work, isInHaste: isInHaste, continuation: continuation))
                if isInHaste || state.waiting.count >= limit - 1 { state.gathering?.cancel() }
                return false
            }
            if leads { continuation.resume(returning: .lead) }
        }
    }

    /// Waits until the time is over, nobody else has room, somebody comes in haste, or the caller is cancelled, whose work is then done
    /// at once.
    nonisolated(nonsending) private func gather(for time: Duration) async {
        let pause: Task<Void, Never>? = state.withLock { state in
            if state.waiting.count >= limit - 1 || state.waiting.contains(where: \.isInHaste) { return nil }
            // A task of its own, since it is others who end it.
            let pause = Task { _ = try? await Task.sleep(for: time) }
            state.gathering = pause
            return pause
        }
        guard let pause else { return }
        await withTaskCancellationHandler {
            await pause.value
        } onCancel: {
            pause.cancel()
        }
        state.withLock { $0.gathering = nil }
    }

    private func passOn() {
        let next: Waiter? = state.withLock { state in
            if !state.waiting.isEmpty { return state.waiting.removeFirst() }
            state.isLed = false
            return nil
        }
        next?.continuation.resume(returning: .lead)
    }

    /// All in one go; when one of them fails, each on its own.
    private static func write(_ works: [Work], on connection: any SQLConnection) throws -> [Result<Void, any Error>] {
        if works.count == 1 {
            try works[0](connection)
            return [.success(())]
        }
        do {
            try connection.savepointAtStart { for work in works { try work(connection) } }
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

extension TransactionQueue.State {
    fileprivate mutating func claimLead() -> Bool {
        defer { isLed = true }
        return !isLed
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
