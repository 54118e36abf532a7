import Digests
import HTTPTypes
import Hummingbird
import NIOPosix
import Synchronization
import Tracking

/// Finds out who sends a request, and turns away whoever does not prove it.
///
/// A password costs a tenth of a second to check, so that a check holds for a while: a changed password, a removed account and a taken
/// right are noticed after ``recheck`` at the latest, also when another server of the same store has changed them.
final class Gate: Sendable {
    private struct Known: Sendable {
        let caller: Caller
        /// The hash that the password was checked against; nil for a token.
        let passwordHash: String?
        let checked: ContinuousClock.Instant
    }

    private struct State: Sendable {
        var known: [String: Known] = [:]
        var failures = FailedSignIns()
    }

    /// How long somebody who has signed in is taken at their word.
    static let recheck = Duration.seconds(5)
    private static let capacity = 4096

    private let store: TrackingStore
    private let state = Mutex(State())
    /// Checks passwords one at a time, for each takes 32 MB.
    private let threads = NIOThreadPool(numberOfThreads: 1)
    private let salt = AccessToken.random()
    /// What the password of an unknown name is checked against, so that it takes as long as that of a known one.
    private let decoy: PasswordHash?

    init(store: TrackingStore, passwordCost: PasswordHash.Cost) {
        self.store = store
        decoy = PasswordHash(PasswordHash.decoy(passwordCost))
        threads.start()
    }

    deinit { threads.shutdownGracefully { _ in } }

    /// Who sends a request; throws ``MLflowError`` 401 when that is not proved.
    func caller(of request: Request, address: String) async throws -> Caller {
        guard let header = request.headers[.authorization], let credentials = Credentials(header: header) else {
            throw Self.refusal("Sign in with a name and password or a token: this server asks for one.")
        }
        let key = AccessToken.digest(salt + header)
        let now = ContinuousClock.now
        let known = state.withLock { $0.known[key] }
        if let known, now - known.checked < Self.recheck { return known.caller }
        let (account, hash) = try await check(credentials, known: known, address: address, at: now)
        let caller = Caller(accountID: account.id, name: account.name, isAdministrator: account.isAdministrator)
        state.withLock { state in
            if state.known.count >= Self.capacity { state.known.removeAll() }
            state.known[key] = Known(caller: caller, passwordHash: hash, checked: now)
        }
        return caller
    }

    /// Forgets who has signed in, so that changes of accounts are noticed at once.
    func forget() { state.withLock { $0.known.removeAll() } }

    private func check(
        _ credentials: Credentials, known: Known?, address: String, at now: ContinuousClock.Instant
    ) async throws -> (Account, hash: String?) {
        let name = if case .password(let name, _) = credentials { name } else { "" }
        if known == nil, state.withLock({ $0.failures.isBlocked(address: address, name: name, at: now) }) {
            throw Self.refusal("Too many failed attempts to sign in; wait a minute.")
        }
        if let found = try await account(for: credentials, known: known) { return found }
        state.withLock { $0.failures.record(address: address, name: name, at: now) }
        throw Self.refusal("The name, password or token is wrong.")
    }

    private func account(for credentials: Credentials, known: Known?) async throws -> (Account, hash: String?)? {
        switch credentials {
        case .token(let token):
            return try await store.account(withTokenDigest: AccessToken.digest(token)).map { ($0, nil) }
        case .password(let name, let password):
            let account = try await store.account(named: name)
            // MLflow's client has a name and a password to send, and some send a token as the password.
            if let account, password.hasPrefix("tst_"), try await store.account(withTokenDigest: AccessToken.digest(password)) == account {
                return (account, nil)
            }
            if let account, let hash = known?.passwordHash, account.passwordHash == hash { return (account, hash) }
            guard let hash = account?.passwordHash.flatMap(PasswordHash.init) ?? decoy else { return nil }
            let matches = try await threads.runIfActive { try hash.matches(password) }
            guard matches, let account, account.passwordHash == hash.text else { return nil }
            return (account, hash.text)
        }
    }

    /// The refusal of somebody who is not known; it begins as MLflow's own does.
    private static func refusal(_ reason: String) -> MLflowError { MLflowError(.unauthenticated, "You are not authenticated. \(reason)") }
}
