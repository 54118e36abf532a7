import CPostgreSQL
import Foundation

/// A PostgreSQL server with a cluster of its own in a temporary folder, which ends and vanishes with this process however that ends.
package final class PostgreSQLServer: Sendable {
    /// How a server is stopped.
    package enum StopMode: String, Sendable {
        /// Connections are ended, and everything is written out.
        case fast
        /// As in a crash: the next start has to recover.
        case immediate
    }

    /// Why a server could not be started.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    private let installation: PostgreSQLInstallation
    private let folder: String
    private let port: UInt16
    /// The process that removes everything when its standard input ends.
    private let keeper: Process
    private let lifeline: FileHandle

    private static let sharedServer = Result { try PostgreSQLServer() }

    /// The server that all tests of this process share.
    package static func shared() throws -> PostgreSQLServer { try sharedServer.get() }

    /// Starts a server of its own, for a test that stops or breaks it.
    package init() throws {
        guard let installation = PostgreSQLInstallation.found else { throw Failure(description: "PostgreSQL is not installed") }
        self.installation = installation
        folder = try Self.makeFolder()
        port = try Self.freePort()
        (keeper, lifeline) = try Self.startKeeper(of: folder, installation)
        try run(["initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"])
        let rules = "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n"
        try run(["-c", "printf '%s' '\(rules)' > '\(data)/pg_hba.conf'"], program: "/bin/sh")
        try start()
    }

    deinit { try? lifeline.close() }

    private var data: String { folder + "/data" }

    private static func makeFolder() throws -> String {
        // The path of a socket is at most 107 bytes.
        let path = "/tmp/touchstone-pg-\(UUID().uuidString.prefix(13))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        PostgreSQLInstallation.giveAway(path)
        return path
    }

    private static func freePort() throws -> UInt16 {
        #if canImport(Glibc)
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, size) == 0 && getsockname(descriptor, address, &size) == 0
            }
        }
        guard isBound else { throw Failure(description: "there is no free port") }
        return UInt16(bigEndian: address.sin_port)
    }

    private static func startKeeper(of folder: String, _ installation: PostgreSQLInstallation) throws -> (Process, FileHandle) {
        let script =
            "trap '' INT TERM HUP; cat >/dev/null; '\(installation.programs)/pg_ctl' -D '\(folder)/data' -m immediate stop; rm -rf '\(folder)'"
        let command = PostgreSQLInstallation.unprivileged + ["/bin/sh", "-c", script]
        let pipe = Pipe()
        _ = fcntl(pipe.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
        let keeper = Process()
        keeper.executableURL = URL(fileURLWithPath: command[0])
        keeper.arguments = Array(command.dropFirst())
        keeper.standardInput = pipe
        keeper.standardOutput = FileHandle.nullDevice
        keeper.standardError = FileHandle.nullDevice
        try keeper.run()
        return (keeper, pipe.fileHandleForWriting)
    }

    /// Runs one of PostgreSQL's programs as a user that it accepts.
    private func run(_ arguments: [String], program: String? = nil) throws {
        let command =
            PostgreSQLInstallation.unprivileged
            + (program.map { [$0] + arguments } ?? (["\(installation.programs)/\(arguments[0])"] + arguments.dropFirst()))
        let status = try Subprocess.run(command)
        guard status == 0 else {
            let log = (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? ""
            throw Failure(description: "\(command.joined(separator: " ")) ended with \(status)\n\(log.suffix(2000))")
        }
    }
}

extension PostgreSQLServer {
    /// Starts the server again after ``stop(_:)``; returns when it takes connections.
    package func start() throws {
        let settings = [
            "listen_addresses=127.0.0.1", "port=\(port)", "unix_socket_directories=\(folder)", "max_connections=200",
            "shared_buffers=64MB", "fsync=off", "full_page_writes=off", "autovacuum=off", "deadlock_timeout=100ms", "wal_level=minimal",
            "max_wal_senders=0",
        ]
        let options = settings.map { "-c \($0)" }.joined(separator: " ")
        try run(["pg_ctl", "-D", data, "-l", folder + "/log", "-w", "-t", "60", "-o", options, "start"])
    }

    /// Stops the server; returns when it has.
    package func stop(_ mode: StopMode) throws {
        try run(["pg_ctl", "-D", data, "-w", "-t", "60", "-m", mode.rawValue, "stop"])
    }

    /// The URL of a database through the server's socket, as its owner.
    package func url(of database: String) -> String { "postgresql://postgres@/\(database)?host=\(folder)&port=\(port)" }

    /// The folder of the server's socket, which stands for a host in URLs.
    package var socketFolder: String { folder }

    /// The URL of a database through TCP, where the server asks for passwords.
    package func url(of database: String, user: String, password: String) -> String {
        "postgresql://\(user):\(password)@127.0.0.1:\(port)/\(database)"
    }

    /// Makes an empty database and returns its name.
    package func makeDatabase() throws -> String {
        let name = "t" + UUID().uuidString.replacing("-", with: "").lowercased()
        try execute("CREATE DATABASE \(name)")
        return name
    }

    /// Removes a database, ending the connections to it.
    package func drop(_ database: String) throws { try execute("DROP DATABASE IF EXISTS \(database) WITH (FORCE)") }

    /// Runs one statement as the owner of everything, outside of a transaction; returns the first column of the first row.
    @discardableResult
    package func execute(_ sql: String, in database: String = "postgres") throws -> String? {
        let connection = PQconnectdb("host=\(folder) port=\(port) user=postgres dbname=\(database)")
        defer { PQfinish(connection) }
        let result = PQexec(connection, sql)
        defer { PQclear(result) }
        guard PQstatus(connection) == CONNECTION_OK, [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(PQresultStatus(result)) else {
            throw Failure(description: PQerrorMessage(connection).map { String(cString: $0) } ?? "no connection")
        }
        return PQntuples(result) > 0 ? PQgetvalue(result, 0, 0).map { String(cString: $0) } : nil
    }
}
