import Foundation

/// The programs of PostgreSQL on this machine.
package struct PostgreSQLInstallation: Sendable {
    /// The folder that holds `initdb` and `postgres`.
    let programs: String

    /// The newest version that is installed, 15 or later; nil, with a word on standard error, when there is none.
    package static let found: PostgreSQLInstallation? = {
        if let installation = find() { return installation }
        let reason = "PostgreSQL 15 or later is not installed: the tests that need it are skipped (Scripts/packages installs it)\n"
        FileHandle.standardError.write(Data(reason.utf8))
        return nil
    }()

    private static func find() -> PostgreSQLInstallation? {
        var folders: [(version: Int, path: String)] = []
        for root in ["/usr/lib/postgresql", "/usr/local/opt", "/opt/homebrew/opt"] {
            for name in (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? [] {
                let digits = name.hasPrefix("postgresql@") ? name.dropFirst("postgresql@".count) : name[...]
                if let version = Int(digits), version >= 15 { folders.append((version, "\(root)/\(name)/bin")) }
            }
        }
        let complete = folders.filter { FileManager.default.isExecutableFile(atPath: $0.path + "/initdb") }
        return complete.max { $0.version < $1.version }.map { PostgreSQLInstallation(programs: $0.path) }
    }

    /// What goes before a program so that it does not run as root, which PostgreSQL refuses.
    static let unprivileged: [String] = {
        guard geteuid() == 0 else { return [] }
        let account = getpwnam("postgres") ?? getpwnam("nobody")
        let (user, group) = account.map { ($0.pointee.pw_uid, $0.pointee.pw_gid) } ?? (65_534, 65_534)
        return ["/usr/bin/setpriv", "--reuid=\(user)", "--regid=\(group)", "--clear-groups", "--"]
    }()

    /// The account that ``unprivileged`` stands for.
    static func giveAway(_ path: String) {
        guard geteuid() == 0, let account = getpwnam("postgres") ?? getpwnam("nobody") else { return }
        chown(path, account.pointee.pw_uid, account.pointee.pw_gid)
    }
}
