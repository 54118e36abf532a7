import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A child of this process with pipes on its three standard streams, the leader of a process group of its own.
struct ChildProcess: Sendable {
    let identifier: pid_t
    /// Our end of the child's standard input.
    let input: CInt
    /// Our end of its standard output.
    let output: CInt
    /// Our end of its standard error.
    let errors: CInt

    private static let spawning = Mutex(())

    /// Starts a command. Throws ``ModelError`` of kind `process`.
    init(_ command: LineCommand) throws(ModelError) {
        var pipes: [[CInt]] = []
        // One at a time, so that no child inherits an end of another's pipe before it is marked.
        let result = Self.spawning.withLock { _ in
            Result { () throws(ModelError) in
                for _ in 0..<3 { pipes.append(try Self.pipe()) }
                return try Self.spawn(command, pipes)
            }
        }
        switch result {
        case .success(let started): identifier = started
        case .failure(let error):
            for end in pipes.joined() { close(end) }
            throw error
        }
        for end in [pipes[0][0], pipes[1][1], pipes[2][1]] { close(end) }
        (input, output, errors) = (pipes[0][1], pipes[1][0], pipes[2][0])
    }

    /// Ends the child and everything it started, at once.
    func kill() { _ = killpg(identifier, SIGKILL) }

    /// Reports how the child ended, from a thread of its own; the child is a zombie until then.
    func whenEnded(_ report: @escaping @Sendable (String) -> Void) {
        let identifier = identifier
        Thread.detachNewThread {
            var status: CInt = 0
            while waitpid(identifier, &status, 0) == -1, errno == EINTR {}
            let signal = status & 0x7F
            report(signal == 0 ? "it ended with status \((status >> 8) & 0xFF)" : "it was ended by signal \(signal)")
        }
    }

    /// Both ends of a pipe, closed in any child that is started meanwhile.
    private static func pipe() throws(ModelError) -> [CInt] {
        var ends: [CInt] = [-1, -1]
        #if canImport(Darwin)
            let result = Darwin.pipe(&ends)
        #elseif canImport(Musl)
            let result = Musl.pipe(&ends)
        #else
            let result = Glibc.pipe(&ends)
        #endif
        guard result == 0 else { throw ModelError(.process, "no pipe could be made: \(reason(errno))") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return ends
    }

    private static func spawn(_ command: LineCommand, _ pipes: [[CInt]]) throws(ModelError) -> pid_t {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_adddup2(&actions, pipes[0][0], 0)
        posix_spawn_file_actions_adddup2(&actions, pipes[1][1], 1)
        posix_spawn_file_actions_adddup2(&actions, pipes[2][1], 2)
        // A group of its own, so that ending it ends what it started; and SIGPIPE as programs expect it.
        var defaults = sigset_t()
        sigemptyset(&defaults)
        sigaddset(&defaults, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))
        var identifier: pid_t = 0
        let code = withCStrings(command.spawned) { arguments in
            withCStrings(command.environment.map { "\($0.key)=\($0.value)" }) { environment in
                posix_spawnp(&identifier, command.spawned[0], &actions, &attributes, arguments, environment)
            }
        }
        guard code == 0 else {
            throw ModelError(.process, "the command \"\(command.title)\" cannot be started: \(reason(code))")
        }
        return identifier
    }

    /// The texts as a null-terminated list of C strings.
    private static func withCStrings<R>(_ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R) -> R {
        let copies = texts.map { strdup($0) } + [nil]
        defer { for copy in copies { free(copy) } }
        return body(copies)
    }

    private static func reason(_ code: CInt) -> String { strerror(code).map { String(cString: $0) } ?? "error \(code)" }
}
